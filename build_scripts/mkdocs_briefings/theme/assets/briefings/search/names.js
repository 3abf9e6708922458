// Names in a query, whatever the spelling. model/spelling.py folds words in the same way when the index is made; there
// one sign stands behind every spelling of a name, so a query in which the sign takes the place of the name finds all.

const FILE = new URL("../../../search/names.json", import.meta.url);
const WORD = /(?:\p{L}\.){2,}|[\p{L}\p{N}_][\p{L}\p{N}_\u0300-\u036f]*(?:['’ʼʹ′][\p{L}\p{N}_\u0300-\u036f]+)*/gu;
const LETTERS = { ł: "l", đ: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe", ð: "d", þ: "th", ı: "i", ь: "", ъ: "" };
const SIGN = /\|zq[b-z]{8}q/g;
const POSSESSIVE = /['’]s$/;
const NEAREST = 4;
const MOST_WORDS = 16; // of a name; a longer one is found by its words

/** A word as names are compared: without case, diacritics, apostrophes and possessive. */
export function fold(word) {
  const bare = word.normalize("NFKD").toLowerCase().replace(POSSESSIVE, "").replace(/\p{M}/gu, "");
  return bare.replace(/[łđøßæœðþıьъ]/g, (letter) => LETTERS[letter]).replace(/[.'’ʼʹ′ʺ″_]/g, "");
}

export const foldAll = (text) => (text.match(WORD) ?? []).map(fold).filter(Boolean);
export const signsIn = (text) => (text.match(SIGN) ?? []).map((sign) => sign.slice(1));
export const unsigned = (text) => text.replace(SIGN, "");

/** The names of a site: {entities, shared, facets} as render/search_records.py writes them. */
export class Names {
  constructor({ entities, shared, facets }) {
    this.entities = entities.map((one) => ({ about: "", also: [], spellings: [], ...one }));
    this.facets = facets;
    this.meanings = new Map();
    this.longest = 1;
    this.entities.forEach(({ spellings }, place) => spellings.forEach((one) => this.learn(one, place)));
    this.shared = shared;
  }

  static async load() {
    const answer = await fetch(FILE);
    return new Names(answer.ok ? await answer.json() : { entities: [], shared: {}, facets: [] });
  }

  learn(spelling, place) {
    this.meanings.set(spelling, [...(this.meanings.get(spelling) ?? []), place]);
    this.longest = Math.min(MOST_WORDS, Math.max(this.longest, spelling.split(" ").length));
  }

  /** A query as parts: {text, folded, start, end} for a word, and {places, sign} besides for a name. */
  parse(query) {
    const found = [...query.matchAll(WORD)].filter(([word]) => fold(word));
    const words = found.map(([word]) => word);
    const parts = [];
    for (let at = 0; at < words.length; ) {
      const name = this.longestAt(words, at);
      const last = at + (name?.length ?? 1) - 1;
      const [start, end] = [found[at].index, found[last].index + words[last].length];
      const folded = words.slice(at, last + 1).map(fold).join(" ");
      parts.push({ text: query.slice(start, end), folded, start, end, places: name?.places });
      at = last + 1;
    }
    return this.withGivenNames(parts).map((part) => (part.places ? { ...part, sign: this.sign(part.places) } : part));
  }

  longestAt(words, at) {
    for (let length = Math.min(this.longest, words.length - at); length > 0; length--) {
      const places = this.placesOf(words.slice(at, at + length), words.length);
      if (places) return { length, places };
    }
  }

  // An acronym is one when it is written in capitals, or alone: "FIRST", but not "first strike".
  placesOf(words, all) {
    const folded = words.map(fold).join(" ");
    const [first] = words.map((word) => word.replace(POSSESSIVE, ""));
    const asAcronym = words.length === 1 && (all === 1 || (first.length > 1 && first === first.toUpperCase()));
    return this.meanings.get(folded) ?? (asAcronym ? this.meanings.get(folded.toUpperCase()) : undefined);
  }

  // "Aliaksandr Lukashenko" mixes two spellings: the word beside a family name that is a name of the same person goes
  // with it, and says which of several namesakes is meant.
  withGivenNames(parts) {
    const kept = [];
    for (const part of parts) {
      const before = kept.at(-1);
      if (before && this.join(before, part)) kept.splice(-1, 1, this.join(before, part));
      else kept.push(part);
    }
    return kept;
  }

  join(a, b) {
    if (Boolean(a.places) === Boolean(b.places)) return undefined;
    const [name, word] = a.places ? [a, b] : [b, a];
    const places = name.places.filter((place) => this.isCalled(place, word.folded));
    if (!places.length) return undefined;
    return { ...a, text: `${a.text} ${b.text}`, folded: `${a.folded} ${b.folded}`, end: b.end, places };
  }

  isCalled(place, word) {
    const { kind, spellings } = this.entities[place];
    return kind === "person" && spellings.some((one) => one.split(" ").includes(word));
  }

  /** Where the name begins whose last word stands at a place among the words of a record; that place without any. */
  startOf(words, at) {
    const signs = signsIn(words[at] ?? "");
    for (let length = signs.length ? this.longest : 0; length > 1; length--) {
      const start = Math.max(0, at + 1 - length);
      const places = this.meanings.get(foldAll(unsigned(words.slice(start, at + 1).join(" ").replace(/<\/?mark>/g, ""))).join(" "));
      if (places && signs.includes(this.sign(places))) return start;
    }
    return at;
  }

  sign(places) {
    return places.length === 1 ? this.entities[places[0]].sign : this.shared[places.join(" ")];
  }

  /** What a misspelt name is taken for: {places, sign, name}; nothing if no name is near enough. */
  taken(text) {
    const [best] = this.nearby(text, 3);
    if (!best) return undefined;
    const name = best.places.map((place) => this.entities[place].name).join(" or ");
    return { places: best.places, sign: this.sign(best.places), name };
  }

  /** The entities whose names are spelled a little like some words, the nearest first. */
  nearest(text) {
    const places = new Set(this.nearby(text, 2).flatMap((one) => one.places));
    return [...places].slice(0, NEAREST).map((place) => this.entities[place]);
  }

  // Spellings that begin like some words, or differ in one letter of so many: {places, far}, the nearest first.
  nearby(text, letters) {
    const wanted = foldAll(text).join(" ");
    const most = Math.min(4, Math.floor(wanted.length / letters));
    if (!most) return [];
    const far = (spelling) => (spelling.startsWith(wanted) ? 0.5 : distance(wanted, spelling.toLowerCase(), most));
    const all = [...this.meanings].map(([spelling, places]) => ({ places, far: far(spelling) }));
    return all.filter((one) => one.far <= most).sort((a, b) => a.far - b.far || this.countOf(b) - this.countOf(a));
  }

  countOf({ places }) {
    return places.reduce((sum, place) => sum + this.entities[place].count, 0);
  }
}

// Damerau and Levenshtein's: letters put in, left out, changed or swapped. More than `most` is Infinity.
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let [older, before, row] = [[], [], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    [older, before, row] = [before, row, [i]];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return Infinity;
  }
  return row[b.length] <= most ? row[b.length] : Infinity;
}
