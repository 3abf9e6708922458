// What a result looks like, in the dialog and on the search page.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== "" && child !== undefined));
  return made;
}

export function lineOf(result) {
  const text = [result.date, result.line].filter(Boolean).join(" · ");
  return text && element("span", { class: "hit-line" }, text);
}

export function excerptOf(result, place = result.place && element("span", { class: "hit-place" }, result.place)) {
  const pieces = result.excerpt.map(({ text, marked }) => (marked ? element("mark", {}, text) : text));
  if (!pieces.length) return result.summary && element("span", { class: "hit-excerpt" }, result.summary);
  return element("span", { class: "hit-excerpt" }, place, ...pieces);
}

export function countOf(total, query) {
  const named = query ? ` for “${query}”` : "";
  if (!total) return `Nothing found${named}`;
  return `${total} ${total === 1 ? "briefing" : "briefings"}${named}`;
}

export function debounced(wait, action) {
  let timer;
  return (...all) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...all), wait);
  };
}
