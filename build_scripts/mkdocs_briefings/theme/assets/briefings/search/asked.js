// On the search page in Material's own frame: Material opens its search where the address has `?q=`, but the words are for
// this page. Its script looks once; this file runs before it, which takes them away, and after it, which puts them back.
(() => {
  const { dataset } = document.documentElement;
  if (dataset.asked) {
    history.replaceState(history.state, "", dataset.asked);
    delete dataset.asked;
  } else if (new URLSearchParams(location.search).has("q")) {
    dataset.asked = location.href;
    history.replaceState(history.state, "", location.pathname + location.hash);
  }
})();
