// What a query asks for, as parts: each a word, several as one ("code.gov"), a phrase, or a name in any spelling. A page is
// found that has all of them. Each part brings its postings: the pages of its terms.
import { nearest } from "./misspelt.js";
import { withNames } from "./names.js";
import { grouped, phrased } from "./phrases.js";

const PHRASE = /["“„«]([^"“”„«»]+)["“”»]/g;
const [MOST_LETTERS, MOST_WORDS] = [280, 24]; // of a query that are looked at
const MOST_MISSPELT = 3; // words of a query for which others are looked for
const COMMON = new Set("a an and are as at be by for from in is it of on or that the to was were with".split(" "));
const ENGLISH = document.documentElement.lang.startsWith("en");
const BEGUN = 0.4; // what a term counts whose beginning was typed
const OTHER = /[^\p{L}\p{M}]/u; // a word with a digit, and C++, is found whole or not at all

/** The parts of a query; those that were not found; whether nothing can be found; whether it was cut short. */
export async function understood(index, typed) {
  const query = typed.length > MOST_LETTERS ? typed.slice(0, MOST_LETTERS).replace(/(\s)\S*$/, "$1") : typed;
  const phrases = [...query.matchAll(PHRASE)].map(([, text]) => ({ text, phrase: wordsIn(index, text) }));
  const words = wordsIn(index, query.replace(PHRASE, " "));
  const asked = [...phrases.filter(({ phrase }) => phrase.length), ...(await withNames(index, words.slice(0, MOST_WORDS)))];
  const parts = spoken(await corrected(index, (await Promise.all(grouped(asked).map((group) => meaning(index, group)))).flat()));
  const found = parts.filter(({ postings }) => postings.length);
  const missing = parts.filter(({ postings }) => !postings.length);
  const lost = parts.length > 0 && (!found.length || missing.some(({ phrase, isCut }) => phrase || isCut));
  return { parts: found, missing, lost, cut: query !== typed || words.length > MOST_WORDS, all: parts };
}

/** The words of a text, each with its group: {text, before, form, acronym, part, last, elided, group}; `before` is what stands between it and the last. */
function wordsIn(index, text) {
  return text.split(/\s+/).flatMap((chunk) => index.words.cut(chunk)).flatMap((group) => group.words.map((word, at) => ({
    ...word, group, before: at ? "-" : " ", elided: at < group.elided, text: group.words.length > 1 ? word.form : group.text,
  })));
}

function spoken(parts) {
  const telling = parts.filter((part) => !part.postings.length || part.ids || part.phrase || !ENGLISH || !COMMON.has(part.form));
  return telling.some(({ postings }) => postings.length) ? telling : parts;
}

async function meaning(index, words) {
  const [first] = words;
  if (first.ids) return [await named(index, first)];
  if (first.phrase) return [{ ...first, ...(await phrased(index, first.phrase)) }];
  // In a script without blanks each two letters in a row are a word, and what is asked for stands there in a row.
  if (words.some(({ part }) => part)) return [{ text: textOf(words), form: textOf(words), ...(await phrased(index, words)) }];
  return words.length > 1 ? compound(index, words) : first.elided ? [] : [await word(index, first)];
}

async function named(index, part) {
  const signs = await Promise.all(part.ids.map((id) => index.find(`@${id}`)));
  const plain = part.form.includes(" ") ? [] : await index.find(part.form);
  return { ...part, postings: [...signs.flat(), ...plain.map((one) => ({ ...one, isOther: true }))] };
}

function textOf(words) {
  const [{ group }] = words;
  return group.words.length === words.length ? group.text : words.map(({ text, before }, at) => (at ? before + text : text)).join("");
}

// "S-400" is found where it is written as one word, or parted in any way; else, if it has no digit, its words are.
async function compound(index, words) {
  const rest = words.filter(({ elided }) => !elided);
  const [whole, bare] = [index.words.joined(words), index.words.joined(rest)];
  const postings = (await Promise.all([...new Set([whole, bare])].map((form) => index.find(form)))).flat();
  if (postings.length || OTHER.test(whole)) return [{ text: textOf(words), form: whole, postings }];
  return Promise.all(rest.map((one) => word(index, one)));
}

async function word(index, part) {
  const postings = await index.find(part.form);
  if (postings.length || OTHER.test(part.form)) return { ...part, postings };
  return { ...part, postings: await index.beginning(part.form, BEGUN) };
}

// The first words that are in no text, as what they may be misspelt for.
async function corrected(index, parts) {
  const unknown = parts.filter((part) => !part.postings.length && isPlain(part)).slice(0, MOST_MISSPELT);
  return Promise.all(parts.map((part) => (unknown.includes(part) ? meant(index, part) : part)));
}

const isPlain = ({ phrase, sequences, ids, form }) => !phrase && !sequences && !ids && !OTHER.test(form);

/** A word that is in no text: the nearest that is, or the name that is spelled like it. */
async function meant(index, part) {
  const near = await nearest(index, part.form);
  const known = await Promise.all(near.map(async (form) => {
    const { ids } = (await withNames(index, [{ ...part, form, acronym: false }]))[0];
    const whole = ids ? await named(index, { ...part, form, ids }) : { ...part, form, postings: await index.find(form) };
    return { ...whole, pages: Math.max(0, ...whole.postings.map(({ pages }) => pages.length)) };
  }));
  const [best] = known.filter(({ pages }) => pages).sort((a, b) => b.pages - a.pages || (a.form < b.form ? -1 : 1));
  if (!best) return { ...part, postings: [] };
  const entities = await Promise.all((best.ids ?? []).map((id) => index.entity(id)));
  return { ...best, instead: entities.length ? entities.map(({ name }) => name) : [best.form] };
}

/** The last part of a query with what begins like it, for it may not be typed to its end; nothing if it cannot be more. */
export async function begun(index, part) {
  if (!isPlain(part) || part.instead || [...part.form].length < 2) return undefined;
  const more = await index.beginning(part.form, BEGUN);
  const added = more.filter(({ term }) => !part.postings.some((one) => one.term === term));
  return added.length ? { ...part, postings: [...part.postings, ...added] } : undefined;
}
