// Words in a row. The places of words are loaded for pages that have all of them: those of the rarest word first, and of
// each further one only where the phrase can still be.
import { scored } from "./ranking.js";

const MOST_FILES = 18; // of places that a phrase may load; beyond, only the pages that say most about its words are looked at

/** The pages that have words in a row, as postings: {postings, sequence, isCut}. */
export async function phrased(index, forms, find) {
  const words = await Promise.all(forms.map((form) => find(index, form)));
  if (words.some((postings) => !postings.length)) return { postings: [] };
  const scores = words.map((postings) => scored(index, postings));
  const order = scores.map((_, at) => at).sort((a, b) => scores[a].size - scores[b].size);
  const sum = (page, of) => scores.reduce((all, one) => all + one.get(page)[of], 0);
  const total = (page) => sum(page, "text") + sum(page, "title");
  let pages = [...scores[order[0]].keys()].filter((page) => scores.every((one) => one.has(page)));
  let [starts, left, isCut] = [undefined, MOST_FILES, false];
  for (const at of order) {
    const files = affordable(words[at], pages.sort((a, b) => total(b) - total(a)), left);
    isCut ||= files.pages.length < pages.length;
    left -= files.count;
    starts = await standing(words[at], files.pages, at, starts);
    pages = [...starts.keys()];
  }
  const score = new Map(pages.map((page) => [page, { text: sum(page, "text"), title: sum(page, "title"), telling: sum(page, "telling") }]));
  const sequence = words.map((postings) => new Set(postings.flatMap((one) => one.forms)));
  return { postings: pages.length ? [{ score, pages, forms: [] }] : [], sequence, isCut };
}

/** As many of some pages as so many files have the places of, but for the last word in any case the first page. */
function affordable(postings, pages, most) {
  const files = new Map(postings.map((one) => [one, new Map(Array.from(one.pages, (page, at) => [page, one.shard.fileOf(one.start + at)]))]));
  const needed = new Set();
  const kept = pages.filter((page, at) => {
    const more = postings.map((one) => (files.get(one).has(page) ? `${one.term} ${files.get(one).get(page)}` : "")).filter(Boolean);
    const fits = more.every((name) => needed.has(name)) || needed.size + more.length <= Math.max(1, most) || !at;
    if (fits) more.forEach((name) => needed.add(name));
    return fits;
  });
  return { pages: kept, count: needed.size };
}

/** Where the phrase may begin on each page, as far as one of its words tells: that many places before the word. */
async function standing(postings, wanted, before, starts) {
  const [found, those] = [new Map(), new Set(wanted)];
  for (const { shard, start, pages } of postings) {
    const rows = [...pages.keys()].filter((at) => those.has(pages[at]));
    const places = await shard.places(rows.map((at) => start + at));
    rows.forEach((at, row) => {
      const begins = Array.from(places[row], (place) => place - before).filter((place) => !starts || starts.get(pages[at])?.has(place));
      if (begins.length) found.set(pages[at], new Set([...(found.get(pages[at]) ?? []), ...begins]));
    });
  }
  return found;
}
