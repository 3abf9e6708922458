// The search page. Its whole state is the address: ?q=words&topic=a&topic=b&from=2024-01-01&to=2024-12-31&sort=date
import { dayName, numeral, say, sayPlural } from "../say.js";
import { prepare, search } from "./engine.js";
import { asideOf, bounded, countOf, debounced, element, excerptOf, failure, lineOf, texts } from "./results.js";

const WAIT = 180;
const STEP = 10;
const MOST_VALUES = 50; // of a filter in the address
const LONGEST_VALUE = 500;
const page = document.querySelector("[data-search-page]");
const at = (name) => page.querySelector(`[data-at="${name}"]`);
const FACETS = Object.fromEntries([...page.querySelectorAll("[data-facet]")].map((one) => [one.dataset.facet, one]));
const [form, input, sort] = [at("form"), at("query"), at("sort")];
const bounds = { since: at("from"), until: at("to") };
const DAY = /^\d{4}-\d\d-\d\d$/;
let asked = 0;
let shown = STEP;

function stateOf(address) {
  const given = new URLSearchParams(address);
  const filters = Object.fromEntries(Object.keys(FACETS).map((name) => [name, valuesOf(given, name)]));
  const day = (name) => (DAY.test(given.get(name)) ? given.get(name) : "");
  const order = given.get("sort") === "date" ? "date" : "";
  return { query: bounded(given.get("q") ?? ""), sort: order, since: day("from"), until: day("to"), filters };
}

function valuesOf(given, name) {
  const values = new Set(given.getAll(name).filter((value) => value.length <= LONGEST_VALUE));
  return [...values].slice(0, MOST_VALUES);
}

function addressOf({ query, sort: order, since, until, filters }) {
  const given = new URLSearchParams(query && { q: query });
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => given.append(name, value));
  if (since) given.set("from", since);
  if (until) given.set("to", until);
  if (order) given.set("sort", order);
  return given.size ? `?${given}` : location.pathname;
}

function change(changes, { replace = false } = {}) {
  const typed = { query: bounded(input.value) }; // perhaps not yet in the address
  const address = addressOf({ ...stateOf(location.search), ...typed, ...changes });
  history[replace ? "replaceState" : "pushState"](null, "", address);
  shown = STEP;
  return show();
}

function toggle(name, value) {
  const { filters } = stateOf(location.search);
  const rest = filters[name].filter((one) => one !== value);
  const values = rest.length < filters[name].length ? rest : [...rest, value];
  return change({ filters: { ...filters, [name]: values } });
}

async function show() {
  const state = stateOf(location.search);
  const number = ++asked;
  if (document.activeElement !== input) input.value = state.query;
  sort.value = state.sort;
  for (const [name, field] of Object.entries(bounds)) if (document.activeElement !== field) field.value = state[name];
  try {
    const filters = Object.fromEntries(Object.entries(state.filters).filter(([, values]) => values.length));
    const found = await search(state.query, { ...state, filters, limit: shown, counts: openFacets() });
    if (number === asked) put(found, state);
  } catch {
    if (number === asked) at("count").textContent = failure();
  }
}

function put(found, state) {
  const { total, results, filters } = found;
  at("count").textContent = countOf(found, state.query);
  at("aside").replaceChildren(...asideOf(found));
  at("list").replaceChildren(...(total ? results.map(item) : [nothing(found, state)]));
  at("more").hidden = total <= results.length;
  putChosen(state);
  putFacets(filters, state);
  at("facets").hidden = !total && !narrowed(state); // all at once, so that nothing moves
}

function item(result) {
  const title = element("span", { class: "hit-title" }, element("a", { href: result.top }, ...texts([result.title])));
  const place = result.place && element("span", { class: "hit-place" }, element("a", { href: result.url }, ...texts([result.place])));
  return element("li", {}, title, lineOf(result), excerptOf(result, place));
}

function narrowed({ filters, since, until }) {
  return Boolean(since || until || Object.values(filters).some((values) => values.length));
}

function nothing({ hiding }, state) {
  const advice = narrowed(state) ? say("Fewer filters may help.") : say("Fewer words, or another spelling of the name, may help.");
  const sentences = hiding.length ? [say("These filters leave nothing."), ...hiding.map(without)] : [say("Nothing here has all of these words."), advice];
  return element("li", { class: "search-nothing" }, sentences.join(" "));
}

