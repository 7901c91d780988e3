// Records that are made on the way, as a source that is cited for the first time: a form in the form, saved together with it.

import { h, button, isComposing, later } from "./form/dom.js";
import { copied, tidied } from "./form/schema.js";
import { Form } from "./form/form.js";
import { folded } from "./form/words.js";
import { api, whose } from "./api.js";
import { ask, dialog } from "./dialog.js";

export class Made {
  /**
   * `changed()` is called after each change, `typed()` after each that is still in a dialog; `whole(key, values)` gives what a check of
   * that record is sent with, those that it names among them; `form()` is that of the record itself.
   */
  constructor(schema, host, { changed, typed, whole, form }) {
    Object.assign(this, { schema, host, changed, typed, whole, form });
    this.records = new Map(); // key → {folder, values}
    this.open = []; // the dialogs, the outermost first: {folder, key, place, form}
    this.count = 0;
  }

  /** What is to be sent with `values`, {folder, id, values, base} each: those that they link to, or one of those does. */
  sent(values, without = null) {
    const wanted = new Set(), look = (text) => {
      for (const [key, record] of this.records) {
        if (wanted.has(key) || key === without || !text.includes(`"${key}"`)) continue;
        wanted.add(key);
        look(JSON.stringify(record.values));
      }
    };
    look(JSON.stringify(values));
    return [...this.records].filter(([key]) => wanted.has(key)).map(([id, { folder, values: own }]) => ({ folder, id, values: tidied(own).values, base: null }));
  }

  /** As it is kept in the browser, and back. */
  get kept() {
    return [...this.records];
  }
  set kept(records) {
    this.records = new Map(records);
    this.count = Math.max(this.count, ...[...this.records.keys()].map((key) => Number(key.slice(1)) || 0));
  }

  /** What stands in the dialogs that are open, as it is kept in the browser: `place` is where a new one was asked for. */
  get begun() {
    return this.open.map(({ form, ...one }) => ({ ...one, values: form.values }));
  }

  /** Opens the dialogs again that were open: the first from `form`, each further one from the one before. */
  async resume([one, ...further], form = this.form()) {
    if (!one) return;
    if (!one.place) {
      if (this.records.has(one.key)) await this.edit(one.key, one.values, further);
      return;
    }
    const widget = form.go(one.place);
    if (widget && widget.combobox) await widget.combobox.make({ ...one, further });
  }

  /** Those under these keys are records by now. */
  saved(keys) {
    for (const key of keys) this.records.delete(key);
  }

  /** Those of a folder whose name holds `text`, as a search gives them. */
  found(folder, text) {
    const wanted = folded(text);
    return [...this.records].filter(([key, one]) => one.folder === folder && folded(this.name(key)).includes(wanted)).map(([key]) => ({ id: key, name: this.name(key), hint: "chưa lưu" }));
  }

  name(key) {
    const { folder, values } = this.records.get(key);
    const named = this.schema.kinds[folder].named;
    return `${(named && values[named]) || this.schema.kinds[folder].noun} (mới)`;
  }

  /** Asks for a new record in a dialog, for the field at `place`; {id, name}, or null when it was not wanted after all. */
  async make(folder, name, place, begun = null) {
    const kind = this.schema.kinds[folder], key = begun ? begun.key : `+${this.count + 1}`;
    const values = kind.named && name ? { [/^https?:\/\//.test(name) && folder === "sources" ? "url" : kind.named]: name } : {};
    if (folder === "sources") values.kind = "article";
    this.count = Math.max(this.count, Number(key.slice(1)));
    if (!(await this.ask(folder, key, values, `Tạo ${kind.noun} mới`, place, begun))) return null;
    return { id: key, name: this.name(key) };
  }

  /** Opens one again, with `values` that were begun. */
  async edit(key, values = null, further = []) {
    const { folder, values: before } = this.records.get(key);
    const isChanged = await this.ask(folder, key, copied(before), `Sửa ${this.schema.kinds[folder].noun} mới`, null, values && { values, further });
    if (!isChanged) return;
    for (const form of [this.form(), ...this.open.map((one) => one.form)]) {
      form.named(folder, { id: key, name: this.name(key) });
      form.all().forEach((widget) => widget.field.link === folder && widget.refresh());
    }
  }

  /** Edits `values` in a dialog, and keeps them under `key` when it ends with Xong; `begun`: goes on with those, and with the dialogs within. */
  ask(folder, key, values, title, place, begun) {
    return new Promise((resolve) => {
      const said = h("p", { class: "faults", role: "status" });
      const before = JSON.stringify(tidied(values).values);
      const form = new Form(this.schema, folder, begun ? begun.values : values, { ...this.host, changed: () => (this.typed(), check()), entered: () => {} });
      const open = { folder, key, place, form };
      this.open.push(open);
      const problems = async () => {
        const told = await api.check([...this.whole(key, form.values), { folder, id: key, values: tidied(form.values).values }]);
        return told.problems.filter((problem) => whose(problem) === key);
      };
      let asked = false;
      const check = later(async () => {
        try {
          form.problems(await problems(), asked);
        } catch {
          // The banner of the window says it.
        }
      }, 350);
      const done = async () => {
        asked = true;
        said.textContent = "";
        let found = [];
        try {
          found = await problems();
        } catch (error) {
          if (!error.isGone) said.textContent = error.message;
        }
        const standing = form.problems(found, true);
        if (standing.length) {
          said.textContent = `Còn ${standing.length} chỗ cần sửa.`;
          form.go(standing[0].place);
          return;
        }
        end(true);
      };
      const think = async () => {
        if (JSON.stringify(tidied(form.values).values) === before || (await ask(`Bỏ những gì vừa viết ở ${this.schema.kinds[folder].noun} này?`, [], { act: "Bỏ" }))) end(false);
      };
      const end = (isKept) => {
        check.stop();
        this.open = this.open.filter((one) => one !== open);
        if (isKept) {
          this.records.set(key, { folder, values: form.values });
          this.changed();
        } else this.typed();
        shown.close();
        resolve(isKept);
      };
      const acts = [button("Xong", done, { class: "primary" }), button("Thôi", think, { class: "secondary" })];
      const shown = dialog(title, [h("p", { class: "help" }, "Được lưu cùng lúc với bản ghi đang viết."), form.element, said], acts, think);
      shown.element.addEventListener("keydown", (event) => {
        if (isComposing(event) || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        done();
      });
      const { named, first } = this.schema.kinds[folder];
      form.go([named && !values[named] ? named : first[1] || first[0]]);
      if (begun) this.resume(begun.further, form);
    });
  }
}
