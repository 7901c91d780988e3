// Elements, made in one expression: `h("p", { class: "help" }, "…")`. A text is always text, never markup.

let count = 0;

/** An id that no other element of the page has. */
export const uid = (stem) => `${stem}-${++count}`;

/** An element with attributes (`onclick` and the like take functions; false and null are left out) and what is in it. */
export function h(tag, attributes = {}, ...within) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...within.flat().filter((one) => one !== null && one !== undefined && one !== false && one !== ""));
  return element;
}

/** A button that never sends a form. */
export const button = (label, onclick, attributes = {}) => h("button", { type: "button", ...attributes, onclick }, label);

/** Whether a key belongs to an input method that is composing a letter: then it means nothing to the form. */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

/** `run`, at most once `wait` milliseconds after the last call; `.now()` runs what waits at once, `.stop()` drops it. */
export function later(run, wait) {
  let timer = 0, waiting = null;
  const call = (...all) => {
    waiting = all;
    clearTimeout(timer);
    timer = setTimeout(call.now, wait);
  };
  call.now = () => {
    clearTimeout(timer);
    const all = waiting;
    waiting = null;
    if (all) run(...all);
  };
  call.stop = () => {
    clearTimeout(timer);
    waiting = null;
  };
  return call;
}
