// The modules of the site in one classic script: `briefings pack` made it, for browsers load no modules from a disk.
(() => {
  "use strict";
  const folder = new URL("./", document.currentScript.src);
  const made = new Map();
  const modules = {
/* modules */
  };

  function need(name) {
    if (!made.has(name)) {
      made.set(name, {});
      modules[name](made.get(name), need, later, new URL(name, folder).href);
    }
    return made.get(name);
  }

  async function later(name) {
    return need(name);
  }

  need("site.js");
})();
