// What a result looks like, in the dialog and on the search page.
import { around, listed, listParts, say, sayPlural } from "../say.js";

const KINDS = { person: () => say("person"), organisation: () => say("organisation"), place: () => say("place") };
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
  const facts = texts([date, line, ...also.map((name) => say("also: {name}", { name }))], " · ");
  return facts.length && element("span", { class: "hit-line" }, ...facts);
}

export function excerptOf(result, place = result.place && element("span", { class: "hit-place" }, ...texts([result.place]))) {
  const pieces = result.excerpt.map(({ text, marked }) => (marked ? element("mark", {}, text) : text));
  if (!pieces.length && !result.summary) return undefined;
  return element("span", { class: "hit-excerpt" }, pieces.length && place, element("bdi", {}, ...(pieces.length ? pieces : [result.summary])));
}

/** What is said instead of results that cannot be had. */
export const failure = () => say("Search could not be loaded. The archive leads to every briefing.");

/** What a screen reader says of the results. */
export function countOf(found, query) {
  const told = found.total ? amount(found, query) : nothing(found, query);
  const cut = found.isCut && say("only the first words of what you typed were looked for");
  return [told, cut, ...(found.total ? instead(found) : near(found))].filter(Boolean).join(" · ");
}

function amount({ total, isMore, isCut }, query) {
  if (!query || isCut) {
    if (isMore) return sayPlural("at least {n} briefing", "at least {n} briefings", total);
    return sayPlural("{n} briefing", "{n} briefings", total);
  }
  if (isMore) return sayPlural("at least {n} briefing for “{query}”", "at least {n} briefings for “{query}”", total, { query });
  return sayPlural("{n} briefing for “{query}”", "{n} briefings for “{query}”", total, { query });
}

function nothing({ isMore, isCut, hiding }, query) {
  if (isMore) return say("Too frequent words to look everywhere: not found where they say most. A rarer word beside them helps");
  if (hiding.length) return query && !isCut ? say("Nothing found for “{query}” with these filters", { query }) : say("Nothing found with these filters");
  return query && !isCut ? say("Nothing found for “{query}”", { query }) : say("Nothing found");
}

function instead({ instead: parts, missing }) {
  const meant = parts.map(({ text, instead: names }) => say("taking “{typed}” for {word}", { typed: text, word: listed(names, "disjunction") }));
  return [...meant, ...missing.map((word) => say("without “{word}”, which is in no briefing", { word }))];
}

function near({ near: names, isMore, hiding }) {
  return names.length && !isMore && !hiding.length ? [say("Names like it: {names}", { names: listed(names.map(({ name }) => name)) })] : [];
}

/** What the reader should know beside the results: whom the query names, or names like it. */
export function asideOf({ who, near: names }) {
  const heading = names.length && element("p", {}, sayPlural("A name that is spelled like it:", "Names that are spelled like it:", names.length));
  return [...who.map(person), heading, ...names.map(person)].filter(Boolean);
}

function person({ name, url, kind, about, count, also }) {
  const facts = sayPlural("{kind}, {n} briefing", "{kind}, {n} briefings", count, { kind: KINDS[kind]?.() ?? kind });
  const names = listParts(also.slice(0, MOST_NAMES)).map(({ type, value }) => (type === "element" ? element("bdi", {}, value) : value));
  const others = also.length && element("span", { class: "who-also" }, ...around(say("also: {names}"), { names }));
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
