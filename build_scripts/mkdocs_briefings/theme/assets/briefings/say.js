// Says messages in the language of the page, or in that of a briefing on it. A message is its English text, as in
// templates; messages.js, which the build writes, has what the catalogues say for those of scripts.
import { MESSAGES } from "./messages.js";

const HERE = document.documentElement.lang;
const RIGHT_TO_LEFT = getComputedStyle(document.body).direction === "rtl";
const FOREIGN = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u;
const LATIN_DIGITS = { numberingSystem: "latn" }; // as on the rest of the page

const wordsIn = (language) => MESSAGES[language] ?? MESSAGES[HERE] ?? {};

// Words of another language than the page's are said by their own rules.
function tagOf(language) {
  const tag = wordsIn(language)[""] ?? (language || "en");
  return tag === "en" ? "en-US" : tag;
}

/** A message, with values in the place of names in braces. */
export function say(text, values = {}, language = HERE) {
  return filled(wordsIn(language)[text] ?? text, values);
}

/** A message that other languages say in two ways, by the place where it stands. */
export function sayInContext(context, text, values = {}) {
  return filled(wordsIn(HERE)[`${context}\u0004${text}`] ?? text, values);
}

/** The form of a message for a number, which `{n}` stands for. */
export function sayPlural(singular, plural, n, values = {}) {
  const forms = wordsIn(HERE)[singular];
  const text = forms ? forms[new Intl.PluralRules(tagOf(HERE)).select(n)] ?? forms.other : n === 1 ? singular : plural;
  return filled(text, { ...values, n: numeral(n) });
}

/** A number as the language writes it. */
export const numeral = (n) => new Intl.NumberFormat(tagOf(HERE), LATIN_DIGITS).format(n);

/** A day, `2024-01-27`, as the language writes it. */
export function dayName(day) {
  const options = { ...LATIN_DIGITS, dateStyle: "long", timeZone: "UTC" };
  const date = new Date(`${day}T00:00Z`);
  return Number.isNaN(date.valueOf()) ? day : new Intl.DateTimeFormat(tagOf(HERE), options).format(date);
}

/** Texts in a row, with the language's "and" or "or" before the last. */
export const listed = (all, type) => listParts(all.map(isolated), type).map(({ value }) => value).join("");

/** The same in parts: elements, and literals between them. */
export function listParts(all, type = "conjunction") {
  return new Intl.ListFormat(tagOf(HERE).replace("en-US", "en-GB"), { type }).formatToParts(all);
}

/** A message that was said, as nodes: a list of nodes in the place of a name in braces. */
export function around(said, nodes) {
  return said.split(/\{(\w+)\}/).flatMap((part, at) => (at % 2 ? nodes[part] : [part])).filter((part) => part !== "");
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (braces, name) => (name in values ? isolated(String(values[name])) : braces));
}

// Else a value could change the order of what stands beside it where words run in the other direction.
const isolated = (value) => (RIGHT_TO_LEFT || FOREIGN.test(value) ? `\u2068${value}\u2069` : value);
