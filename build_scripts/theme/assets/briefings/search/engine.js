// The only file in the browser that knows Pagefind; publish/search.py is its counterpart in the build.
//
//   prepare()
//   search(query, {filters, sort, limit, from, counts}) -> {total, results, filters}
//
// `filters` maps a filter to the values chosen: any of them within a filter, all filters together. `sort` is "date" or
// empty. A result is {url, top, title, line, date, summary, place, excerpt}: `url` leads to the section that matches
// best, `place` names it, `excerpt` is a list of {text, marked}. The counts in the answer say how many results each
// value of each filter would give.

const BASE = new URL("../../../", import.meta.url);
let loading;

/** Loads the engine ahead of the first question. Resolves when it is ready, rejects when it cannot be had. */
export function prepare() {
  loading ??= import(new URL("pagefind/pagefind.js", BASE)).then(async (engine) => {
    await engine.options({ baseUrl: BASE.pathname, excerptLength: 24 });
    await engine.init();
    return engine;
  });
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

export async function search(query, { filters = {}, sort = "", limit = 8, from = 0, counts = false } = {}) {
  const engine = await prepare();
  const words = query.trim() || null;
  const found = await ask(engine, words, filters, sort);
  const [shown, counted] = await Promise.all([
    Promise.all(found.results.slice(from, from + limit).map((one) => one.data())),
    counts ? countAll(engine, words, filters, found) : {},
  ]);
  return { total: found.results.length, results: shown.map((one) => result(one, words)), filters: counted };
}

async function ask(engine, words, filters, sort) {
  const chosen = Object.entries(filters).filter(([, values]) => values.length);
  const any = Object.fromEntries(chosen.map(([name, values]) => [name, { any: values }]));
  const newestFirst = sort === "date" || words === null;
  return engine.search(words, { filters: any, sort: newestFirst ? { date: "desc" } : {} });
}

// Within a filter values are alternatives, so its counts must not be narrowed by its own choice.
async function countAll(engine, words, filters, found) {
  await engine.filters();
  const all = { ...(await ask(engine, words, filters, "")).filters };
  for (const name of Object.keys(filters).filter((one) => filters[one].length)) {
    const others = { ...filters, [name]: [] };
    all[name] = (await ask(engine, words, others, "")).filters[name];
  }
  return all;
}

function result(data, words) {
  const best = words ? bestSection(data) : undefined;
  return {
    url: best?.url ?? data.url,
    top: data.url,
    title: data.meta.title,
    line: data.meta.line ?? "",
    date: data.meta.date ?? "",
    summary: data.meta.summary ?? "",
    place: best?.title ?? "",
    excerpt: words ? pieces(withoutHeading((best ?? data).excerpt, best?.title)) : [],
  };
}

// A match in an executive point says more than one in the list of sources.
function bestSection(data) {
  const weight = ({ anchor, weighted_locations: places }) => {
    const sum = places.reduce((total, place) => total + place.balanced_score, 0);
    if (anchor.id.startsWith("point:")) return sum * 2;
    return anchor.id === "head:sources" ? sum / 4 : sum;
  };
  const sections = data.sub_results.filter((one) => one.anchor?.id);
  return sections.sort((a, b) => weight(b) - weight(a))[0];
}

// The excerpt of a section's start repeats its heading, which is shown beside it.
function withoutHeading(excerpt, heading) {
  const start = `${heading}. `;
  return excerpt.startsWith(start) ? excerpt.slice(start.length) : excerpt;
}

// Excerpts come as HTML with <mark>; they are taken apart so that no HTML is ever put into the page.
function pieces(html) {
  return html.split(/(<mark>.*?<\/mark>)/s).filter(Boolean).map((piece) => ({
    text: plain(piece.replace(/^<mark>|<\/mark>$/g, "")),
    marked: piece.startsWith("<mark>"),
  }));
}

function plain(text) {
  const names = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", nbsp: "\u00a0" };
  return text.replace(/&(amp|lt|gt|quot|#39|#x27|nbsp);/g, (_, name) => names[name]);
}
