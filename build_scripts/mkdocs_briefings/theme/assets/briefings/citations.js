// Shows the entry of a source beside a citation of it, while the pointer is there or the citation has the focus.
// WCAG 2.2, 1.4.13: the card can be hovered, stays until it is left, and Escape sends it away. Without this module
// the citation is a link to the entry.

const DELAY = 120;
const GAP = 8;
const card = document.createElement("div");
card.className = "source-card";
card.id = "card:source";
card.role = "tooltip";
card.hidden = true;

let citing = null;
let timer = 0;

const citation = (target) => target.closest?.('[id^="cite:"] > a[href^="#source:"]');

function entry(link) {
  return document.getElementById(decodeURIComponent(link.hash.slice(1)));
}

function show(link) {
  const source = entry(link);
  if (!source) return;
  clearTimeout(timer);
  citing?.removeAttribute("aria-describedby");
  citing = link;
  const parts = [...source.children].map((part) => part.cloneNode(true));
  for (const part of parts) {
    part.querySelectorAll("[data-back]").forEach((back) => back.remove());
    part.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
  }
  card.replaceChildren(...parts);
  card.lang = source.closest("[lang]").lang;
  card.dir = getComputedStyle(source).direction;
  card.hidden = false;
  link.setAttribute("aria-describedby", card.id);
  place(link);
}

function place(link) {
  const [mark] = link.getClientRects();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = mark.bottom + GAP + card.offsetHeight <= clientHeight || mark.top < card.offsetHeight + GAP;
  const top = below ? mark.bottom + GAP : mark.top - GAP - card.offsetHeight;
  const start = card.dir === "rtl" ? mark.right - card.offsetWidth : mark.left;
  const left = Math.max(GAP, Math.min(start, clientWidth - card.offsetWidth - GAP));
  const frame = (card.offsetParent ?? document.body).getBoundingClientRect();
  card.style.top = `${top - frame.top}px`;
  card.style.left = `${left - frame.left}px`;
}

function hide() {
  clearTimeout(timer);
  citing?.removeAttribute("aria-describedby");
  citing = null;
  card.hidden = true;
}

function soon(action) {
  clearTimeout(timer);
  timer = setTimeout(action, DELAY);
}

(document.querySelector("main") ?? document.body).append(card);

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const link = citation(event.target);
  if (link && link !== citing) soon(() => show(link));
  else if (link || card.contains(event.target)) clearTimeout(timer);
  else if (citing && document.activeElement !== citing) soon(hide);
});

document.addEventListener("focusin", (event) => {
  const link = citation(event.target);
  if (link) show(link);
  else if (!card.contains(event.target)) hide();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && citing) hide();
});

// On a touch screen the first tap shows the card, the second follows the link.
let touched = null;
document.addEventListener("pointerdown", (event) => {
  touched = event.pointerType === "mouse" ? null : citation(event.target);
  if (!touched && !card.contains(event.target)) hide();
});
document.addEventListener("click", (event) => {
  const link = citation(event.target);
  if (link && link === touched && !link.dataset.shown) {
    event.preventDefault();
    document.querySelectorAll("[data-shown]").forEach((one) => delete one.dataset.shown);
    link.dataset.shown = "true";
    show(link);
  } else if (link) {
    hide();
  }
});
