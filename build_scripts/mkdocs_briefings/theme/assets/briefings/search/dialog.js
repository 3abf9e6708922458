// Search in the header: a dialog with a combobox (WAI-ARIA 1.2, list autocomplete with manual selection).
import { say } from "../say.js";
import { prepare, search } from "./engine.js";
import { asideOf, bounded, countOf, debounced, element, excerptOf, failure, lineOf, texts } from "./results.js";

const WAIT = 120;
let parts;
let asked = 0;

export function openDialog(searchPage) {
  parts ??= make(searchPage);
  if (parts.dialog.open) return;
  parts.dialog.showModal();
  parts.input.select();
  // The reader is still typing: a failure is told when something was asked.
  prepare().catch(() => {});
}

function make(searchPage) {
  const input = element("input", {
    type: "search", name: "q", placeholder: say("Search briefings"), "aria-label": say("Search briefings"), role: "combobox",
    "aria-expanded": "false", "aria-controls": "search:hits", "aria-autocomplete": "list", autocomplete: "off",
    autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
  });
  const close = element("button", { type: "button", class: "tool" }, say("Close"));
  const form = element("form", { role: "search", action: searchPage }, input, close);
  const count = element("p", { class: "search-dialog-count", role: "status" }, hint());
  const aside = element("div", { class: "search-aside" });
  const list = element("div", { id: "search:hits", class: "search-dialog-list", role: "listbox", "aria-label": say("Results") });
  const all = element("a", { href: searchPage }, say("All results and filters"));
  const foot = element("p", { class: "search-dialog-foot" }, all);
  const dialog = element("dialog", { class: "search-dialog", "aria-label": say("Search") }, form, count, aside, list, foot);
  const made = { dialog, input, count, aside, list, all, searchPage };
  input.addEventListener("input", () => (all.href = allResults(made)));
  input.addEventListener("input", debounced(WAIT, () => show(made)));
  input.addEventListener("keydown", (event) => onKey(event, made));
  form.addEventListener("submit", (event) => onSubmit(event, made));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return made;
}

function hint() {
  return say("Names, words, phrases in quotation marks");
}

function allResults({ input, searchPage }) {
  const query = bounded(input.value);
  return query ? `${searchPage}?q=${encodeURIComponent(query)}` : searchPage;
}

async function show(made) {
  const { input, count, list } = made;
  const query = bounded(input.value);
  const number = ++asked;
  if (!query) {
    fill(made, []);
    count.textContent = hint();
    return;
  }
  try {
    const found = await search(query);
    if (number !== asked) return;
    fill(made, found.results, asideOf(found));
    count.textContent = countOf(found, query);
    list.scrollTop = 0;
  } catch {
    if (number !== asked) return;
    fill(made, []);
    count.textContent = failure();
  }
}

function fill({ input, list, aside }, results, beside = []) {
  aside.replaceChildren(...beside);
  list.replaceChildren(...results.map(option));
  input.setAttribute("aria-expanded", String(results.length > 0));
  input.removeAttribute("aria-activedescendant");
}

function option(result, index) {
  const attributes = { id: `search:hit:${index}`, class: "search-hit", role: "option", tabindex: "-1" };
  const title = element("span", { class: "hit-title" }, ...texts([result.title]));
  const state = { href: result.url, "aria-selected": "false" };
  return element("a", { ...attributes, ...state }, title, lineOf(result), excerptOf(result));
}

function onKey(event, made) {
  const options = [...made.list.children];
  const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !options.length) return;
  event.preventDefault();
  const next = now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length;
  options[now]?.setAttribute("aria-selected", "false");
  options[next].setAttribute("aria-selected", "true");
  options[next].scrollIntoView({ block: "nearest" });
  made.input.setAttribute("aria-activedescendant", options[next].id);
}

// Enter opens the chosen result, else the first; without any it goes on to the search page.
function onSubmit(event, made) {
  event.preventDefault();
  const query = bounded(made.input.value);
  if (!query) return;
  const first = made.list.querySelector("[aria-selected=true]") ?? made.list.firstElementChild;
  if (first) {
    made.dialog.close();
    location.assign(first.href);
  } else {
    location.assign(allResults(made));
  }
}
