// What is written in the window of a record and not saved yet: kept at every letter, given back when the window is opened again.

import { button, later } from "./form/dom.js";
import { copied } from "./form/schema.js";
import { api } from "./api.js";
import { banner, moment } from "./dialog.js";
import { drop, keep, keptAt, rememberPlace, serverKey } from "./kept.js";

const MIRROR = 4000;

export class Keeping {
  constructor(editor) {
    this.editor = editor;
    this.mirrored = later(() => api.keepUnfinished(this.serverKey, this.kept).catch(() => {}), MIRROR);
  }

  get serverKey() {
    return serverKey(this.editor.key);
  }

  keep() {
    const { editor } = this, { folder, id, base, was, made, title } = editor;
    this.kept = { folder, id, base, values: editor.form.values, was, others: made.kept, begun: made.begun, place: editor.place || [], title, at: Date.now() };
    editor.say(keep(editor.key, this.kept) ? "Chưa lưu; đã giữ trong trình duyệt này" : "Chưa lưu; trình duyệt này không còn chỗ để giữ, hãy lưu bản nháp");
    this.mirrored();
    rememberPlace({ address: location.pathname + location.search, title, folder });
  }

  /** Throws away what is kept of it, here and at the server. */
  forget() {
    this.mirrored.stop();
    drop(this.editor.key);
    return api.dropUnfinished(this.serverKey).catch(() => {});
  }

  /** The record, whose key was `before`, has another id: what was typed goes on under that. */
  moved(before) {
    const kept = keptAt(before);
    if (kept) keep(this.editor.key, { ...kept, id: this.editor.id });
    drop(before);
  }

  /** What was typed before and not saved comes back by itself; the person can throw it away. */
  async resume() {
    const { editor } = this, { form, made } = editor;
    let kept = keptAt(editor.key);
    // What this browser had no room for is with the server alone.
    const there = (await api.unfinished().catch(() => ({ entries: [] }))).entries.find((one) => one.key === this.serverKey);
    if (there && !(kept && kept.at >= there.at)) kept = await api.unfinishedOne(this.serverKey).catch(() => kept);
    if (!kept) return;
    const isKnown = (folder) => Boolean(editor.schema.kinds[folder]); // by another version of the desk it may have been kept
    const begun = (kept.begun || []).filter(({ folder }) => isKnown(folder)), isChanged = JSON.stringify(kept.values) !== JSON.stringify(form.values);
    if (!isChanged && !begun.length) return void this.forget();
    const fresh = { base: editor.base, was: editor.was, values: copied(form.values) };
    made.kept = (kept.others || []).filter(([, { folder }]) => isKnown(folder));
    for (const key of made.records.keys()) form.named(made.records.get(key).folder, { id: key, name: made.name(key) });
    form.replace(kept.values);
    Object.assign(editor, { was: kept.was || editor.was, base: kept.base, isChanged });
    editor.titled();
    editor.actions.suit();
    banner(editor.banners, "kept", ["Đã đưa lại những gì bạn viết dở lúc ", moment(kept.at), ". ", button("Bỏ phần viết dở này", () => this.discard(fresh), { class: "offer" })]);
    editor.say("Chưa lưu; đã giữ trong trình duyệt này");
    if (editor.base !== fresh.base) editor.elsewhere.compare().then(() => made.resume(begun));
    else {
      if (kept.place && kept.place.length) form.go(kept.place);
      made.resume(begun);
    }
  }

  /** Back to the record as it was opened. */
  discard({ base, was, values }) {
    const { editor } = this;
    this.forget();
    editor.made.kept = [];
    Object.assign(editor, { base, was, isChanged: false });
    editor.form.replace(values);
    banner(editor.banners, "kept", null);
    editor.say("");
    editor.checked();
    editor.shown();
  }

  /** What the checker refuses, for so many `problems`, stays outside the records, for later. */
  async keepUnfinished(problems) {
    this.keep();
    try {
      await api.keepUnfinished(this.serverKey, { ...this.kept, problems });
      this.editor.say(`Đã giữ ở mục “Đang viết dở” của bàn làm việc; còn ${problems} chỗ cần sửa thì mới lưu vào dữ liệu được`);
    } catch (error) {
      if (error.isGone) this.editor.elsewhere.gone(error);
      else this.editor.say(`Đã giữ trong trình duyệt này; còn ${problems} chỗ cần sửa thì mới lưu vào dữ liệu được`);
    }
  }
}
