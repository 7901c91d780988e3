// What every field of a form has: its label, its help, where its problems stand, and how to come to it.

import { h, uid } from "./dom.js";

/** A field in the form. What shows and changes its value is `control`, which a subclass makes with `this.id` and `this.described`. */
export class Widget {
  /** `form`: the form; `field`: what the schema says of it; `slot`: where its value stands; `bare`: whether its list labels it. */
  constructor(form, field, slot, bare = false) {
    Object.assign(this, { form, field, slot, bare });
    this.id = uid(field.name);
    this.faults = h("div", { class: "faults", id: `${this.id}-faults` });
    this.said = h("p", { class: "said", id: `${this.id}-said`, "aria-live": "polite" });
    this.help = field.help && !bare ? h("p", { class: "help", id: `${this.id}-help` }, field.help) : null;
    this.touched = false;
  }

  get described() {
    return [this.help && this.help.id, this.said.id, this.faults.id].filter(Boolean).join(" ");
  }

  /** The whole: `grouped` where several controls are one field. */
  framed(control, grouped = false) {
    const needed = this.field.required && !this.bare ? h("span", { class: "need" }, "bắt buộc") : null;
    const label = this.bare && !grouped ? null
      : grouped ? h("legend", { class: this.bare ? "unseen" : "label" }, this.field.label, needed && " ", needed)
      : h("label", { class: "label", for: this.id }, this.field.label, needed && " ", needed);
    this.element = h(grouped ? "fieldset" : "div", { class: `field field--${this.field.type}` }, label, this.help, control, this.said, this.faults);
    this.element.addEventListener("focusin", (event) => {
      if (!event.deskField) {
        event.deskField = this;
        this.form.entered(this);
      }
    });
    this.element.addEventListener("focusout", () => (this.touched = true));
    return this.element;
  }

  /** The widgets within, by their key. */
  within() {
    return new Map();
  }

  /** What gets the focus: the first control. */
  get first() {
    return this.element.querySelector("input:not([type=hidden]):not([disabled]), textarea, select, button, summary") || this.element;
  }

  focus() {
    this.first.focus();
  }

  /** Opens what hides the widget at a key. */
  open() {}

  /** Shows problems here: {what, todo}. A missing value is only told after the person was here, or when asked to be. */
  tell(problems, all) {
    const told = problems.filter((problem) => all || this.touched || !problem.missing);
    const text = told.map(({ judged, text, more }) =>
      h("p", { class: judged ? "advice" : null }, text, more ? [" ", h("a", { href: more, target: "_blank" }, "Nghĩa là gì?")] : null));
    if (this.faults.textContent !== text.map((one) => one.textContent).join("")) this.faults.replaceChildren(...text);
    const isWrong = told.some((problem) => !problem.judged);
    this.element.classList.toggle("field--fault", isWrong);
    this.mark(isWrong);
  }

  /** Tells the control itself whether something is wrong with it. */
  mark(isWrong) {
    const control = this.element.querySelector(`#${this.id}`);
    if (control) control.setAttribute("aria-invalid", String(isWrong));
  }

  /** Shows the value as it now stands in the record. */
  refresh() {}
}
