// The site on a host: its files are fetched. In a packed site publish/pack/disk.js is in this place.

const HOME = new URL("../../../", import.meta.url);
const FOLDER = document.querySelector("[data-search-folder]")?.dataset.searchFolder ?? ""; // of a further language

/** What a file of the search index holds. */
export async function load(path, options) {
  const answer = await fetch(new URL(`${FOLDER}search/${path}.bin`, HOME), options);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
}

/** The whole address of a page, given as it is from the root of the site. */
export const addressOf = (url) => new URL(url, HOME).href;
