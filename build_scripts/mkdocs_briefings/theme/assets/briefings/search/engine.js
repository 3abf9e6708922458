// The only file in the browser that knows Pagefind; publish/search.py is its counterpart in the build.
//
//   prepare()
//   search(query, {filters, since, until, sort, limit, counts}) -> {total, results, filters, who, instead, missing, near}
//
// `filters` maps a filter to the values chosen: any of them within a filter, all filters together. `since` and `until`
// are days, `sort` is "date" or empty. A result is {url, top, title, line, date, summary, place, excerpt, also}: `url`
// leads to the section that matches best, `place` names it, `excerpt` is a list of {text, marked}, `also` are spellings
// that were found for another. `counts` names filters; the answer says how many results each of their values would give.
// `who` are the people, organisations and places that the query names, `instead` the names taken for misspelt words,
// `missing` the words that are nowhere, `near` names spelled like them.
import { Frequent } from "./frequent.js";
import { foldAll, Names, signsIn, unsigned } from "./names.js";

const BASE = new URL("../../../", import.meta.url);
const BUNDLE = new URL("pagefind/", BASE);
const EVERYTHING = { words: null, rest: null, frequent: [] };
const EXACT = /^\s*["“„«].+["”“»]\s*$/;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const SYMBOLS = /[\p{S}"]+/gu;
const LETTER = /[\p{L}\p{N}]/u;
const MOST_MARKED = 12;
const MOST_LOOKED_AT = 200; // places of a frequent word in one briefing
const ENGLISH = document.documentElement.lang.startsWith("en");
const COMMON = new Set("a an and are as at be by for from in is it of on or that the to was were with".split(" "));
let loading;

/** Loads the engine ahead of the first question. Resolves when it is ready, rejects when it cannot be had. */
export function prepare() {
  loading ??= Promise.all([import(new URL("pagefind.js", BUNDLE)).then(started), Names.load(), Frequent.load(BUNDLE)]);
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function started(engine) {
  await engine.options({ baseUrl: BASE.pathname, excerptLength: 24 });
  await engine.init();
  return engine;
}

export async function search(query, { filters = {}, since = "", until = "", sort = "", limit = 8, counts = [] } = {}) {
  const [engine, names, frequent] = await prepare();
  const chosen = { ...filters, ...(await between(engine, frequent, since, until)) };
  const asking = { engine, frequent, filters: chosen, sort };
  const asked = await understood(asking, names, query);
  const { found, parts } = asked;
  const results = asked.lost ? [] : found.results;
  const [shown, counted] = await Promise.all([
    Promise.all(results.slice(0, limit).map((one) => one.data())),
    asked.lost ? {} : countAll(asking, asked.words, counts),
  ]);
  return {
    total: results.length,
    results: shown.map((data) => result(frequent.located(data, asked.words.frequent), parts, names)),
    filters: counted,
    who: whoIn(parts, names),
    instead: asked.instead,
    missing: asked.missing,
    near: results.length ? [] : nearest(parts, names),
  };
}

// What a query asks for: a sign in place of each name, without words such as "the"; a word that is nowhere gives way to
// the name that is spelled like it. Words between quotation marks stay as they are.
async function understood(asking, names, query) {
  const none = { instead: [], missing: [], lost: false };
  if (!query.trim()) return { ...none, parts: [], words: EVERYTHING, found: await ask(asking, EVERYTHING) };
  const parts = spoken(names.parse(query));
  if (EXACT.test(query)) return { ...none, parts, ...(await exactly(asking, query)) };
  return withoutUnknown(asking, names, query, weighed(query, parts, asking.frequent));
}

async function withoutUnknown(asking, names, query, parts) {
  const words = inOne(query, parts);
  const found = await ask(asking, words);
  const first = found.results.length ? wordsIn(await found.results[0].data()) : [];
  const known = parts.map((part) => inflected(part, first, asking.frequent));
  if (known.some((part, at) => part !== parts[at])) return withoutUnknown(asking, names, query, known);
  const missing = await unknown(asking.engine, parts, first);
  const meant = parts.map((part) => (missing.includes(part) ? (taken(part, names) ?? part) : part));
  const there = meant.filter((part) => !missing.includes(part));
  const told = { instead: meant.filter((part) => part.instead), missing: without(meant, there), lost: !there.length };
  if (!missing.length || told.lost) return { ...told, parts, words, found };
  const corrected = inOne(query, there);
  return { ...told, parts: there, words: corrected, found: await ask(asking, corrected) };
}

const without = (parts, those) => parts.filter((part) => !those.includes(part)).map(({ text }) => text);

// A phrase is there or not: Pagefind does not say how much a briefing is about it, so its words do. They are asked for
// first, for what is loaded later of a word stands in the place of what was loaded before.
async function exactly(asking, query) {
  const phrase = query.replace(/["“”„«»]/g, " ").trim();
  const loose = await ask(asking, { ...EVERYTHING, words: phrase, rest: phrase });
  await Promise.all(asking.frequent.namesIn(phrase).map((name) => asking.engine.preload(name)));
  const words = { ...EVERYTHING, words: `"${phrase}"`, rest: `"${phrase}"` };
  const found = await ask(asking, words);
  const rank = new Map(loose.results.map(({ id }, at) => [id, at]));
  const results = found.results.toSorted((a, b) => (rank.get(a.id) ?? Infinity) - (rank.get(b.id) ?? Infinity));
  return { words, found: { ...found, results } };
}

// The parts that are frequent words, and stand alone: "code.gov" is one word, whatever "gov" is.
function weighed(query, parts, frequent) {
  const stands = (a, b) => !a || !b || /\s/.test(query.slice(a.end, b.start));
  return parts.map((part, at) => {
    const alone = !part.sign && stands(parts[at - 1], part) && stands(part, parts[at + 1]);
    return { ...part, frequent: alone ? frequent.nameOf(part.folded) : undefined };
  });
}

// The words that are asked for, those of them that are not frequent, and the names of those that are.
function inOne(query, parts) {
  const rest = parts.filter((part) => !part.frequent);
  const frequent = parts.map((part) => part.frequent).filter(Boolean);
  return { words: joinedAs(query, parts), rest: rest.length ? joinedAs(query, rest) : null, frequent };
}

// What stands between two words stays, for "code.gov" and "2024-02-05" are one word.
function joinedAs(query, parts) {
  return parts.reduce((all, part, at) => {
    const before = parts[at - 1];
    const between = before ? query.slice(before.end, part.start).replace(SYMBOLS, "") : "";
    const asTyped = !before?.sign && !part.sign && !LETTER.test(between);
    return all + (asTyped ? between : " ") + (part.sign ?? part.text);
  }, "").trim();
}

function spoken(parts) {
  const telling = parts.filter((part) => part.sign || !ENGLISH || !COMMON.has(part.folded));
  return telling.length ? telling : parts;
}

function taken(part, names) {
  const near = names.taken(part.text);
  return near && { ...part, places: near.places, sign: near.sign, instead: near.name };
}

function nearest(parts, names) {
  return parts.filter((part) => !part.sign).flatMap((part) => names.nearest(part.text)).map(addressed);
}

function whoIn(parts, names) {
  const places = new Set(parts.flatMap((part) => part.places ?? []));
  return [...places].map((place) => addressed(names.entities[place]));
}

const addressed = (entity) => ({ ...entity, url: new URL(entity.url, BASE).href });

// A spelling that no text has may be one of a frequent word still: "policied" is found where "policy" stands.
function inflected(part, first, frequent) {
  if (part.sign || part.frequent || first.includes(part.folded)) return part;
  const meant = first.filter((word) => isMeant(part.folded, word));
  const isOther = (word) => !frequent.nameOf(word) || word.startsWith(part.folded);
  return !meant.length || meant.some(isOther) ? part : { ...part, frequent: frequent.nameOf(meant[0]) };
}

// Pagefind passes over a word that it does not know, or takes a shorter one for it. Readers must be told.
async function unknown(engine, parts, first) {
  const doubtful = parts.filter((part) => !part.sign && !part.frequent && !first.some((word) => isMeant(part.folded, word)));
  const alone = await Promise.all(doubtful.map((part) => isNowhere(engine, part)));
  return doubtful.filter((_, at) => alone[at]);
}

async function isNowhere(engine, part) {
  const { results } = await engine.search(part.text);
  return !results.length || !wordsIn(await results[0].data()).some((word) => isMeant(part.folded, word));
}

// What was found for a word has its beginning: Pagefind compares stems.
function isMeant(typed, word) {
  const least = Math.ceil(typed.length * 0.6);
  return word.startsWith(typed.slice(0, least)) && word.length >= typed.length - 4;
}

function wordsIn(data) {
  const written = data.content.split(/\s+/);
  const located = data.locations.map((at) => written[at] ?? "");
  return foldAll(unsigned([...located, ...Object.values(data.meta)].join(" ")));
}

// Frequent words are filtered by; the briefings that say most about them come as Pagefind ranks them.
async function ask(asking, words) {
  const all = askAll(asking, words);
  if (!words.frequent.length) return all;
  const [found, telling] = await Promise.all([all, askAll(asking, { ...words, rest: words.words })]);
  const best = new Map(telling.results.map((one) => [one.id, one]));
  const results = found.results.map((one) => best.get(one.id) ?? one);
  if (asking.sort === "date") return { ...found, results };
  const score = (one) => (best.has(one.id) || words.rest !== null ? one.score : -1);
  return { ...found, results: results.toSorted((a, b) => score(b) - score(a)) };
}

async function askAll({ engine, frequent, filters, sort }, words) {
  const any = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, { any: values }]));
  const newestFirst = sort === "date" || words.rest === null;
  return engine.search(words.rest, {
    filters: { ...any, ...frequent.filter(words.frequent) },
    sort: newestFirst ? { date: "desc" } : {},
  });
}

// Pagefind knows no ranges: the filter takes every date there is between the two, or one that no briefing has.
async function between(engine, frequent, since, until) {
  if (!since && !until) return {};
  const { totalFilters, filters } = await askAll({ engine, frequent, filters: { date: [] }, sort: "" }, EVERYTHING);
  const last = until || "9999-12-31";
  // A year or a month without a day may be any day of it.
  const fits = (date) => date + "-12-31".slice(date.length - 4) >= since && date + "-01-01".slice(date.length - 4) <= last;
  const dates = since <= last ? Object.keys(totalFilters?.date ?? filters.date ?? {}).filter(fits) : [];
  return { date: dates.length ? dates : ["none"] };
}

// Within a filter values are alternatives, so its counts must not be narrowed by its own choice.
async function countAll(asking, words, wanted) {
  if (!wanted.length) return {};
  const counting = { ...asking, sort: "" };
  const loaded = Object.fromEntries(wanted.map((name) => [name, []]));
  const all = (await askAll({ ...counting, filters: { ...loaded, ...asking.filters } }, words)).filters;
  const counted = wanted.map(async (name) => {
    if (!asking.filters[name]?.length) return [name, all[name] ?? {}];
    const without = { ...asking.filters, [name]: [] };
    return [name, (await askAll({ ...counting, filters: without }, words)).filters[name] ?? {}];
  });
  return Object.fromEntries(await Promise.all(counted));
}

function result(data, parts, names) {
  const best = parts.length ? bestSection(data) : undefined;
  const marked = parts.length ? written(data, names) : [];
  return {
    url: withMarks(best?.url ?? data.url, marked),
    top: withMarks(data.url, marked),
    title: unsigned(data.meta.title),
    line: data.meta.line ?? "",
    date: data.meta.date ?? "",
    summary: data.meta.summary ?? "",
    place: unsigned(best?.title ?? ""),
    excerpt: parts.length ? excerptOf(best ?? data, best?.title ?? "", names) : [],
    also: parts.map((part) => otherSpelling(data, best, part, names)).filter(Boolean),
  };
}

// The words and names that were found, as they are written there.
function written(data, names) {
  const words = data.content.split(/\s+/);
  const found = data.locations.slice(0, MOST_LOOKED_AT).map((at) => words.slice(names.startOf(words, at), at + 1).join(" "));
  return [...new Set(found.map(bare).filter(Boolean))].slice(0, MOST_MARKED);
}

const bare = (words) => unsigned(words).replace(EDGES, "").replace(/['’]s$/, "");

function withMarks(url, words) {
  if (!words.length) return url;
  const [address, anchor] = url.split("#");
  return `${address}?${new URLSearchParams(words.map((one) => ["marked", one]))}${anchor ? `#${anchor}` : ""}`;
}

// How a result spells a name that was typed in another way.
function otherSpelling(data, best, part, names) {
  if (!part.sign) return undefined;
  const words = data.content.split(/\s+/);
  const shown = best?.weighted_locations.map(({ location: at }) => at) ?? [];
  const at = [...shown, ...data.locations].find((one) => signsIn(words[one] ?? "").includes(part.sign));
  if (at === undefined) return undefined;
  const name = bare(words.slice(names.startOf(words, at), at + 1).join(" "));
  return isAkin(foldAll(name).join(" "), part.folded) ? undefined : name;
}

const isAkin = (a, b) => ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `);

// A match in an executive point says more than one in the list of sources.
function bestSection(data) {
  const weight = ({ anchor, weighted_locations: places }) => {
    const sum = places.reduce((total, place) => total + place.balanced_score, 0);
    if (anchor.id.startsWith("point:")) return sum * 2;
    return anchor.id === "head:sources" ? sum / 4 : sum;
  };
  const sections = data.sub_results.filter((one) => one.anchor?.id);
  return sections.sort((a, b) => weight(b) - weight(a))[0];
}

// Excerpts come as HTML with <mark>; they are taken apart so that no HTML is ever put into the page. The excerpt of a
// section's start repeats its heading, which is shown beside it.
function excerptOf({ excerpt }, heading, names) {
  const start = `${heading}. `;
  const words = (excerpt.startsWith(start) ? excerpt.slice(start.length) : excerpt).split(" ");
  const marked = new Set();
  words.forEach((word, at) => {
    if (!word.startsWith("<mark>")) return;
    for (let one = names.startOf(words, at); one <= at; one++) marked.add(one);
  });
  return words.flatMap((word, at) => pieces(plain(unsigned(word.replace(/<\/?mark>/g, ""))), marked.has(at))).reduce(joined, []);
}

// Signs of punctuation around a word are not marked.
function pieces(word, isMarked) {
  if (!isMarked) return [{ text: `${word} `, marked: false }];
  const [, before, inside, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
  return [{ text: before, marked: false }, { text: inside, marked: true }, { text: `${after} `, marked: false }];
}

// Words of one name stand in one mark.
function joined(all, piece) {
  const [before, last] = all.slice(-2);
  if (piece.marked && last?.text === " " && before?.marked) all.splice(-2, 2, { ...piece, text: `${before.text} ${piece.text}` });
  else if (last && !last.marked && !piece.marked) last.text += piece.text;
  else if (piece.text) all.push(piece);
  return all;
}

function plain(text) {
  const names = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", nbsp: "\u00a0" };
  return text.replace(/&(amp|lt|gt|quot|#39|#x27|nbsp);/g, (_, name) => names[name]);
}