function without({ name, total }) {
  if (name === "date") return sayPlural("Without the dates there is {n}.", "Without the dates there are {n}.", total);
  if (!name) return sayPlural("Without any filter there is {n}.", "Without any filter there are {n}.", total);
  // Translators: {filter} is a name such as Topics; {n} is how many briefings there are.
  return sayPlural("Without {filter} there is {n}.", "Without {filter} there are {n}.", total, { filter: labelOf(name) });
}

const labelOf = (name) => FACETS[name].firstElementChild.textContent;

function putChosen({ filters, since, until }) {
  const buttons = Object.entries(filters).flatMap(([name, values]) => values.map((value) => chosen(name, value)));
  if (since) buttons.push(chip(say("Remove the first day"), say("from {day}", { day: dayName(since) }), () => change({ since: "" })));
  if (until) buttons.push(chip(say("Remove the last day"), say("to {day}", { day: dayName(until) }), () => change({ until: "" })));
  at("chosen").replaceChildren(...buttons);
  at("chosen").hidden = !buttons.length;
}

function chosen(name, value) {
  const label = say("Remove {filter}: {value}", { filter: labelOf(name), value: valueName(name, value) });
  return chip(label, valueName(name, value), () => toggle(name, value));
}

function chip(label, text, remove) {
  const button = element("button", { type: "button", "aria-label": label }, text);
  button.addEventListener("click", () => remove().then(() => input.focus()));
  return element("li", {}, button);
}

// Boxes are kept and used again, so that the one that was ticked keeps the focus.
function putFacets(counts, { filters }) {
  for (const name of openFacets()) {
    const values = offered(name, counts[name] ?? {}, filters[name]);
    const list = FACETS[name].lastElementChild;
    const kept = new Map([...list.children].map((one) => [one.dataset.value, one]));
    const boxes = values.map(([value, count]) => box(name, value, count, filters[name].includes(value), kept.get(value)));
    const focused = document.activeElement;
    list.replaceChildren(...boxes);
    if (list.contains(focused)) focused.focus({ preventScroll: true });
  }
}

// Values that lead somewhere or are chosen: the newest years first, else the most frequent.
function offered(name, counts, chosen) {
  const { compare } = new Intl.Collator(document.documentElement.lang);
  const all = { ...Object.fromEntries(chosen.map((value) => [value, 0])), ...counts };
  const entries = Object.entries(all).filter(([value, count]) => count || chosen.includes(value));
  return entries.sort(([a, x], [b, y]) => (name === "year" ? compare(b, a) : y - x || compare(a, b)));
}

// A facet that is closed costs nothing: its counts are loaded when it is opened.
function showFacet(facet, chosen) {
  if (chosen.length) facet.open = true;
  facet.hidden = false;
  facet.addEventListener("toggle", () => facet.open && show());
}

function openFacets() {
  return Object.keys(FACETS).filter((name) => FACETS[name].open && !FACETS[name].hidden);
}

async function start() {
  const { query, filters } = stateOf(location.search);
  input.value = query;
  const { facets } = await prepare().catch(() => ({ facets: [] }));
  const there = Object.keys(FACETS).filter((name) => facets.includes(name) || filters[name].length);
  there.forEach((name) => showFacet(FACETS[name], filters[name]));
  return show();
}

function box(name, value, count, ticked, kept) {
  const line = kept ?? makeBox(name, value);
  const field = line.querySelector("[data-box]");
  field.checked = ticked;
  line.querySelector("[data-total]").textContent = numeral(count);
  return line;
}

function makeBox(name, value) {
  const field = element("input", { type: "checkbox", name, value, "data-box": "" });
  field.addEventListener("change", () => toggle(name, value));
  const label = element("label", {}, field, element("span", {}, valueName(name, value)), element("span", { class: "count", "data-total": "" }));
  return element("li", { "data-value": value }, label);
}

function valueName(name, value) {
  if (name !== "language") return value;
  try {
    return new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "language" }).of(value) ?? value;
  } catch {
    return value;
  }
}

input.addEventListener("input", debounced(WAIT, () => change({}, { replace: true })));
sort.addEventListener("change", () => change({ sort: sort.value }));
for (const [name, field] of Object.entries(bounds)) {
  field.addEventListener("change", () => change({ [name]: field.value }));
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  change({}, { replace: true });
});
at("more").firstElementChild.addEventListener("click", () => {
  shown += STEP;
  show();
});
addEventListener("popstate", () => {
  input.value = stateOf(location.search).query;
  show();
});
if (matchMedia("(max-width: 50em)").matches) at("filters").open = false;
form.hidden = false;
start();
