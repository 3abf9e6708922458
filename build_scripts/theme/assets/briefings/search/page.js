// The search page. Its whole state is the address: ?q=words&topic=a&topic=b&sort=date
import { search } from "./engine.js";
import { countOf, debounced, element, excerptOf, lineOf } from "./results.js";

const WAIT = 180;
const STEP = 20;
const FACETS = {
  publication: "Publication", topic: "Topic", entity: "People and places", outlet: "Outlet cited", author: "Author",
  year: "Year", language: "Language",
};
const page = document.querySelector("[data-search-page]");
const at = (selector) => page.querySelector(selector);
const [form, input, sort] = [at("form"), at("input"), at("select")];
let asked = 0;
let shown = STEP;

function stateOf(address) {
  const given = new URLSearchParams(address);
  const filters = Object.fromEntries(Object.keys(FACETS).map((name) => [name, given.getAll(name)]));
  return { query: given.get("q") ?? "", sort: given.get("sort") === "date" ? "date" : "", filters };
}

function addressOf({ query, sort: order, filters }) {
  const given = new URLSearchParams(query && { q: query });
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => given.append(name, value));
  if (order) given.set("sort", order);
  return given.size ? `?${given}` : location.pathname;
}

function change(changes, { replace = false } = {}) {
  const address = addressOf({ ...stateOf(location.search), ...changes });
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
  try {
    const found = await search(state.query, { ...state, limit: shown, counts: true });
    if (number === asked) put(found, state);
  } catch {
    if (number === asked) at(".search-count").textContent = "Search could not be loaded. The archive leads to every briefing.";
  }
}

function put({ total, results, filters }, state) {
  at(".search-count").textContent = countOf(total, state.query);
  at(".search-list").replaceChildren(...(total ? results.map(item) : [nothing(state)]));
  at(".search-more").hidden = total <= results.length;
  putChosen(state);
  putFacets(filters, state);
}

function item(result) {
  const title = element("span", { class: "hit-title" }, element("a", { href: result.top }, result.title));
  const place = result.place && element("span", { class: "hit-place" }, element("a", { href: result.url }, result.place));
  return element("li", {}, title, lineOf(result), excerptOf(result, place));
}

function nothing({ filters }) {
  const narrowed = Object.values(filters).some((values) => values.length);
  const advice = narrowed ? "Fewer filters may help." : "Fewer words, or another spelling of the name, may help.";
  return element("li", { class: "search-nothing" }, `Nothing here has all of these words. ${advice}`);
}

function putChosen({ filters }) {
  const buttons = Object.entries(filters).flatMap(([name, values]) => values.map((value) => chosen(name, value)));
  at(".search-chosen").replaceChildren(...buttons);
  at(".search-chosen").hidden = !buttons.length;
}

function chosen(name, value) {
  const label = `Remove ${FACETS[name]}: ${valueName(name, value)}`;
  const button = element("button", { type: "button", "aria-label": label }, valueName(name, value));
  button.addEventListener("click", () => toggle(name, value).then(() => input.focus()));
  return element("li", {}, button);
}

// Boxes are kept and used again, so that the one that was ticked keeps the focus.
function putFacets(counts, { filters }) {
  for (const name of Object.keys(FACETS)) {
    const values = offered(name, counts[name] ?? {}, filters[name]);
    const facet = at(`[data-facet="${name}"]`) ?? makeFacet(name, filters[name].length > 0);
    facet.hidden = !values.length;
    const list = facet.querySelector("ul");
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

function makeFacet(name, open) {
  const starts = open || ["topic", "publication", "year"].includes(name);
  const facet = element("details", { "data-facet": name, ...(starts && { open: "" }) });
  facet.append(element("summary", {}, FACETS[name]), element("ul", {}));
  at(".search-facets").append(facet);
  return facet;
}

function box(name, value, count, ticked, kept) {
  const line = kept ?? makeBox(name, value);
  const field = line.querySelector("input");
  field.checked = ticked;
  line.querySelector(".count").textContent = count;
  return line;
}

function makeBox(name, value) {
  const field = element("input", { type: "checkbox", name, value });
  field.addEventListener("change", () => toggle(name, value));
  const label = element("label", {}, field, element("span", {}, valueName(name, value)), element("span", { class: "count" }));
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

input.addEventListener("input", debounced(WAIT, () => change({ query: input.value.trim() }, { replace: true })));
sort.addEventListener("change", () => change({ sort: sort.value }));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  change({ query: input.value.trim() }, { replace: true });
});
at(".search-more button").addEventListener("click", () => {
  shown += STEP;
  show();
});
addEventListener("popstate", () => {
  input.value = stateOf(location.search).query;
  show();
});
if (matchMedia("(max-width: 50em)").matches) at(".search-filters").open = false;
form.hidden = false;
show();
