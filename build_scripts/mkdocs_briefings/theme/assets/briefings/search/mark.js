// Marks the words that a search result was found by: it leads to ?marked=words&marked=more.

const MOST_WORDS = 16; // and letters of each: engine.js puts fewer into an address
const MOST_LETTERS = 200;
const given = new URLSearchParams(location.search).getAll("marked").slice(0, MOST_WORDS)
  .filter((one) => one.trim() && one.length <= MOST_LETTERS);
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u; // no blanks around words
const words = given.map((one) => {
  const word = one.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  return UNSPACED.test(word) ? word : `(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`;
});
const wanted = new RegExp(words.join("|"), "giu");

function textsIn(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

function mark(text) {
  for (const { index, 0: word } of [...text.data.matchAll(wanted)].reverse()) {
    const found = text.splitText(index);
    found.splitText(word.length);
    const element = document.createElement("mark");
    element.className = "found";
    found.replaceWith(element);
    element.append(found);
  }
}

if (words.length) textsIn(document.querySelector("main")).forEach(mark);
