// Questions to the person, and the banners above the form.

import { h, button, isComposing, uid } from "./form/dom.js";

const opened = []; // the dialogs that are open, the innermost last

// By the key itself: pressed twice with nothing done between, Escape makes Chrome close a dialog whatever is said to its `cancel`.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || isComposing(event) || event.defaultPrevented || !opened.length) return;
  event.preventDefault();
  opened[opened.length - 1].left();
});

/** Shows a dialog: its title, what is told in it, its buttons; `left()` is called on Escape. {element, close} of it. */
export function dialog(title, told, acts, left, isWide = false) {
  const id = uid("dialog");
  const element = h("dialog", { class: isWide ? "dialog dialog--wide" : "dialog", "aria-labelledby": id }, h("div", { class: "dialog__body" }, h("h2", { id }, title), told), h("div", { class: "dialog__foot" }, acts));
  element.addEventListener("cancel", (event) => {
    event.preventDefault();
    left();
  });
  const one = { left };
  opened.push(one);
  document.body.append(element);
  element.showModal();
  return { element, close: () => {
    opened.splice(opened.indexOf(one), 1);
    element.close();
    element.remove();
  } };
}

/**
 * Asks in a dialog. Without `label` the answer is true; with it, what was typed; null where the person thinks better of it.
 * `act`: what the button that agrees says; without it there is nothing to agree to.
 */
export function ask(title, told, { label = null, value = "", help = "", act = null } = {}) {
  return new Promise((resolve) => {
    const id = uid("answer"), input = label && h("input", { id, type: "text", value, autocomplete: "off", "aria-describedby": `${id}-help` });
    const done = (answer) => {
      shown.close();
      resolve(answer);
    };
    const agree = () => done(input ? input.value.trim() || null : true);
    const field = input && h("div", { class: "field" }, h("label", { class: "label", for: id }, label), h("p", { class: "help", id: `${id}-help` }, help), input);
    const acts = [act && button(act, agree, { class: "primary" }), button(act ? "Thôi" : "Đóng", () => done(null), { class: "secondary" })];
    if (input) input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || isComposing(event)) return;
      event.preventDefault();
      agree();
    });
    const shown = dialog(title, [h("div", {}, told), field], acts, () => done(null));
    if (input) input.select();
  });
}

/** A moment as a person reads it: `14:05 ngày 19/8/2024`. */
export function moment(time) {
  const at = new Date(time), two = (number) => String(number).padStart(2, "0");
  return `${two(at.getHours())}:${two(at.getMinutes())} ngày ${at.getDate()}/${at.getMonth() + 1}/${at.getFullYear()}`;
}

/** Shows a banner of a name in place of the one before; nothing where `told` is null. */
export function banner(holder, name, told) {
  const old = holder.querySelector(`[data-banner="${name}"]`);
  if (!told) return old && old.remove();
  const made = h("div", { class: `banner banner--${name}`, "data-banner": name, role: "status" }, h("p", {}, told));
  if (old && old.textContent === made.textContent) return;
  if (old) old.replaceWith(made);
  else holder.append(made);
}
