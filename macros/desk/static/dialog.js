// Questions to the person, and the banners above the form.

import { h, button, isComposing, uid } from "./form/dom.js";

/**
 * Asks in a dialog. Without `label` the answer is true; with it, what was typed; null where the person thinks better of it.
 * `act`: what the button that agrees says; without it there is nothing to agree to.
 */
export function ask(title, told, { label = null, value = "", help = "", act = null } = {}) {
  return new Promise((resolve) => {
    const id = uid("dialog"), input = label && h("input", { id: `${id}-value`, type: "text", value, autocomplete: "off", "aria-describedby": `${id}-help` });
    const close = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const agree = () => close(input ? input.value.trim() || null : true);
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": id },
      h("div", { class: "dialog__body" }, h("h2", { id }, title), h("div", {}, told),
        input && h("div", { class: "field" }, h("label", { class: "label", for: input.id }, label), h("p", { class: "help", id: `${id}-help` }, help), input)),
      h("div", { class: "dialog__foot" }, act && button(act, agree, { class: "primary" }), button(act ? "Thôi" : "Đóng", () => close(null), { class: "secondary" })));
    if (input) input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || isComposing(event)) return;
      event.preventDefault();
      agree();
    });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(null);
    });
    document.body.append(dialog);
    dialog.showModal();
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
