// A choice: radio buttons where there are few, else a list; and what is or isn't.

import { h } from "./dom.js";
import { Widget } from "./widget.js";

const FEW = 6;

export class Choice extends Widget {
  constructor(form, field, slot, bare) {
    super(form, field, slot, bare);
    this.radios = field.choices.length <= FEW;
    const none = field.required || field.default !== undefined ? [] : [{ value: "", label: "Không ghi" }];
    if (this.radios) {
      const options = [...none, ...field.choices].map((choice) =>
        h("label", { class: "option" }, h("input", { type: "radio", name: this.id, value: choice.value, "aria-describedby": this.described, onchange: () => this.chosen(choice.value) }), h("span", {}, choice.label)));
      this.framed(h("div", { class: "options" }, options), true);
    } else {
      const blank = h("option", { value: "" }, field.required ? "Chọn…" : "Không ghi");
      this.control = h("select", { id: this.id, "aria-describedby": this.described, "aria-label": bare ? field.label : null, required: field.required, onchange: () => this.chosen(this.control.value) },
        field.default === undefined ? blank : null, field.choices.map((choice) => h("option", { value: choice.value }, choice.label)));
      this.framed(this.control);
    }
    this.refresh();
  }

  get shown() {
    return this.slot.value === undefined || this.slot.value === null ? this.field.default || "" : this.slot.value;
  }

  refresh() {
    if (this.radios) for (const radio of this.element.querySelectorAll("input")) radio.checked = radio.value === this.shown;
    else this.control.value = this.shown;
  }

  chosen(value) {
    this.slot.value = value === "" || value === this.field.default ? undefined : value;
    this.form.chose(this);
  }

  get first() {
    return this.element.querySelector("input:checked") || super.first;
  }
}

export class Flag extends Widget {
  constructor(form, field, slot, bare) {
    super(form, field, slot, bare);
    this.control = h("input", { id: this.id, type: "checkbox", "aria-describedby": this.described, onchange: () => {
      this.slot.value = this.control.checked === Boolean(field.default) ? undefined : this.control.checked;
      this.form.chose(this);
    } });
    const label = h("label", { class: "option", for: this.id }, this.control, h("span", { class: "label" }, field.label));
    this.framed(label);
    this.element.firstChild.remove(); // the label stands behind the box
    this.element.insertBefore(label, this.element.firstChild);
    this.refresh();
  }

  refresh() {
    this.control.checked = this.slot.value === undefined || this.slot.value === null ? Boolean(this.field.default) : this.slot.value === true;
  }
}
