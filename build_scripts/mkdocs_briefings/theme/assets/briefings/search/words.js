// Cuts texts into words and folds these. model/spelling.py does it in the same way when the index is made, and the index
// brings its rules (RULES there); tests/search/words.yaml holds both to the same cases.

const WORD = /(?<![\p{L}\p{N}\p{M}_])(?:(?!\p{Nd})[\p{L}\p{N}]\.){2,}(?:(?!\p{Nd})[\p{L}\p{N}](?![\p{L}\p{N}\p{M}_]))?|[\p{L}\p{N}\p{M}]+(?:(?:(?<=[0-9])[.,](?=[0-9])|'(?!\p{Nd})(?=[\p{L}\p{N}]))[\p{L}\p{N}\p{M}]+)*/gu;
const SUFFIX = /(?:\+\+|#)(?![\p{L}\p{N}_])/uy;
const STOPS = /(?<![0-9])\.|\.(?![0-9])/g;
const THOUSANDS = /(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g;
export const MOST_JOINED = 4; // words of a part of a group that is found as one word
const DIGIT = /\p{Nd}/u;
const escaped = (characters) => `[${characters.replace(/[\\\]^-]/g, "\\$&")}]`;

export class Words {
  constructor(rules) {
    Object.assign(this, rules);
    this.hidden = new RegExp(`[${rules.invisible}]`, "gu");
    this.apostrophe = new RegExp(escaped(rules.apostrophes), "gu");
    this.accent = new RegExp(`[${rules.accents}]`, "gu");
    this.letter = new RegExp(escaped(Object.keys(rules.letters).join("")), "gu");
    this.stretch = new RegExp(`([${rules.unspaced}]+)`, "u");
    this.piece = new RegExp(`(\\s*)([${rules.unspaced}][\\p{M}${rules.invisible}]*|[^\\s${rules.unspaced}]+)`, "gu");
    this.elided = new Set(rules.elided.split(" "));
    this.cache = new Map();
  }

  /** A word as it is compared. */
  fold(word) {
    const plain = word.normalize("NFKD").replace(this.hidden, "").toLowerCase().replace(this.apostrophe, "'");
    const typed = plain.replace(this.accent, "").replace(this.letter, (letter) => this.letters[letter]);
    const bare = typed.replace(/'s$/, "").replaceAll("'", "");
    return bare.replace(THOUSANDS, "").replaceAll(",", ".").replace(STOPS, "");
  }

  /** What is typed, without what never counts and with one sort of apostrophes. */
  clean(text) {
    return text.replace(this.hidden, "").replace(this.apostrophe, "'");
  }

  /** The words of a text without blanks, in groups: {words: [{form, part, last, acronym}], elided, text, start, end}. */
  cut(chunk) {
    const clean = this.clean(chunk);
    const groups = [];
    for (const { 0: found, index: start } of clean.matchAll(WORD)) {
      const [words, elided] = this.wordsIn(found);
      const last = groups.at(-1);
      const end = start + found.length;
      SUFFIX.lastIndex = end;
      const suffix = clean.match(SUFFIX)?.[0] ?? "";
      if (suffix && words.length) words.push({ form: words.pop().form + suffix });
      if (last && !elided && this.isJoin(clean, last.end, start)) words.forEach((word) => last.words.push(word));
      else if (words.length) groups.push({ words, elided, start });
      else continue;
      Object.assign(groups.at(-1), { end, text: clean.slice(groups.at(-1).start, end) + suffix });
    }
    return groups;
  }

  isJoin(text, end, start) {
    const between = text.slice(end, start);
    const digits = () => DIGIT.test(text[end - 1]) && DIGIT.test(text[start]);
    return between.length === 1 && (this.joins.includes(between) || (this.joinsOfDigits.includes(between) && digits()));
  }

  wordsIn(found) {
    const parts = found.split("'");
    const isElided = (part, place) => this.elided.has(part.toLowerCase()) && this.beforeVowels.includes(this.fold(parts[place + 1])[0] ?? "");
    const whole = parts.slice(0, -1).findIndex((part, place) => !isElided(part, place));
    const count = whole < 0 ? parts.length - 1 : whole;
    const elided = parts.slice(0, count).map((part) => this.word(part));
    return [[...elided, ...this.unelided(parts.slice(count).join("'"))], Math.min(count, 1)];
  }

  unelided(found) {
    if (this.stretch.test(found)) return found.split(this.stretch).filter(Boolean).flatMap((part) => this.pairs(part));
    const word = this.word(found);
    return word.form ? [word] : [];
  }

  word(found) {
    const bare = found.replace(/'s$/, "");
    const acronym = [...bare].length > 1 && bare === bare.toUpperCase() && bare !== bare.toLowerCase();
    return { form: [...this.fold(found)].slice(0, this.longest).join(""), acronym };
  }

  pairs(part) {
    if (!this.stretch.test(part)) return [this.word(part)];
    const letters = [...this.fold(part)];
    return letters.map((letter, at) => ({ form: letter + (letters[at + 1] ?? ""), part: true, last: at > 0 && at === letters.length - 1 }));
  }

  /** The form of words that are written as one; digits stay apart. */
  joined(words) {
    const form = words.reduce((all, { form }) => all + (DIGIT.test(all.at(-1) ?? "") && DIGIT.test(form[0]) ? "-" : "") + form, "");
    return [...form].slice(0, this.longest).join("");
  }

  /** What is compared of a text without blanks: {words: forms of its words, all: these, and those of several as one word}. */
  forms(chunk) {
    if (!this.cache.has(chunk)) {
      const groups = this.cut(chunk);
      const words = groups.flatMap((group) => group.words.map(({ form }) => form));
      this.cache.set(chunk, { words, all: new Set([...words, ...groups.flatMap((group) => [...this.parts(group)])]) });
    }
    return this.cache.get(chunk);
  }

  /** The words of a piece that have a place, as texts are cut by `piece`: {form, start, at}; at most, one reaches into the next piece. */
  placed(pieces, at) {
    const { text } = pieces[at];
    if (!this.stretch.test(text)) return this.forms(text).words.map((form) => ({ form, start: at, at }));
    const letters = [...this.fold(text)];
    const next = pieces[at + 1] && !pieces[at + 1].blank && this.stretch.test(pieces[at + 1].text) ? [...this.fold(pieces[at + 1].text)] : [];
    return letters.map((letter, place) => {
      const follows = letters[place + 1] ?? next[0];
      return { form: letter + (follows ?? ""), start: at, at: letters[place + 1] || !follows ? at : at + 1 };
    });
  }

  /** The forms of a group, and of parts of it, written as one word; of C++ and C#, the letter. */
  *parts({ words }) {
    for (let begin = 0; begin < words.length; begin++) {
      for (let end = begin + 2; end <= Math.min(begin + MOST_JOINED, words.length); end++) {
        const those = words.slice(begin, end);
        if (those.every(({ part }) => !part)) yield this.joined(those);
      }
    }
    if (words.length > MOST_JOINED && words.every(({ part }) => !part)) yield this.joined(words);
    for (const { form } of words) if (/[+#]$/.test(form)) yield form.replace(/[+#]+$/, "");
  }
}
