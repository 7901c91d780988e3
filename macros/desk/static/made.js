// Records that are made on the way, as a source that is cited for the first time: a form in the form, saved together with it.

import { h, button, isComposing, later } from "./form/dom.js";
import { copied, tidied } from "./form/schema.js";
import { Form } from "./form/form.js";
import { folded } from "./form/words.js";
import { api, whose } from "./api.js";
import { ask, dialog } from "./dialog.js";

export class Made {
  /** `changed()` is called after each change; `whole(key, values)` gives what a check of that record is sent with, those that it names among them. */
  constructor(schema, host, changed, whole) {
    Object.assign(this, { schema, host, changed, whole });
    this.records = new Map(); // key → {folder, values}
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

  /** Asks for a new record in a dialog; {id, name}, or null when it was not wanted after all. */
  async make(folder, name) {
    const kind = this.schema.kinds[folder], key = `+${this.count + 1}`;
    const values = kind.named && name ? { [/^https?:\/\//.test(name) && folder === "sources" ? "url" : kind.named]: name } : {};
    if (folder === "sources") values.kind = "article";
    this.count += 1;
    if (!(await this.ask(folder, key, values, `Tạo ${kind.noun} mới`))) return null;
    return { id: key, name: this.name(key) };
  }

  /** Opens one again. */
  async edit(key) {
    const { folder, values } = this.records.get(key);
    return this.ask(folder, key, copied(values), `Sửa ${this.schema.kinds[folder].noun} mới`);
  }

  /** Edits `values` in a dialog, and keeps them under `key` when it ends with Xong. */
  ask(folder, key, values, title) {
    return new Promise((resolve) => {
      const said = h("p", { class: "faults", role: "status" });
      const form = new Form(this.schema, folder, values, { ...this.host, changed: () => check(), entered: () => {} });
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
      const before = JSON.stringify(tidied(values).values);
      const think = async () => {
        if (JSON.stringify(tidied(form.values).values) === before || (await ask(`Bỏ những gì vừa viết ở ${this.schema.kinds[folder].noun} này?`, [], { act: "Bỏ" }))) end(false);
      };
      const end = (isKept) => {
        check.stop();
        if (isKept) {
          this.records.set(key, { folder, values: form.values });
          this.changed();
        }
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
    });
  }
}
