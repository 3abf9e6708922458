// What a result looks like, in the dialog and on the search page.

const MOST_NAMES = 4;
const MOST_LETTERS = 300; // of a query in an address; fewer are looked for, and search says so

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter(Boolean));
  return made;
}

/** A query as it is asked for, whoever wrote it: an address may hold any number of letters. */
export const bounded = (query) => query.slice(0, MOST_LETTERS).replace(/[\ud800-\udbff]$/, "").trim();

/** Texts one after the other with something between, each in its own direction. */
export function texts(all, between = "") {
  return all.filter(Boolean).flatMap((text, at) => [at ? between : "", element("bdi", {}, text)]);
}

export function lineOf({ date, line, also }) {
  const facts = texts([date, line, ...also.map((name) => `also: ${name}`)], " · ");
  return facts.length && element("span", { class: "hit-line" }, ...facts);
}

export function excerptOf(result, place = result.place && element("span", { class: "hit-place" }, ...texts([result.place]))) {
  const pieces = result.excerpt.map(({ text, marked }) => (marked ? element("mark", {}, text) : text));
  if (!pieces.length && !result.summary) return undefined;
  return element("span", { class: "hit-excerpt" }, pieces.length && place, element("bdi", {}, ...(pieces.length ? pieces : [result.summary])));
}

/** What a screen reader says of the results. */
export function countOf({ total, isMore, isCut, instead, missing, near, hiding }, query) {
  const named = isCut ? " for the first words of what you typed" : query ? ` for “${query}”` : "";
  if (!total && isMore) return `Too frequent words to look everywhere${named}: not found where they say most. A rarer word beside them helps`;
  if (!total && hiding.length) return `Nothing found${named} with these filters`;
  if (!total) return `Nothing found${named}${near.length ? `. Names like it: ${near.map(({ name }) => name).join(", ")}` : ""}`;
  const meant = instead.map((part) => `, taking “${part.text}” for ${part.instead}`);
  const left = missing.map((word) => `, without “${word}”, which is in no briefing`);
  return [isMore ? "at least " : "", total, " ", total === 1 ? "briefing" : "briefings", named, ...meant, ...left].join("");
}

/** What the reader should know beside the results: whom the query names, or names like it. */
export function asideOf({ who, near }) {
  const heading = near.length && element("p", {}, near.length > 1 ? "Names that are spelled like it:" : "A name that is spelled like it:");
  return [...who.map(person), heading, ...near.map(person)].filter(Boolean);
}

function person({ name, url, kind, about, count, also }) {
  const facts = [kind, `${count} ${count === 1 ? "briefing" : "briefings"}`].join(", ");
  const others = also.length && element("span", { class: "who-also" }, "also: ", ...texts(also.slice(0, MOST_NAMES), ", "));
  const link = element("a", { href: url }, ...texts([name]));
  return element("p", { class: "who" }, link, " ", element("span", { class: "who-facts" }, facts), " ", ...texts([about]), others);
}

export function debounced(wait, action) {
  let timer;
  return (...all) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...all), wait);
  };
}
