// What a result shows of a page: which words were found in it, where, and how near to each other.

const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const END = /(?:[\p{L}\p{N}]{3}[.!?…]|[。！？۔؟।])["'”’»)\]]*$/u; // of a sentence; what is shorter may be short for something
const [BEFORE, AROUND, LONGEST] = [40, 170, 80]; // letters of an excerpt before its first mark, and all; and of a piece of it
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

/** The pieces of a text, its words, and where parts of a query are: {part, start, at}, the first and the last piece. */
function hitsIn(words, text, parts, names) {
  const pieces = [...text.matchAll(words.piece)].map(([, blank, piece]) => ({ blank: Boolean(blank), text: piece }));
  const placed = pieces.flatMap((_, at) => words.placed(pieces, at));
  const all = [...placed, ...pieces.flatMap(({ text: piece }, at) => [...words.forms(piece).all].map((form) => ({ form, start: at, at })))];
  const named = parts.some(({ ids }) => ids) ? namesIn(placed, names) : [];
  const hits = parts.flatMap((part) => {
    const forms = new Set(part.postings.flatMap((one) => one.forms));
    const found = part.sequences ? part.sequences.flatMap((sequence) => rows(placed, sequence)) : all.filter(({ form }) => forms.has(form));
    return [...found, ...named.filter(({ ids }) => ids.some((id) => part.ids?.includes(id)))].map(({ start, at }) => ({ part, start, at }));
  });
  return { pieces, placed, hits: hits.sort((a, b) => a.at - b.at || a.start - b.start) };
}

const stretch = (first, last) => ({ start: first.start, at: last.at });

function rows(placed, sequence) {
  const starts = [...placed.keys()].filter((at) => sequence.every((forms, more) => placed[at + more] && forms.has(placed[at + more].form)));
  return starts.map((at) => stretch(placed[at], placed[at + sequence.length - 1]));
}

// Names, and none that stands within a longer one.
function namesIn(placed, names) {
  const longest = names.map(([name, ids]) => ({ name: name.toLowerCase().split(" "), ids })).sort((a, b) => b.name.length - a.name.length);
  const found = [];
  for (let at = 0; at < placed.length; at++) {
    const one = longest.find(({ name }) => name.every((form, more) => placed[at + more]?.form === form));
    if (!one) continue;
    found.push({ ids: one.ids, ...stretch(placed[at], placed[at + one.name.length - 1]) });
    at += one.name.length - 1;
  }
  return found;
}

/** A result as the dialog and the page show it, given the address of its page. */
export function result(words, { text, title, sections }, parts, url) {
  const best = sections.filter(({ hits }) => hits.length).sort((a, b) => weight(b) - weight(a))[0];
  const marked = [...new Set([title, ...sections].flatMap(({ pieces, hits }) => hits.map((hit) => bare(pieces, hit))))].filter(Boolean);
  const given = marked.length ? `?${new URLSearchParams(marked.slice(0, MOST_MARKED).map((one) => ["marked", one]))}` : "";
  const others = parts.filter(({ ids }) => ids).map((part) => otherSpelling(part, best ? [best, ...sections] : sections));
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

const written = (pieces) => pieces.map(({ blank, text }) => (blank ? ` ${text}` : text)).join("");
const bare = (pieces, { start, at }) => written(pieces.slice(start, at + 1)).replace(EDGES, "").replace(/['’]s$/, "");

// How a page spells a name that was typed in another way.
function otherSpelling(part, sections) {
  const section = sections.find(({ hits }) => hits.some((hit) => hit.part === part));
  if (!section) return undefined;
  const hit = section.hits.find((one) => one.part === part);
  const forms = section.placed.filter(({ start, at }) => start >= hit.start && at <= hit.at).map(({ form }) => form);
  const [a, b] = [` ${forms.join(" ")} `, ` ${part.form} `];
  return a.includes(b) || b.includes(a) ? undefined : bare(section.pieces, hit);
}

// A match in an executive point says more than one in the list of sources.
function weight({ anchor, hits }) {
  const sum = 4 * new Set(hits.map(({ part }) => part)).size + Math.log(1 + hits.length);
  return anchor === "head:sources" ? sum / 4 : anchor.startsWith("point:") ? sum * 1.5 : sum;
}

function excerptOf({ pieces, hits }) {
  const first = hits.reduce((best, hit) => (within(hits, hit, CLOSE) > within(hits, best, CLOSE) ? hit : best));
  const [from, to] = around(pieces, first.start);
  const excerpt = [];
  const add = (text, marked) => {
    if (text && excerpt.at(-1)?.marked === marked) excerpt.at(-1).text += text;
    else if (text) excerpt.push({ text, marked });
  };
  if (from && !END.test(pieces[from - 1].text)) add(pieces[from].blank ? "…\u00a0" : "…", false);
  for (let at = from; at < to; at++) {
    const [goesOn, wentOn] = [inside(hits, at, at + 1), inside(hits, at - 1, at) && at > from];
    const [, before, core, after] = pieces[at].text.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
    if (pieces[at].blank && at > from) add(" ", wentOn);
    add(before, wentOn);
    add(core.length > LONGEST ? `${core.slice(0, LONGEST)}…` : core, hits.some(({ start, at: end }) => start <= at && at <= end));
    add(after, goesOn);
  }
  if (to < pieces.length && !END.test(pieces[to - 1].text)) add(pieces[to].blank ? "\u00a0…" : "…", false);
  return excerpt;
}

/** From which piece to before which other an excerpt reaches. */
function around(pieces, first) {
  const room = (from, to) => written(pieces.slice(from, to)).length;
  let [from, to] = [first, first + 1];
  while (from > 0 && room(from - 1, first) <= BEFORE) from--;
  while (to < pieces.length && room(from, to + 1) <= AROUND) to++;
  while (from > 0 && room(from - 1, to) <= AROUND) from--;
  return [from, to];
}

const inside = (hits, from, to) => hits.some(({ start, at }) => start <= from && to <= at);
