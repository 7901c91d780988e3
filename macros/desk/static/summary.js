// What is still wrong with a record, listed over its form once publishing was tried: each leads to where it is put right.

import { h, button } from "./form/dom.js";
import { sentence, TOP, whose } from "./api.js";

export class Summary {
  constructor(schema, folder, made, form) {
    Object.assign(this, { schema, folder, made, form });
    this.element = h("div", { class: "summary", tabindex: "-1", hidden: true });
  }

  /** `own`: problems of the record, as its form has them; `others`: those of records made on the way and of records that link to it. */
  tell(own, others, isWanted) {
    const rows = [
      ...own.map((problem) => (problem.place.length ? button(`${this.schema.named(this.folder, problem.place)}: ${problem.text}`, () => this.form.go(problem.place), { class: "offer" }) : problem.text)),
      ...others.map((problem) => this.elsewhere(problem)),
    ];
    this.element.hidden = !isWanted || !rows.length;
    this.element.replaceChildren(h("h2", {}, `Còn ${rows.length} chỗ cần sửa trước khi đăng`), h("ol", {}, rows.map((row) => h("li", {}, row))));
  }

  elsewhere(problem) {
    const key = whose(problem), inPlace = [...(problem.place.length ? [this.schema.named(problem.folder, problem.place)] : []), sentence(problem)].join(": ");
    return this.made.records.has(key)
      ? button(`${this.made.name(key)}: ${inPlace}`, () => this.made.edit(key), { class: "offer" })
      : h("a", { href: `${TOP}${problem.folder}/${problem.id}` }, `${problem.id}: ${inPlace}`);
  }

  /** Shows it, and has it read. */
  reach() {
    this.element.hidden = false;
    this.element.focus();
    this.element.scrollIntoView({ block: "start" });
  }
}
