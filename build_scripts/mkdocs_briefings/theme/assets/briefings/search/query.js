// What a query asks for, as parts: each a word, several as one ("code.gov"), a phrase, or a name in any spelling. A page is
// found that has all of them. Each part brings its postings: the pages of its terms.
import { nearest } from "./misspelt.js";
import { withNames } from "./names.js";
import { phrased } from "./phrases.js";

const PHRASE = /["“„«]([^"“”„«»]+)["“”»]/g;
const [MOST_LETTERS, MOST_WORDS] = [1000, 24]; // of a query that are looked at
const COMMON = new Set("a an and are as at be by for from in is it of on or that the to was were with".split(" "));
const ENGLISH = document.documentElement.lang.startsWith("en");
const [MOST_SHARDS, MOST_TERMS] = [3, 80]; // for a word that is only begun: looked at, and meant
const BEGUN = 0.4; // what a term counts whose beginning was typed
const NUMBER = /\p{Nd}/u;

/** The parts of a query; those that were not found; whether nothing can be found; whether it was cut short. */
export async function understood(index, typed) {
  const query = typed.slice(0, MOST_LETTERS);
  const phrases = [...query.matchAll(PHRASE)].map(([, text]) => ({ text, phrase: wordsIn(index, text) }));
  const words = wordsIn(index, query.replace(PHRASE, " "));
  const asked = [...phrases.filter(({ phrase }) => phrase.length), ...(await withNames(index, words.slice(0, MOST_WORDS)))];
  const parts = spoken((await Promise.all(grouped(asked).map((group) => meaning(index, group)))).flat());
  const found = parts.filter(({ postings }) => postings.length);
  const missing = parts.filter(({ postings }) => !postings.length);
  const lost = parts.length > 0 && (!found.length || missing.some(({ phrase }) => phrase));
  return { parts: found, missing, lost, cut: query !== typed || words.length > MOST_WORDS, all: parts };
}

/** The words of a text: {text, before, folded, acronym, part, last, group}; `before` is what stands between it and the last. */
function wordsIn(index, text) {
  return text.split(/\s+/).flatMap((chunk) => index.words.cut(chunk).flatMap((group) => {
    const whole = index.words.clean(chunk).slice(group.start, group.end) + group.suffix;
    const common = { group: { ...group, text: whole } };
    return group.words.map((word, at) => ({
      ...word, ...common, folded: word.form, before: at ? "-" : " ", elided: at < group.elided, text: group.words.length > 1 ? word.form : whole,
    }));
  }));
}

// Words that are written as one come as one, but for those that are names or beside one.
function grouped(asked) {
  const groups = [];
  for (const word of asked) {
    const before = groups.at(-1)?.[0];
    if (word.group && before?.group === word.group) groups.at(-1).push(word);
    else groups.push([word]);
  }
  return groups.filter(([{ elided }, ...rest]) => !elided || rest.length);
}

function spoken(parts) {
  const telling = parts.filter((part) => !part.postings.length || part.ids || part.phrase || !ENGLISH || !COMMON.has(part.folded));
  return telling.some(({ postings }) => postings.length) ? telling : parts;
}

async function meaning(index, words) {
  const [first] = words;
  if (first.phrase) return [{ ...first, ...(await phrased(index, first.phrase.map(({ form }) => form), find)) }];
  if (first.ids) return [await named(index, first)];
  if (words.some(({ part }) => part)) return [await unspaced(index, words)];
  return words.length > 1 || first.group.suffix ? compound(index, words) : [await word(index, first)];
}

async function named(index, part) {
  const signs = await Promise.all(part.ids.map((id) => find(index, `@${id}`)));
  const plain = part.folded.includes(" ") ? [] : await find(index, part.folded);
  return { ...part, postings: [...signs.flat(), ...plain.map((one) => ({ ...one, isOther: true }))] };
}

// In a script without blanks each two letters in a row are a word, and what is asked for stands there in a row.
async function unspaced(index, words) {
  const kept = words.at(-1).last ? words.slice(0, -1) : words;
  const text = textOf(words);
  if (kept.length > 1) return { text, folded: text, ...(await phrased(index, kept.map(({ form }) => form), find)) };
  return { text, folded: kept[0].form, postings: await beginning(index, kept[0].form, 1) };
}

function textOf(words) {
  const [{ group }] = words;
  return group.words.length === words.length ? group.text : words.map(({ text, before }, at) => (at ? before + text : text)).join("");
}

// "S-400" is found where it is written as one word, or parted in any way; else, if it has no digit, its words are.
async function compound(index, words) {
  const { suffix, elided } = words[0].group;
  const whole = index.words.joined(words, suffix);
  const rest = words.slice(words[0].elided ? elided : 0);
  const bare = rest.length < words.length && index.words.joined(rest, suffix);
  const postings = [...(await find(index, whole)), ...(bare ? await find(index, bare) : [])];
  const text = textOf(words);
  if (postings.length || NUMBER.test(whole) || suffix) return [{ text, folded: whole, postings }];
  return Promise.all(rest.map((one) => word(index, one)));
}

async function word(index, part) {
  const postings = await find(index, part.folded);
  if (postings.length || NUMBER.test(part.folded)) return { ...part, postings };
  const begun = await beginning(index, part.folded, BEGUN);
  return begun.length ? { ...part, postings: begun } : corrected(index, part);
}

/** A word that is in no text: the nearest that is, or the name that is spelled like it. */
async function corrected(index, part) {
  const near = await nearest(index, part.folded);
  const known = await Promise.all(near.map(async ({ form, far }) => {
    const { ids } = (await withNames(index, [{ ...part, folded: form, acronym: false }]))[0];
    const meant = ids ? await named(index, { ...part, folded: form, ids }) : { ...part, postings: await find(index, form) };
    return { ...meant, far, form, pages: Math.max(0, ...meant.postings.map(({ pages }) => pages.length)) };
  }));
  const [best] = known.filter(({ pages }) => pages).sort((a, b) => a.far - b.far || b.pages - a.pages || (a.form < b.form ? -1 : 1));
  if (!best) return { ...part, postings: [] };
  const entities = await Promise.all((best.ids ?? []).map((id) => index.entity(id)));
  return { ...best, instead: entities.map(({ name }) => name).join(" or ") || best.form };
}

/** The postings of a word: of its own term, and of those it is a spelling of. */
export async function find(index, form) {
  const shard = await index.shardOf(form);
  const meant = (shard.meant.get(form) ?? []).map(async (term) => (await index.shardOf(term)).postings(term));
  return [shard.postings(form), ...(await Promise.all(meant))].filter(Boolean);
}

/** The postings of the terms that a word is the beginning of; the longer these are, the less they count. */
export async function beginning(index, form, counts) {
  const shards = await index.shardsOf(form, MOST_SHARDS);
  const terms = new Map(shards.flatMap((shard) => [...shard.beginning(form)]).flatMap(([whole, meant]) => meant.map((term) => [term, whole])));
  const found = await Promise.all([...terms.keys()].map(async (term) => (await index.shardOf(term)).postings(term)));
  const most = found.filter(Boolean).sort((a, b) => b.pages.length - a.pages.length).slice(0, MOST_TERMS);
  return most.map((one) => ({ ...one, weight: counts * (form.length / Math.max(form.length, terms.get(one.term).length)) }));
}

/** The last part of a query with what begins like it, for it may not be typed to its end; nothing if it cannot be more. */
export async function begun(index, part) {
  if (part.phrase || part.sequence || part.ids || part.instead || [...part.folded].length < 2 || NUMBER.test(part.folded)) return undefined;
  const more = await beginning(index, part.folded, BEGUN);
  const added = more.filter(({ term }) => !part.postings.some((one) => one.term === term));
  return added.length ? { ...part, postings: [...part.postings, ...added] } : undefined;
}
