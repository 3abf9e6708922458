// Words that stand in very many briefings. The index ranks only those that say most about such a word; a filter knows all
// that have it, and every place of it is loaded for a phrase alone. publish/frequent.py makes these files, and says why.
import { foldAll, unsigned } from "./names.js";

const AROUND = [8, 16]; // words of an excerpt before and from the place
const MOST_PLACES = 20;

export class Frequent {
  constructor({ with: having, without: lacking }) {
    this.having = having;
    this.lacking = lacking;
  }

  static async load(bundle) {
    const answer = await fetch(new URL("frequent.json", bundle));
    return new Frequent(answer.ok ? await answer.json() : { with: {}, without: {} });
  }

  /** The name of a word, folded, if it is frequent. */
  nameOf(word) {
    return [this.having, this.lacking].find((words) => Object.hasOwn(words, word))?.[word];
  }

  /** Names of the frequent words of a text, each once. */
  namesIn(text) {
    return [...new Set(foldAll(text).map((word) => this.nameOf(word)).filter(Boolean))];
  }

  /** What the engine is to filter by, so that a briefing has all of some words, given by their names. */
  filter(names) {
    const lacking = new Set(Object.values(this.lacking));
    const all = (those) => Object.fromEntries(those.map((name) => [name, "yes"]));
    const without = names.filter((name) => lacking.has(name));
    return { ...all(names.filter((name) => !lacking.has(name))), ...(without.length && { none: all(without) }) };
  }

  /** A briefing that was found by a filter, with the places of the words put in: the engine knows none. */
  located(data, names) {
    if (!names.length || data.locations.length) return data;
    const words = data.content.split(/\s+/);
    const places = words.flatMap((word, at) => (this.namesIn(unsigned(word)).some((one) => names.includes(one)) ? [at] : []));
    const section = sectionOf(data, words, places);
    return { ...data, locations: places.slice(0, MOST_PLACES), sub_results: section ? [section] : [] };
  }
}

// The first section with one of the words, in the engine's own terms.
function sectionOf({ anchors, url }, words, places) {
  const starts = anchors.toSorted((a, b) => a.location - b.location);
  const first = places.find((place) => starts.length && place >= starts[0].location);
  if (first === undefined) return undefined;
  const next = starts.findIndex(({ location }) => location > first);
  const [anchor, end] = [starts.at(next < 0 ? -1 : next - 1), next < 0 ? words.length : starts[next].location];
  const from = Math.max(anchor.location, first - AROUND[0]);
  const shown = words.slice(from, Math.min(end, first + AROUND[1])).map((word, at) => marked(word, places.includes(from + at)));
  return { anchor, title: anchor.text, url: `${url}#${anchor.id}`, excerpt: shown.join(" "), weighted_locations: [{ location: first, balanced_score: 1 }] };
}

function marked(word, isPlace) {
  const safe = word.replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return isPlace ? `<mark>${safe}</mark>` : safe;
}
