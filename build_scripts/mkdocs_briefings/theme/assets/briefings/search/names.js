// Names in a query, whatever the spelling: each part of a query that is a name means one entity or several namesakes.

const MOST_WORDS = 16; // of a name; a longer one is found by its words

/** The words of a query, each with what is between it and the one before, as parts; a name is one part. */
export async function withNames(index, words) {
  const parts = [];
  for (let at = 0; at < words.length; ) {
    const name = await longestAt(index, words, at);
    const length = name?.length ?? 1;
    parts.push(name ? joined(words.slice(at, at + length), name.ids) : words[at]);
    at += length;
  }
  return withGivenNames(index, parts);
}

function joined(words, ids) {
  const texts = words.map(({ text, before }, at) => (at ? before + text : text));
  return { text: texts.join(""), before: words[0].before, form: formOf(words), ids };
}

const formOf = (words) => words.filter(({ last }) => !last).map(({ form }) => form).join(" ");

async function longestAt(index, words, at) {
  const first = words[at].form;
  const shards = await Promise.all([index.shardOf(first), index.shardOf(`${first} \uffff`)]);
  for (let length = Math.min(MOST_WORDS, words.length - at); length > 0; length--) {
    const ids = shards.flatMap((shard) => shard.entities.get(formOf(words.slice(at, at + length))) ?? []);
    const meant = ids.filter((id) => !id.startsWith("!") || isAcronym(words, at)).map((id) => id.replace("!", ""));
    if (meant.length) return { length, ids: [...new Set(meant)] };
  }
}

// An acronym is one when it is written in capitals, or alone: "FIRST", but not "first strike".
const isAcronym = (words, at) => words.length === 1 || words[at].acronym;

// "Aliaksandr Lukashenko" mixes two spellings: the word beside a family name that is a name of the same person goes with
// it, and says which of several namesakes is meant.
async function withGivenNames(index, parts) {
  const kept = [];
  for (const part of parts) {
    const both = kept.length && (await together(index, kept.at(-1), part));
    if (both) kept.splice(-1, 1, both);
    else kept.push(part);
  }
  return kept;
}

// "KHAN, Navid" means the same as "Navid Khan", though there may be a Tariq Navid.
async function together(index, a, b) {
  const ids = new Set([...(await called(index, a, b.form)), ...(await called(index, b, a.form))]);
  return ids.size ? joined([a, b], [...ids]) : undefined;
}

async function called(index, { ids = [] }, word) {
  const people = await Promise.all(ids.map((id) => index.entity(id)));
  return ids.filter((_, at) => people[at].kind === "person" && people[at].spellings.some((name) => name.split(" ").includes(word)));
}
