// The files of the index, as publish/search/ writes them.
import { load } from "./host.js";
import { Words } from "./words.js";

const [NAME, TEXTS] = [10, 128]; // letters of a file's name; texts whose names are in one file
const [MOST_SHARDS, MOST_TERMS] = [3, 80]; // for a word that is only begun: looked at, and meant
const loaded = new Map();

function once(path, read) {
  if (!loaded.has(path)) {
    const promise = load(path).then(read);
    promise.catch(() => loaded.delete(path));
    loaded.set(path, promise);
  }
  return loaded.get(path);
}

const textOf = (buffer) => new TextDecoder().decode(buffer);

/** A text and columns of numbers (`pack` in postings.py). */
function unpacked(buffer) {
  const view = new DataView(buffer);
  const [size, count] = [view.getUint32(0, true), view.getUint32(4, true)];
  let end = 8 + 8 * count + size;
  const columns = Array.from({ length: count }, (_, at) => {
    const [length, depth] = [view.getUint32(8 + 4 * at, true), view.getUint32(8 + 4 * (count + at), true)];
    const column = new Uint32Array(length);
    for (let plane = 0; plane < depth; plane++, end += length) {
      const bytes = new Uint8Array(buffer, end, length);
      for (let row = 0; row < length; row++) column[row] |= bytes[row] << (8 * plane);
    }
    return column;
  });
  return { text: textOf(buffer.slice(8 + 8 * count, 8 + 8 * count + size)), columns };
}

const split = (text, mark = "\n") => (text ? text.split(mark) : []);
const named = (names, at) => names.slice(NAME * at, NAME * (at + 1));
const names = (all) => Array.from({ length: all.length / NAME }, (_, at) => named(all, at));

/** The word of a line of `likes`. */
function spelled(line) {
  const letters = line.slice(1);
  return line.startsWith(">") ? [...letters].reverse().join("") : letters.split(" ").reverse().join("");
}

/** Running sums, from 0. */
export function sums(lengths) {
  const all = new Uint32Array(lengths.length + 1);
  for (let at = 0; at < lengths.length; at++) all[at + 1] = all[at] + lengths[at];
  return all;
}

