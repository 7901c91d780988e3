// One line of text, and what is typed as a line but understood: numbers, dates, stretches of time, times of day.

import { h, button, isComposing } from "./dom.js";
import { Widget } from "./widget.js";
import { apart, readNumber, shownNumber } from "./numbers.js";
import { readDate, readPeriod, readTime, shownTime, typedDate, typedPeriod } from "./dates.js";

const EXAMPLES = {
  date: "19/8/2024, 8/2024, 2024",
  period: "2024, 6 tháng đầu năm 2024, đến 7/2023…",
  time: "14:30",
};

/** A line of text, or a word. */
export class Line extends Widget {
  constructor(form, field, slot, bare) {
    super(form, field, slot, bare);
    const isAddress = field.pattern && /^\^https/.test(field.pattern);
    this.control = h("input", {
      id: this.id, type: isAddress ? "url" : "text", autocomplete: "off", maxlength: field.longest || null, required: field.required && !bare,
      "aria-describedby": this.described, "aria-label": bare ? field.label : null, spellcheck: field.type === "line" ? null : "false",
      oninput: () => this.typed(), onkeydown: (event) => this.key(event), onpaste: (event) => this.paste(event),
    });
    this.framed(this.control);
    this.refresh();
  }

  refresh() {
    this.control.value = this.slot.value === undefined || this.slot.value === null ? "" : this.slot.value;
  }

  typed() {
    this.slot.value = this.control.value === "" ? undefined : this.control.value;
  }

  /** Several lines become one, with a space between their words; browsers would join these. */
  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\r\n]/.test(text.trim())) return;
    event.preventDefault();
    document.execCommand("insertText", false, text.trim().replace(/\s*[\r\n]+\s*/g, " "));
  }

  /** Enter never sends anything; in a list it goes on to the next item. */
  key(event) {
    if (event.key !== "Enter" || isComposing(event) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (this.onenter) this.onenter();
  }
}

const READ = {
  number: { read: readNumber, show: shownNumber },
  integer: { read: readWhole, show: (plain) => plain },
  date: { read: readDate, show: typedDate },
  period: { read: readPeriod, show: typedPeriod },
  time: { read: readTime, show: (plain) => (/^\d/.test(plain) ? plain : shownTime(plain).replace("buổi ", "")) },
};
function readWhole(text) {
  const number = readNumber(text);
  return number && number.plain.includes(".") ? { plain: null, hint: "Mục này chỉ nhận số nguyên" } : number;
}

const NO_NUMBER = "Chưa hiểu con số này. Viết như 33.786 hoặc 36,6";

/** A line that is understood. What isn't is kept as it was typed: the checker refuses it, so it is never lost nor silently wrong. */
export class Understood extends Line {
  constructor(form, field, slot, bare) {
    super(form, field, slot, bare);
    this.control.setAttribute("placeholder", EXAMPLES[field.type] || "");
    if (field.type === "number" || field.type === "integer") this.control.setAttribute("inputmode", field.type === "integer" ? "numeric" : "decimal");
    this.understand(this.control.value);
  }

  /** Whether the label says that it is in per cent, so that the sign may be written or not. */
  get isShare() {
    return this.field.label.includes("%");
  }

  refresh() {
    const { value } = this.slot;
    this.control.value = value === undefined || value === null ? "" : READ[this.field.type].show(String(value));
    this.understand(this.control.value);
  }

  typed() {
    const text = this.control.value.trim();
    const meant = this.understand(text);
    this.slot.value = text === "" ? undefined : meant && meant.plain ? meant.plain : text;
  }

  /** Says below how `text` is understood, and returns what is meant. */
  understand(text) {
    text = text.trim();
    if (this.isShare) text = text.replace(/\s*%$/, "");
    const meant = text ? READ[this.field.type].read(text) : null;
    const said = [];
    this.unclear = "";
    this.said.hidden = false;
    if (text && (!meant || !meant.plain)) {
      const parts = this.field.type === "number" || this.field.type === "integer" ? apart(text) : null;
      const fitting = parts && this.form.fitting(this.slot, this.field, parts);
      if (!fitting) this.unclear = (meant && meant.hint) || NO_NUMBER;
      said.push(fitting ? this.offer(parts, fitting) : this.unclear);
    } else if (meant && (meant.doubt || meant.shown !== text)) {
      said.push(`Hiểu là ${meant.shown}${meant.doubt ? `. ${meant.doubt}` : ""}`);
    }
    this.said.classList.toggle("said--unclear", Boolean(text && (!meant || !meant.plain)));
    this.said.replaceChildren(...said);
    return meant;
  }

  /** What isn't understood is said once, as a problem: how files write it is no help here. */
  tell(problems, all) {
    super.tell(problems, all);
    this.said.hidden = Boolean(this.unclear && this.faults.textContent.includes(this.unclear));
  }

  /** A button that puts the parts of `15/16 trường` where they belong. */
  offer(parts, told) {
    return button(`Tách thành: ${told}`, () => {
      this.form.put(this.slot, this.field, parts);
      this.refresh();
      this.focus();
    }, { class: "offer" });
  }
}
