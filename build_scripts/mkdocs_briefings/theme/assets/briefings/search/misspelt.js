// Words of the index that are spelled a little like one that is not in it: one letter put in, left out, changed or
// swapped with the next; two from eight letters. One error leaves the beginning of a word right or its end; two leave its
// beginning, its middle or its end. So what has these letters is looked at. Where nothing is as near, words with another
// ending are: a form that stands in no text, of a word that does.

const [TWO_FROM, SHORTEST] = [8, 4]; // letters
const [MOST_FILES, MOST_OF_MIDDLE] = [5, 2]; // that are loaded for one of these
const [ALIKE, ENDING] = [2 / 3, 4]; // how much of a word another begins with; most letters that either has after it
const MOST = 8; // words that are looked at closer
const [MOST_NAMES, MOST_WRONG] = [4, 4]; // names that are offered, and wrong letters in them

/** The nearest words, all as near. */
export async function nearest(index, word) {
  const letters = [...word];
  if (letters.length < SHORTEST) return [];
  const most = letters.length < TWO_FROM ? 1 : 2;
  const words = (await Promise.all(intact(letters, most).map((some) => index.like(some, some.startsWith("=") ? MOST_OF_MIDDLE : MOST_FILES)))).flat();
  const near = [...new Set(words)].map((form) => ({ form, far: distance(word, form, most) }));
  const least = Math.min(...near.map(({ far }) => far));
  const best = least > most ? otherEndings(word, near) : near.filter(({ far }) => far === least);
  return best.map(({ form }) => form).sort().slice(0, MOST);
}

function otherEndings(word, near) {
  const close = near.map(({ form }) => ({ form, alike: alike(word, form) })).filter(({ form, alike }) =>
    alike >= ALIKE * word.length && Math.max(word.length, form.length) - alike <= ENDING);
  const most = Math.max(...close.map(({ alike }) => alike));
  return close.filter(({ alike }) => alike === most);
}

function alike(a, b) {
  let letters = 0;
  while (letters < a.length && a[letters] === b[letters]) letters++;
  return letters;
}

// What may be right of a word with so many errors. A letter too many or too few before its middle moves that by one.
function intact(letters, errors) {
  const size = Math.floor(letters.length / (errors + 1));
  const middle = Math.floor(letters.length / 2) - 1;
  const middles = errors > 1 ? [middle - 1, middle, middle + 1].map((at) => `=${letters.slice(at, -size).join("")}`) : [];
  return [`<${letters.slice(0, size).join("")}`, `>${letters.slice(-size).reverse().join("")}`, ...middles];
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
