// The site on a disk, from which browsers load scripts but fetch nothing. It takes the place of search/host.js.

const HOME = new URL("../../../", import.meta.url);
const FOLDER = document.querySelector("[data-search-folder]")?.dataset.searchFolder ?? ""; // of a further language
const waiting = new Map();
const loaded = new Map();

// Each script of the index calls this with its name and what it holds.
globalThis.briefingsPack = (name, content) => waiting.get(name)?.(content);

function script(name) {
  if (!loaded.has(name)) loaded.set(name, insert(name));
  return loaded.get(name);
}

function insert(name) {
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    waiting.set(name, done);
    element.src = new URL(`${FOLDER}search/index/${name}.js`, HOME);
    element.addEventListener("error", () => {
      loaded.delete(name);
      failed(new Error(`search/index/${name}.js cannot be loaded`));
    });
    element.addEventListener("load", () => element.remove());
    document.head.append(element);
  });
}

/** What a file of the search index holds. */
export async function load(path) {
  const firsts = await script("firsts");
  const files = await script(String(firsts.findLastIndex((first) => first <= path)));
  if (!files[path]) throw new Error(`${path} is not in the index`);
  const bytes = Uint8Array.from(atob(files[path]), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
}

/** The whole address of a page, given as it is from the root of the site. */
export function addressOf(url) {
  const page = new URL(url, HOME);
  if (page.pathname.endsWith("/")) page.pathname += "index.html";
  return page.href;
}
