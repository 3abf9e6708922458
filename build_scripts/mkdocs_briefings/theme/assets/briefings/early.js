// Runs before the page is painted: the choice of light or dark, and the helpers that Material's script and its
// plugins expect (names, storage keys and values are Material's, so that a choice holds on every page).
(() => {
  const { scope, palette } = document.currentScript.dataset;
  const base = new URL(scope, location);
  window.__md_scope = base;
  window.__md_hash = (text) => [...text].reduce((sum, c) => (sum << 5) - sum + c.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, from = base) => {
    try {
      return JSON.parse(storage.getItem(`${from.pathname}.${key}`));
    } catch {
      return null;
    }
  };
  window.__md_set = (key, value, storage = localStorage, from = base) => {
    try {
      storage.setItem(`${from.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // Without storage the choice lasts for this page.
    }
  };
  document.documentElement.classList.replace("no-js", "js");
  if (palette !== "free") return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const chosen = window.__md_get("__palette")?.color;
    const follow = !chosen?.scheme || chosen.media === "(prefers-color-scheme)";
    const scheme = follow ? (dark.matches ? "slate" : "default") : chosen.scheme;
    document.body.dataset.mdColorScheme = scheme;
  };
  dark.addEventListener("change", apply);
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    apply();
  }).observe(document.documentElement, { childList: true });
})();
