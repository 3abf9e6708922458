// What a result looks like, in the dialog and on the search page.

const MOST_NAMES = 4;

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter(Boolean));
  return made;
}

export function lineOf(result) {
  const also = result.also.map((name) => `also: ${name}`);
  const text = [result.date, result.line, ...also].filter(Boolean).join(" · ");
  return text && element("span", { class: "hit-line" }, text);
}

export function excerptOf(result, place = result.place && element("span", { class: "hit-place" }, result.place)) {
  const pieces = result.excerpt.map(({ text, marked }) => (marked ? element("mark", {}, text) : text));
  if (!pieces.length) return result.summary && element("span", { class: "hit-excerpt" }, result.summary);
  return element("span", { class: "hit-excerpt" }, place, ...pieces);
}

export function countOf({ total, instead }, query) {
  const named = query ? ` for “${query}”` : "";
  const meant = instead.map((part) => `, taking “${part.text}” for ${part.instead}`).join("");
  if (!total) return `Nothing found${named}`;
  return `${total} ${total === 1 ? "briefing" : "briefings"}${named}${meant}`;
}

/** What the reader should know beside the results: whom the query names, which words are nowhere, names like them. */
export function asideOf({ who, near, missing, total }) {
  const lost = total ? missing.map((word) => element("p", {}, `“${word}” is in no briefing; it was left out.`)) : [];
  const heading = near.length && element("p", {}, near.length > 1 ? "Names that are spelled like it:" : "A name that is spelled like it:");
  return [...who.map(person), ...lost, heading, ...near.map(person)].filter(Boolean);
}

function person({ name, url, kind, about, count, also }) {
  const facts = [kind, `${count} ${count === 1 ? "briefing" : "briefings"}`].join(", ");
  const others = also.length && element("span", { class: "who-also" }, `also: ${also.slice(0, MOST_NAMES).join(", ")}`);
  const link = element("a", { href: url }, name);
  return element("p", { class: "who" }, link, " ", element("span", { class: "who-facts" }, facts), about && ` ${about}`, others);
}

export function debounced(wait, action) {
  let timer;
  return (...all) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...all), wait);
  };
}
