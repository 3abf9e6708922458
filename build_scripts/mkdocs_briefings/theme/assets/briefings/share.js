// Copies the address of a page or a citation of it; without this module both can be marked and copied by hand.
import { say } from "./say.js";

const SHOWN = 2000; // milliseconds

function wordsOf(element) {
  return element.href ?? element.textContent.replace(/\s+/g, " ").trim();
}

export function copier(button) {
  if (!navigator.clipboard) return;
  const label = button.textContent;
  const { lang } = button.closest("[lang]"); // that of the briefing
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(wordsOf(button.parentElement.querySelector("[data-copied]")));
      button.textContent = say("Copied", {}, lang);
    } catch {
      button.textContent = say("Not copied", {}, lang);
    }
    setTimeout(() => {
      button.textContent = label;
    }, SHOWN);
  });
  button.hidden = false;
}
