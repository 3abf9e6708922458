// Words of the index that are spelled a little like one that is not in it: one letter put in, left out, changed or
// swapped with the next; two from eight letters. An error leaves the beginning of a word right or its end, so what begins
// or ends alike is looked at.

const [TWO_FROM, SHORTEST] = [8, 4]; // letters
const MOST_FILES = 6; // that are loaded for the beginning, and for the end
const MOST = 16; // words that are looked at closer
const [MOST_NAMES, MOST_WRONG] = [4, 4]; // names that are offered, and wrong letters in them

/** The nearest words, the nearest first. */
export async function nearest(index, word) {
  const letters = [...word];
  if (letters.length < SHORTEST) return [];
  const most = letters.length < TWO_FROM ? 1 : 2;
  const alike = Math.floor(letters.length / (most + 1));
  const [shards, ending] = await Promise.all([
    index.shardsOf(letters.slice(0, alike).join(""), MOST_FILES),
    index.ending(letters.slice(-alike).join(""), MOST_FILES),
  ]);
  const beginning = shards.flatMap((shard) => [...shard.beginning(letters.slice(0, alike).join(""))].map(([form]) => form));
  const near = [...new Set([...beginning, ...ending])].map((form) => ({ form, far: distance(word, form, most) }));
  return near.filter(({ far }) => far <= most).sort((a, b) => a.far - b.far || (a.form < b.form ? -1 : 1)).slice(0, MOST);
}

/** The entities whose names are spelled a little like one of some words, the nearest first: what to offer where nothing is found. */
export async function namesLike(index, words) {
  const found = await Promise.all(words.map(async (word) => {
    const most = Math.min(MOST_WRONG, Math.floor([...word].length / 2));
    const shards = most ? await index.shardsOf(word.slice(0, 1), MOST_FILES) : [];
    const all = shards.flatMap((shard) => [...shard.entities]).map(([name, ids]) => ({ ids, far: farFrom(word, name, most) }));
    return all.filter(({ far }) => far <= most).sort((a, b) => a.far - b.far || (a.ids[0] < b.ids[0] ? -1 : 1));
  }));
  return [...new Set(found.flat().flatMap(({ ids }) => ids).map((id) => id.replace("!", "")))].slice(0, MOST_NAMES);
}

const farFrom = (word, name, most) => (name.startsWith(word) ? 0.5 : distance(word, name, most));

// Damerau and Levenshtein's. More than `most` is Infinity.
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let [older, before, row] = [[], [], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    [older, before, row] = [before, row, [i]];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return Infinity;
  }
  return row[b.length] <= most ? row[b.length] : Infinity;
}
