// What a result shows of a page: which words were found in it, where, and how near to each other.

const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const [BEFORE, AROUND] = [6, 26]; // pieces of an excerpt before its first mark, and all
const MOST_MARKED = 12; // words that are marked on the page
const [CLOSE, NEAR] = [16, 0.5]; // pieces between which words are close; what that adds, twice at most

/** A page with what of it was found: {text, title, sections, near}; `near` is from 1 to 2. */
export function seen(words, text, parts) {
  const look = (of) => hitsIn(words, of, parts, text.names);
  const title = { anchor: "", title: "", ...look(text.title) };
  const sections = text.sections.map(([anchor, heading, of]) => ({ anchor, title: heading, ...look(of) }));
  const all = [title, look(`${text.line} ${text.date}`), look(text.summary), ...sections];
  const close = (most) => Math.max(0, ...all.map(({ hits }) => together(hits, most))) / (parts.length || 1);
  return { text, title, sections, near: 1 + NEAR * (close(CLOSE) ** 2 + close(2 * parts.length) ** 2) };
}

/** Most parts that stand within so many pieces. */
const together = (hits, most) => hits.reduce((best, hit) => Math.max(best, within(hits, hit, most)), 0);
const within = (hits, first, most) => new Set(hits.filter((hit) => hit.start >= first.start && hit.at < first.start + most).map(({ part }) => part)).size;

/** The pieces of a text between blanks, and which of them parts of a query are: {part, start, at}, the first and the last. */
function hitsIn(words, text, parts, names) {
  const pieces = text.split(/\s+/).filter(Boolean);
  const forms = pieces.map((piece) => words.forms(piece));
  const flat = forms.flatMap((piece, at) => piece.words.map((form) => ({ form, at })));
  const hits = parts.flatMap((part) => (part.sequence ? rows(flat, part.sequence) : single(forms, part)).map((hit) => ({ part, ...hit })));
  const named = parts.some(({ ids }) => ids) ? namesIn(flat, names) : [];
  for (const part of parts.filter(({ ids }) => ids)) {
    for (const { ids, ...hit } of named) if (ids.some((id) => part.ids.includes(id))) hits.push({ part, ...hit });
  }
  return { pieces, hits: hits.sort((a, b) => a.at - b.at || a.start - b.start) };
}

function single(forms, { postings }) {
  const wanted = new Set(postings.flatMap((one) => one.forms));
  return forms.flatMap(({ all }, at) => ([...all].some((form) => wanted.has(form)) ? [{ start: at, at }] : []));
}

function rows(flat, sequence) {
  const found = [...flat.keys()].filter((at) => sequence.every((forms, more) => flat[at + more] && forms.has(flat[at + more].form)));
  return found.map((at) => ({ start: flat[at].at, at: flat[at + sequence.length - 1].at }));
}

// Names, and none that stands within a longer one.
function namesIn(flat, names) {
  const longest = names.map(([name, ids]) => ({ name: name.toLowerCase().split(" "), ids })).sort((a, b) => b.name.length - a.name.length);
  const found = [];
  for (let at = 0; at < flat.length; at++) {
    const one = longest.find(({ name }) => name.every((form, more) => flat[at + more]?.form === form));
    if (!one) continue;
    found.push({ ids: one.ids, start: flat[at].at, at: flat[at + one.name.length - 1].at });
    at += one.name.length - 1;
  }
  return found;
}

/** A result as the dialog and the page show it. */
export function result(words, { text, title, sections }, parts, base) {
  const best = sections.filter(({ hits }) => hits.length).sort((a, b) => weight(b) - weight(a))[0];
  const marked = [...new Set([title, ...sections].flatMap(({ pieces, hits }) => hits.map((hit) => bare(pieces, hit))))].filter(Boolean);
  const url = new URL(text.url, base).href;
  const given = marked.length ? `?${new URLSearchParams(marked.slice(0, MOST_MARKED).map((one) => ["marked", one]))}` : "";
  const others = parts.filter(({ ids }) => ids).map((part) => otherSpelling(words, part, best ? [best, ...sections] : sections));
  return {
    url: `${url}${given}${best?.anchor ? `#${best.anchor}` : ""}`,
    top: `${url}${given}`,
    title: text.title,
    line: text.line,
    date: text.date,
    summary: text.summary,
    place: best?.title ?? "",
    excerpt: best ? excerptOf(best) : [],
    also: [...new Set(others.filter(Boolean))],
  };
}

const bare = (pieces, { start, at }) => pieces.slice(start, at + 1).join(" ").replace(EDGES, "").replace(/['’]s$/, "");

// How a page spells a name that was typed in another way.
function otherSpelling(words, part, sections) {
  const section = sections.find(({ hits }) => hits.some((hit) => hit.part === part));
  if (!section) return undefined;
  const name = bare(section.pieces, section.hits.find((hit) => hit.part === part));
  const [a, b] = [` ${name.split(" ").flatMap((piece) => words.forms(piece).words).join(" ")} `, ` ${part.folded} `];
  return a.includes(b) || b.includes(a) ? undefined : name;
}

// A match in an executive point says more than one in the list of sources.
function weight({ anchor, hits }) {
  const sum = 4 * new Set(hits.map(({ part }) => part)).size + Math.log(1 + hits.length);
  return anchor === "head:sources" ? sum / 4 : anchor.startsWith("point:") ? sum * 1.5 : sum;
}

function excerptOf({ pieces, hits }) {
  const first = hits.reduce((best, hit) => (within(hits, hit, AROUND - BEFORE) > within(hits, best, AROUND - BEFORE) ? hit : best));
  const from = Math.max(0, Math.min(first.start - BEFORE, pieces.length - AROUND));
  const excerpt = [];
  const add = (text, marked) => {
    if (text && excerpt.at(-1)?.marked === marked) excerpt.at(-1).text += text;
    else if (text) excerpt.push({ text, marked });
  };
  for (let at = from; at < Math.min(pieces.length, from + AROUND); at++) {
    const [goesOn, wentOn] = [inside(hits, at, at + 1), inside(hits, at - 1, at)];
    const [, before, core, after] = pieces[at].match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
    const isHit = hits.some(({ start, at: end }) => start <= at && at <= end);
    add(before, wentOn);
    add(core, isHit);
    add(`${after} `, goesOn);
  }
  return excerpt;
}

const inside = (hits, from, to) => hits.some(({ start, at }) => start <= from && to <= at);
