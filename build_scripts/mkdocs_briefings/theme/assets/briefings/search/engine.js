// Answers what readers ask of the index that publish/search/ makes.
//
//   prepare() -> {facets}
//   search(query, {filters, since, until, sort, limit, counts})
//     -> {total, results, filters, who, instead, missing, near, hiding, isCut, isMore}
//
// `filters` maps a filter to the values chosen: any of them within a filter, all filters together. `since` and `until`
// are days, `sort` is "date" or empty. A result is {url, top, title, line, date, summary, place, excerpt, also}: `url`
// leads to the section that matches best, `place` names it, `excerpt` is a list of {text, marked}, `also` are spellings
// that were found for another. `counts` names filters; the answer says how many results each of their values would give.
// `who` are the people, organisations and places that the query names, `instead` what was taken for misspelt words,
// `missing` the words that are nowhere, `near` names spelled like them. `hiding` says, where filters or days leave nothing,
// how many there are without each of them: {name, total}, of all together without a name. `isCut` says that only the
// beginning of a long query was looked for, `isMore` that there may be more than `total`. `facets` are the filters that
// have values.
import { result, seen } from "./excerpts.js";
import { Index } from "./files.js";
import { addressOf } from "./host.js";
import { namesLike } from "./misspelt.js";
import { begun, understood } from "./query.js";
import { counted, hiding, matching, narrowed, ordered } from "./ranking.js";

const READ = 8; // results whose texts are looked at for words that stand close together
let loading;

/** Loads what every search needs. Resolves when it is there, rejects when it cannot be had. */
export async function prepare() {
  const { filters } = await opened();
  return { facets: Object.keys(filters) };
}

function opened() {
  loading ??= Index.load();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

export async function search(query, { filters = {}, since = "", until = "", sort = "", limit = 8, counts = [] } = {}) {
  const index = await opened();
  const asked = await understood(index, query);
  const mask = await narrowed(index, filters, since, until);
  const { parts, found } = await matched(index, asked, mask, limit);
  const byDate = sort === "date" || !parts.length;
  const best = ordered(found, byDate).slice(0, byDate ? limit : Math.max(limit, READ));
  const shown = await Promise.all(best.map(async (one) => ({ ...seen(index.words, await index.text(one.page), parts), ...one })));
  if (!byDate && parts.length > 1) shown.splice(0, READ, ...shown.slice(0, READ).sort((a, b) => b.score * b.near - a.score * a.near));
  const entities = new Set(parts.flatMap(({ ids = [] }) => ids));
  const unfound = found.length ? [] : asked.all.filter(({ ids, phrase }) => !ids && !phrase);
  const names = await namesLike(index, unfound.map(({ form }) => form));
  return {
    total: found.length,
    isMore: asked.all.some(({ isCut }) => isCut),
    isCut: asked.cut,
    results: shown.slice(0, limit).map((page) => result(index.words, page, parts, addressOf(page.text.url))),
    filters: asked.lost ? {} : await counted(index, parts, { filters, since, until }, counts),
    who: await Promise.all([...entities].map((id) => shownEntity(index, id))),
    instead: parts.filter(({ instead }) => instead),
    missing: asked.missing.filter(({ isCut }) => !isCut).map(({ text }) => text),
    near: await Promise.all(names.map((id) => shownEntity(index, id))),
    hiding: mask && !found.length && !asked.lost ? await hiding(index, parts, { filters, since, until }) : [],
  };
}

// The last word may not be typed to its end: where it finds little, what begins like it is found behind.
async function matched(index, { parts, lost }, mask, limit) {
  if (lost) return { parts, found: [] };
  const found = matching(index, parts, mask);
  const more = parts.length && found.length < limit ? await begun(index, parts.at(-1)) : undefined;
  if (!more) return { parts, found };
  const all = [...parts.slice(0, -1), more];
  return { parts: all, found: matching(index, all, mask) };
}

async function shownEntity(index, id) {
  const { name, url, kind, about, briefings, also } = await index.entity(id);
  return { name, url: addressOf(url), kind, about, count: briefings, also };
}