/** Number of the part in which a key is, given where each begins. */
function partOf(begins, key) {
  let [low, high] = [0, begins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begins[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

export class Index {
  static async load() {
    return new Index(JSON.parse(textOf(await load("entry", { cache: "no-cache" }))));
  }

  constructor(entry) {
    Object.assign(this, entry);
    this.words = new Words(entry.rules);
  }

  shard(at) {
    const name = named(this.shardFiles, at);
    return name ? once(`shards/${name}`, (buffer) => new Shard(unpacked(buffer))) : EMPTY;
  }

  /** The shard in which a term, a spelling or a name would be. */
  shardOf(key) {
    return this.shard(partOf(this.shardBegins, key));
  }

  /** The shards in which all that begins like a word is: so many of them at most. */
  async shardsOf(beginning, most) {
    const [first, last] = [beginning, `${beginning}\uffff`].map((key) => partOf(this.shardBegins, key));
    return Promise.all(Array.from({ length: Math.min(most, last - first + 1) }, (_, at) => this.shard(first + at)));
  }

  /** Words by some of their letters: `<` and the first ones, `>` and the last ones backwards, `=` and those from the middle on. */
  async like(letters, most) {
    const [first, last] = [letters, `${letters}\uffff`].map((key) => partOf(this.likeBegins, key));
    const files = names(this.likeFiles).slice(first, Math.min(last, first + most - 1) + 1);
    const all = await Promise.all(files.map((name) => once(`parts/${name}`, (buffer) => split(textOf(buffer)))));
    return all.flat().filter((line) => line.startsWith(letters)).map(spelled);
  }

  /** The postings of a word: of its own term, and of those it is a spelling of. */
  async find(form) {
    const shard = await this.shardOf(form);
    const meant = (shard.meant.get(form) ?? []).map(async (term) => (await this.shardOf(term)).postings(term));
    return [shard.postings(form), ...(await Promise.all(meant))].filter(Boolean);
  }

  /** The postings of the terms that a word is the beginning of; the longer these are, the less they count. */
  async beginning(form, counts) {
    const shards = await this.shardsOf(form, MOST_SHARDS);
    const terms = new Map(shards.flatMap((shard) => [...shard.beginning(form)]).flatMap(([whole, meant]) => meant.map((term) => [term, whole])));
    const found = await Promise.all([...terms.keys()].map(async (term) => (await this.shardOf(term)).postings(term)));
    const most = found.filter(Boolean).sort((a, b) => b.pages.length - a.pages.length).slice(0, MOST_TERMS);
    return most.map((one) => ({ ...one, weight: counts * (form.length / Math.max(form.length, terms.get(one.term).length)) }));
  }

  /** What is known of an entity. */
  async entity(id) {
    const name = named(this.entityFiles, partOf(this.entityBegins, id));
    const all = await once(`parts/${name}`, (buffer) => new Map(JSON.parse(textOf(buffer)).map((entity) => [entity.id, entity])));
    return all.get(id);
  }

  /** What is shown of a page, and its text. */
  async text(page) {
    const block = await once(`parts/${named(this.texts, Math.floor(page / TEXTS))}`, textOf);
    return once(`texts/${named(block, page % TEXTS)}`, (buffer) => {
      const [url, title, line, date, summary, sections, entities] = JSON.parse(textOf(buffer));
      return { url, title, line, date, summary, sections, names: entities };
    });
  }

  /** Days as they were sorted (a part that is not known is 00), each with the first of its pages; and their number. */
  async days() {
    const { text, columns: [sizes] } = await once(`parts/${this.dayFile}`, unpacked);
    return { days: text.split("\n"), starts: sums(sizes) };
  }

  /** The values of a filter with the pages of each. */
  async filter(name) {
    const files = names(this.filters[name] ?? "").map((file) => once(`parts/${file}`, (buffer) => {
      const { text, columns: [sizes, since] } = unpacked(buffer);
      const starts = sums(sizes);
      return split(text, "\0").map((value, at) => [value, sums(since.subarray(starts[at], starts[at + 1])).subarray(1)]);
    }));
    return new Map((await Promise.all(files)).flat());
  }
}

class Shard {
  constructor({ text, columns: [sizes, since, impacts, files] }) {
    const [terms, spellings, entities, places] = text.split("\n\n");
    Object.assign(this, { since, impacts, placeFiles: split(places), starts: sums(sizes), files: sums(files) });
    this.terms = new Map(split(terms).map((term, at) => [term, at]));
    [this.meant, this.spelt, this.parted, this.entities] = [new Map(), new Map(), new Map(), new Map()];
    const add = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);
    for (const line of split(spellings)) {
      const [, form, less, more] = line.match(/^(.*)>(\d+)(.*)$/s);
      const term = form.slice(0, form.length - less) + more;
      if (term.includes(" ")) add(this.parted, form, term.split(" "));
      else {
        add(this.meant, form, term);
        add(this.spelt, term, form);
      }
    }
    for (const line of split(entities)) add(this.entities, ...line.split("\t"));
  }

  /** All forms, terms and names of one word that begin like a word, each with the terms that it means. */
  *beginning(word) {
    for (const term of this.terms.keys()) if (term.startsWith(word)) yield [term, [term]];
    for (const [form, terms] of this.meant) if (form.startsWith(word)) yield [form, terms];
    for (const name of this.entities.keys()) if (name.startsWith(word) && !name.includes(" ")) yield [name, []];
  }

  /** Pages of a term with its impacts, and all that `places` needs. */
  postings(term) {
    const at = this.terms.get(term);
    if (at === undefined) return undefined;
    const [start, end] = [this.starts[at], this.starts[at + 1]];
    const forms = [term, ...(this.spelt.get(term) ?? [])];
    return { shard: this, term, forms, start, pages: sums(this.since.subarray(start, end)).subarray(1), impacts: this.impacts.subarray(start, end) };
  }

  /** The file in which the places of a posting are, which is given by its number in the shard. */
  fileOf(posting) {
    return partOf(this.files, posting);
  }

  /** The places of some postings. */
  async places(postings) {
    const files = new Map();
    for (const at of new Set(postings.map((posting) => this.fileOf(posting)))) files.set(at, once(`places/${this.placeFiles[at]}`, placed));
    return Promise.all(postings.map(async (posting) => {
      const at = this.fileOf(posting);
      const { places, starts } = await files.get(at);
      const row = posting - this.files[at];
      return places.subarray(starts[row], starts[row + 1]);
    }));
  }
}

function placed(buffer) {
  const [counts, places] = unpacked(buffer).columns;
  return { places, starts: sums(counts) };
}

const EMPTY = new Shard({ text: "\n\n\n\n\n\n", columns: [[], [], [], []] });
