// On pages of the preview: loads the page anew when the site has changed. Only of the window that is seen: a browser has few
// connections to one server, and windows left open would take them all.

import { api } from "./api.js";

let stream = null, first = null;

function listen() {
  if (document.hidden) {
    if (stream) stream.close();
    stream = null;
  } else if (!stream) {
    stream = api.events(({ number }) => {
      if (first === null) first = number;
      else if (number !== first) location.reload();
    });
  }
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => stream && stream.close());
listen();
