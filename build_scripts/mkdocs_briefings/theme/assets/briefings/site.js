// On every page: the switch between light and dark, and the doors to search, which is loaded when one is opened.
//
// Scripts find elements of the site by data attributes, and by ids with a colon: the sanitiser leaves content neither,
// while a class may be anybody's. tests/render/test_scripts_find_ours.py takes every selector from these files.
const dark = matchMedia("(prefers-color-scheme: dark)");

async function paletteSwitch(button) {
  const { say } = await import("./say.js");
  const isDark = () => document.body.dataset.mdColorScheme === "slate";
  const label = () => {
    const name = isDark() ? say("Change to light colours") : say("Change to dark colours");
    button.setAttribute("aria-label", name);
    button.title = name;
  };
  button.addEventListener("click", () => {
    const scheme = isDark() ? "default" : "slate";
    document.body.dataset.mdColorScheme = scheme;
    // Choosing what the system prefers means following the system again.
    const follows = (scheme === "slate") === dark.matches;
    const media = follows ? "(prefers-color-scheme)" : "";
    const { mdColorPrimary: primary, mdColorAccent: accent } = document.body.dataset;
    window.__md_set("__palette", { index: scheme === "slate" ? 1 : 0, color: { media, scheme, primary, accent } });
    label();
  });
  dark.addEventListener("change", label);
  label();
  button.hidden = false;
}

function searchDoor(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-keyshortcuts", "/ Control+K");
  const open = async () => {
    const { openDialog } = await import("./search/dialog.js");
    openDialog(link.href);
  };
  button.addEventListener("click", open);
  link.replaceWith(button);
  document.addEventListener("keydown", (event) => {
    if (!asksForSearch(event)) return;
    event.preventDefault();
    open();
  });
}

function asksForSearch(event) {
  if (event.defaultPrevented || event.altKey) return false;
  if (event.key.toLowerCase() === "k") return (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (event.key !== "/" || event.ctrlKey || event.metaKey) return false;
  return !event.target.closest?.("input, textarea, select, [contenteditable]:not([contenteditable=false])");
}

// Material ticks the tab that the address names.
function addressedTab() {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.name?.startsWith("__tabbed_")) target.checked = true;
}

// On a small screen the list of the section's pages starts closed; the style sheet hides it until then.
function sectionList(details) {
  if (matchMedia("(max-width: 60em)").matches) details.open = false;
  details.dataset.settled = "";
}

// What scrolls sideways must be reachable with the keyboard, and nothing else need be.
function scroller(element) {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
}

// The head of a printed page takes its words from the root element alone.
document.documentElement.dataset.running = document.querySelector("h1")?.textContent.replace(/[¶#]?\s*$/, "").trim() ?? "";

document.querySelectorAll("[data-palette-switch]").forEach(paletteSwitch);
document.querySelectorAll("[data-search-door]").forEach(searchDoor);
document.querySelectorAll("[data-section-list]").forEach(sectionList);
if (document.querySelector('[id^="cite:"]')) import("./citations.js");
for (const list of document.querySelectorAll("[data-sortable]")) {
  import("./sort.js").then(({ sortable }) => sortable(list));
}
for (const button of document.querySelectorAll("[data-copy]")) {
  import("./share.js").then(({ copier }) => copier(button));
}
if (document.querySelector("[data-search-page]")) import("./search/page.js");
if (new URLSearchParams(location.search).has("marked")) import("./search/mark.js");
document.querySelectorAll(".prose pre > code, .prose table, [data-scroll-box]").forEach(scroller);
addressedTab();
