// Words in a row, however they are joined: "S-400 missiles" is found where "S400 missiles" is written, and the other way
// round. The places of words are loaded for pages that have all of them: those of the rarest word first, and of each
// further one only where the phrase can still be.
import { scored } from "./ranking.js";
import { MOST_JOINED } from "./words.js";

const MOST_FILES = 18; // of places that a phrase may load; beyond, only the pages that say most about its words are looked at
const MOST_WAYS = 8; // to write a phrase, that are looked for

/** The pages that have words in a row: {postings, sequences, isCut}. */
export async function phrased(index, words) {
  const found = [];
  let left = MOST_FILES;
  for (const forms of await waysToWrite(index, openEnded(words))) {
    found.push(await inRow(index, forms, left));
    left = found.at(-1).left;
  }
  return {
    postings: found.flatMap(({ postings }) => postings),
    sequences: found.map(({ sequence }) => sequence),
    isCut: found.some(({ isCut }) => isCut),
  };
}

const BEGINNING = "*"; // after what may go on

// In a script without blanks the text may go on after the last letter: a pair has it, and one alone is the beginning of one.
function openEnded(words) {
  const { last, part, form } = words.at(-1);
  if (last) return words.slice(0, -1);
  return part && [...form].length === 1 ? [...words.slice(0, -1), { ...words.at(-1), form: form + BEGINNING }] : words;
}

const find = (index, form) => (form.endsWith(BEGINNING) ? index.beginning(form.slice(0, -1), 1) : index.find(form));

/** Words with nothing between them but a hyphen or the like, together. */
export function grouped(words) {
  const groups = [];
  for (const word of words) {
    if (word.group && groups.at(-1)?.[0].group === word.group) groups.at(-1).push(word);
    else groups.push([word]);
  }
  return groups;
}

async function waysToWrite(index, words) {
  let all = [[]];
  for (const group of grouped(words)) {
    const options = await Promise.all([...joinings(index, group)].map((forms) => partings(index, forms)));
    const different = new Map(options.flat().map((forms) => [forms.join(" "), forms]));
    all = followedBy(all, [...different.values()]);
  }
  return all;
}

const followedBy = (all, options) => all.flatMap((before) => options.map((more) => [...before, ...more])).slice(0, MOST_WAYS);

/** The forms of a group: of its words, or of some of them in a row as one. */
function* joinings(index, words) {
  const isLong = words.length > MOST_JOINED;
  if (!words.length || isLong || words.some(({ part }) => part)) yield words.map(({ form }) => form);
  else {
    for (let count = 1; count <= words.length; count++) {
      for (const rest of joinings(index, words.slice(count))) yield [index.words.joined(words.slice(0, count)), ...rest];
    }
  }
  if (isLong && !words.some(({ part }) => part)) yield [index.words.joined(words)];
}

/** Forms that are in the index, and what those of them are that are written as several words. */
async function partings(index, forms) {
  let all = [[]];
  for (const form of forms) {
    const { parted } = await index.shardOf(form);
    const itself = (await find(index, form)).length ? [[form]] : [];
    all = followedBy(all, [...itself, ...(parted.get(form) ?? [])]);
  }
  return all;
}

async function inRow(index, forms, most) {
  const words = await Promise.all(forms.map((form) => find(index, form)));
  const sequence = words.map((postings) => new Set(postings.flatMap((one) => one.forms)));
  if (words.length === 1) return { postings: words[0], sequence, left: most };
  const scores = words.map((postings) => scored(index, postings));
  const order = scores.map((_, at) => at).sort((a, b) => scores[a].size - scores[b].size);
  const sum = (page, of) => scores.reduce((all, one) => all + one.get(page)[of], 0);
  const total = (page) => sum(page, "text") + sum(page, "title");
  let pages = [...scores[order[0]].keys()].filter((page) => scores.every((one) => one.has(page)));
  let [starts, left, isCut] = [undefined, most, false];
  for (const at of order) {
    const files = affordable(words[at], pages.sort((a, b) => total(b) - total(a)), left);
    isCut ||= files.pages.length < pages.length;
    left -= files.count;
    starts = await standing(words[at], files.pages, at, starts);
    pages = [...starts.keys()];
  }
  const score = new Map(pages.map((page) => [page, { text: sum(page, "text"), title: sum(page, "title"), telling: sum(page, "telling") }]));
  return { postings: pages.length ? [{ score, pages, forms: [] }] : [], sequence, isCut, left };
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
