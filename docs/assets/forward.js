// On a page that has moved: leads on at once, with what stood behind `?` and `#` in the address, which the page's own `refresh`
// (for readers without scripts) would lose. Old browsers run it too.
"use strict";

(() => {
  const there = new URL(document.querySelector("link[rel=canonical]").href);
  there.search = location.search;
  if (location.hash) there.hash = location.hash;
  location.replace(there.href);
})();
