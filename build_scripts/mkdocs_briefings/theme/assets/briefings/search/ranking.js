// Which pages are found, in which order: BM25, of which the index has what a page alone decides.

const IN_TITLE = [0, 0.8, 0.9, 1]; // by level: of a long title, and of shorter ones
const TITLE = 2; // what a title counts that has all of a query, when its text counts up to 1
const [LEVELS, BITS] = [63, 6]; // of an impact that are of the text; two bits more are of the title
const OTHER = 0.1; // what a page counts that has a name only as a word

/** How much each page is about some postings: {text, title, telling}. */
export function scored(index, postings) {
  const scores = new Map();
  for (const { score, pages, impacts, weight = 1, isOther } of postings) {
    const telling = weight * (isOther ? OTHER : 1) * Math.log(1 + (index.count - pages.length + 0.5) / (pages.length + 0.5));
    for (let at = 0; at < pages.length; at++) {
      const now = score?.get(pages[at]) ?? {
        text: (telling * (impacts[at] & LEVELS)) / LEVELS, title: telling * IN_TITLE[impacts[at] >> BITS], telling,
      };
      const before = scores.get(pages[at]);
      if (!before || (!isOther && before.text + before.title < now.text + now.title)) scores.set(pages[at], now);
    }
  }
  return scores;
}

/** Pages that have all parts, of those that a mask allows, with their scores. */
export function matching(index, parts, mask) {
  const [text, title, telling] = [0, 1, 2].map(() => new Float64Array(index.count));
  const hits = new Uint8Array(index.count);
  for (const part of parts) {
    part.scores ??= scored(index, part.postings);
    for (const [page, score] of part.scores) {
      text[page] += score.text;
      title[page] += score.title;
      telling[page] += score.telling;
      hits[page]++;
    }
  }
  const found = [];
  for (let page = 0; page < index.count; page++) {
    if (hits[page] === parts.length && (!mask || mask[page])) found.push({ page, score: text[page] + (TITLE * title[page] ** 2) / (telling[page] || 1) });
  }
  return found;
}

/** Best first, of equals the newest; or all newest first. */
export function ordered(found, byDate) {
  return found.sort((a, b) => (byDate ? 0 : b.score - a.score) || b.page - a.page);
}

/** Which pages have one of the values of each filter and lie between two days; nothing if all do. */
export async function narrowed(index, filters, since, until) {
  const chosen = Object.entries(filters).filter(([, values]) => values.length);
  if (!chosen.length && !since && !until) return undefined;
  const mask = new Uint8Array(index.count).fill(1);
  const only = (those) => mask.forEach((_, page) => (mask[page] &= those[page]));
  for (const [name, values] of chosen) {
    const [all, those] = [await index.filter(name), new Uint8Array(index.count)];
    for (const value of values) for (const page of all.get(value) ?? []) those[page] = 1;
    only(those);
  }
  if (since || until) only(await between(index, since, until || "9999-12-31"));
  return mask;
}

// A year or a month without a day may be any day of it.
async function between(index, since, until) {
  const [{ days, starts }, those] = [await index.days(), new Uint8Array(index.count)];
  const [latest, earliest] = [(day) => day.replace("-00-", "-12-").replace(/-00$/, "-31"), (day) => day.replaceAll("-00", "-01")];
  if (since <= until) days.forEach((day, at) => day && latest(day) >= since && earliest(day) <= until && those.fill(1, starts[at], starts[at + 1]));
  return those;
}

/** How many of the pages found have each value of some filters. */
export async function counted(index, parts, { filters, since, until }, wanted) {
  const counts = wanted.map(async (name) => {
    // Within a filter values are alternatives, so its counts must not be narrowed by its own choice.
    const mask = await narrowed(index, { ...filters, [name]: [] }, since, until);
    const there = new Uint8Array(index.count);
    for (const { page } of matching(index, parts, mask)) there[page] = 1;
    const values = [...(await index.filter(name))].map(([value, pages]) => [value, pages.reduce((sum, page) => sum + there[page], 0)]);
    return [name, Object.fromEntries(values.filter(([, count]) => count))];
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** How many pages are found without each of the filters, or the days, that leave none; or without all of them. */
export async function hiding(index, parts, { filters, since, until }) {
  const without = [
    ...Object.keys(filters).map((name) => [name, { ...filters, [name]: [] }, since, until]),
    ["date", filters],
    ["", {}],
  ];
  const totals = await Promise.all(without.map(async ([name, ...rest]) => ({ name, total: matching(index, parts, await narrowed(index, ...rest)).length })));
  const found = totals.filter(({ total }) => total);
  return found.length > 1 ? found.slice(0, -1) : found;
}
