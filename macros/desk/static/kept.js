// What is typed and not saved yet, kept in this browser at every letter: through a crash, a closed window, a stopped server.

/** What was typed in another data folder, whose desk was at the same port, is not of this one. */
const OF = document.documentElement.dataset.of;
const PREFIX = `ban-lam-viec/${OF}/`;

/** Keeps what is typed under a key: {folder, id, base, values, was, others, place, at}. False where the browser has no room. */
export function keep(key, typed) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(typed));
    return true;
  } catch {
    return false;
  }
}

/** What is kept under a key; null where nothing is. */
export function keptAt(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

/** Under what the server keeps the same, also for another browser or port. */
export const serverKey = (key) => key.replace(/\//g, "--");

export const drop = (key) => localStorage.removeItem(PREFIX + key);

/** All that is kept, [{key, …}], the newest first. */
export function allKept() {
  const found = [];
  for (let number = 0; number < localStorage.length; number++) {
    const name = localStorage.key(number);
    if (!name.startsWith(PREFIX)) continue;
    const typed = keptAt(name.slice(PREFIX.length));
    if (typed && typed.folder) found.push({ key: name.slice(PREFIX.length), ...typed });
  }
  return found.sort((one, other) => other.at - one.at);
}

const LAST = `ban-lam-viec-cho-cuoi/${OF}`;

/** Where the person was last: {address, title, place}. */
export function lastPlace() {
  try {
    return JSON.parse(localStorage.getItem(LAST));
  } catch {
    return null;
  }
}

export function rememberPlace(place) {
  try {
    localStorage.setItem(LAST, JSON.stringify(place));
  } catch {
    // The start is then the desk's first page.
  }
}
