// The page for word from the wards: the forms of the sender and of an event or a model; one file with all of it to be sent by hand.
// Nothing leaves the device by itself. What is typed is kept in this browser until it has been sent, pictures too.

import { h, button, later } from "./dom.js";
import { Schema, isEmpty, tidied } from "./schema.js";
import { readDate, readTime } from "./dates.js";
import { Form } from "./form.js";
import { folded, shownSize, upper } from "./words.js";
import { reduced } from "./pictures.js";
import { zipped } from "./zip.js";

const SENDER = "sender";
const KEPT = `gui-tin ${new URL("..", import.meta.url).pathname}`; // another site of the same host has its own
const FOUND = 12;
const READERS = { date: readDate, time: readTime };

const plainName = (text) => folded(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);

/** The pictures of the slip: their blobs by name, kept with the typed text where the browser has a place for them. */
class Pictures {
  constructor(most) {
    this.most = most;
    this.blobs = new Map(); // name → {blob, thumb}
  }

  async store() {
    return globalThis.caches ? caches.open(KEPT) : null;
  }

  at(name) {
    return new URL(`kept/${name}`, import.meta.url).href;
  }

  async take(file, count) {
    if (count > this.most.pictures) throw new Error(`một tin gửi nhiều nhất ${this.most.pictures} ảnh`);
    const { blob, ending, width, height, thumb, note } = await reduced(file, this.most.bytes);
    const sum = [...this.blobs.values()].reduce((size, one) => size + one.blob.size, blob.size);
    if (sum > this.most.all - 1e6) throw new Error("các ảnh cộng lại quá lớn để gửi một lần");
    let number = 1;
    while ([...this.blobs.keys()].some((name) => name.startsWith(`anh-${number}.`))) number++;
    const name = `anh-${number}.${ending}`;
    this.blobs.set(name, { blob, thumb });
    const store = await this.store().catch(() => null);
    if (store) store.put(this.at(name), new Response(blob)).catch(() => {});
    return { file: name, width, height, bytes: blob.size, note };
  }

  /** Brings back those that the typed text names. */
  async bring(names) {
    const store = await this.store().catch(() => null);
    for (const name of names) {
      const response = store && (await store.match(this.at(name)));
      if (!response) continue;
      const blob = await response.blob();
      const { thumb } = await reduced(blob, this.most.bytes).catch(() => ({}));
      this.blobs.set(name, { blob, thumb });
    }
  }

  /** Keeps only those that are named. */
  only(names) {
    for (const name of [...this.blobs.keys()]) if (!names.includes(name)) this.blobs.delete(name);
  }

  forget() {
    this.blobs.clear();
    if (globalThis.caches) caches.delete(KEPT).catch(() => {});
  }
}

class Slip {
  constructor(told, place) {
    Object.assign(this, { told, place, schema: new Schema(told.forms), pictures: new Pictures(told.most), attempted: false });
    this.kinds = Object.keys(told.forms.kinds).filter((name) => name !== SENDER);
    this.names = {};
    for (const [folder, choices] of Object.entries(told.choices)) this.names[folder] = new Map(choices.map(([id, name]) => [id, name]));
    this.values = { [SENDER]: {} };
    for (const kind of this.kinds) this.values[kind] = {};
    this.kind = this.kinds[0];
    this.save = later(() => this.keep(), 300);
  }

  async open() {
    await this.bringBack();
    const unit = new URLSearchParams(location.search).get("unit");
    if (unit && this.names.units.has(unit) && !this.values[SENDER].unit) {
      this.values[SENDER].unit = unit;
      this.sameUnit(unit);
    }
    this.draw();
    addEventListener("pagehide", () => this.save.now());
  }

  async bringBack() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(KEPT));
    } catch {
      // nothing that can be read
    }
    if (!kept || !kept.values) return;
    for (const name of [SENDER, ...this.kinds]) if (kept.values[name]) this.values[name] = kept.values[name];
    if (this.kinds.includes(kept.kind)) this.kind = kept.kind;
    await this.pictures.bring(this.kinds.flatMap((kind) => this.filesOf(kind)));
    for (const kind of this.kinds) {
      for (const picture of this.values[kind].pictures || []) if (!this.pictures.blobs.has(picture.file)) delete picture.file;
    }
    this.broughtBack = [SENDER, ...this.kinds].some((name) => !isEmpty(this.values[name]));
  }

  filesOf(kind) {
    return (this.values[kind].pictures || []).map((picture) => picture.file).filter(Boolean);
  }

  keep() {
    try {
      localStorage.setItem(KEPT, JSON.stringify({ kind: this.kind, values: this.values, at: Date.now() }));
    } catch {
      this.said.textContent = "Trình duyệt này không còn chỗ để giữ phần đang viết; xin gửi trước khi đóng trang.";
    }
  }

  draw() {
    const choices = this.kinds.map((kind) => button(upper(this.schema.kinds[kind].noun), () => this.choose(kind), { class: "secondary slip__kind", "data-kind": kind }));
    this.chooser = this.kinds.length > 1 ? h("div", { class: "form", role: "group", "aria-label": "Tin về" }, h("span", { class: "label" }, "Tin về"), choices) : null;
    this.said = h("p", { class: "said", role: "status" });
    this.faults = h("div", { class: "slip__faults", role: "alert" });
    this.ready = h("div", { class: "slip__ready", tabindex: "-1", hidden: true });
    this.record = h("div");
    this.sender = this.form(SENDER);
    this.back = this.broughtBack ? h("p", { class: "slip__back" }, "Đã đưa lại phần viết lần trước. ", button("Xóa, viết tin mới", () => this.forget(), { class: "offer" })) : null;
    this.choose(this.kind);
    this.place.replaceChildren(...[this.back, this.chooser, this.record, this.sender.element,
      h("div", { class: "form slip__end" }, button("Tạo tệp để gửi", () => this.finish(), { class: "primary" }), this.said, this.faults), this.ready].filter(Boolean));
  }

  form(kind) {
    return new Form(this.schema, kind, this.values[kind], {
      find: async (folder, text) => this.find(folder, text),
      names: async (folder, ids) => Object.fromEntries(ids.filter((id) => this.names[folder].has(id)).map((id) => [id, this.names[folder].get(id)])),
      upload: (file) => this.pictures.take(file, (this.values[kind].pictures || []).length),
      media: (name) => (this.pictures.blobs.get(name) || {}).thumb,
      changed: (place) => this.changed(kind, place),
    });
  }

  choose(kind) {
    this.kind = kind;
    this.event = this.form(kind);
    this.record.replaceChildren(this.event.element);
    if (this.chooser) for (const choice of this.chooser.querySelectorAll("[data-kind]")) choice.setAttribute("aria-pressed", String(choice.dataset.kind === kind));
    this.save();
  }

  /** At most a dozen whose name, or a name of before, has all words; those whose name begins so first. */
  find(folder, text) {
    const words = folded(text).split(/[^a-z0-9]+/).filter(Boolean);
    const ranked = [];
    for (const [place, [id, name, above, before]] of this.told.choices[folder].entries()) {
      const own = folded(name), all = `${own} ${folded(before || "")} ${id}`;
      if (!words.every((word) => all.includes(word))) continue;
      const isOwn = words.every((word) => own.split(/[^a-z0-9]+/).includes(word));
      ranked.push({ rank: isOwn ? 0 : words.every((word) => own.includes(word)) ? 1 : 2, place, id, name, hint: before ? `trước là ${before}` : above || "" });
    }
    return ranked.sort((one, other) => one.rank - other.rank || one.place - other.place).slice(0, FOUND);
  }

  changed(kind, place) {
    this.ready.hidden = true;
    if (kind === SENDER && place[0] === "unit" && this.values[SENDER].unit) this.sameUnit(this.values[SENDER].unit);
    if (this.attempted) this.check();
    this.save();
  }

  /** What happens in the wards mostly happens in the sender's; what was filled in so follows when that is corrected. */
  sameUnit(unit) {
    for (const [kind, name, value] of [["events", "unit", unit], ["models", "units", [unit]]]) {
      const values = this.values[kind], written = values ? [values[name]].flat().filter(Boolean) : [];
      if (values && written.every((one) => one === this.filled)) this.values[kind] = { ...values, [name]: value };
    }
    this.filled = unit;
    if (this.event) this.event.replace(this.values[this.kind]);
  }

  /** What is missing or not understood in a part, [{place, what}]. */
  lacking(part, values, place = []) {
    const found = [];
    for (const field of this.schema.fields(part).values()) {
      const value = values[field.name], at = [...place, field.name];
      const isAsked = !field.when || field.when.values.includes(values[field.when.field]);
      if (isEmpty(value)) {
        const [inner, ...others] = field.part && !field.many ? this.schema.parts[field.part].first : [];
        if (field.required && isAsked) found.push({ place: inner && !others.length ? [...at, inner] : at, what: "mục này cần ghi" });
      } else if (field.part) {
        for (const [number, one] of (Array.isArray(value) ? value : [value]).entries()) {
          if (!isEmpty(one)) found.push(...this.lacking(field.part, one, Array.isArray(value) ? [...at, number] : at));
        }
      } else if (field.link && ![value].flat().every((id) => this.names[field.link].has(id))) {
        found.push({ place: at, what: "không còn trong danh sách. Chọn lại" }); // written before the units changed
      } else if (READERS[field.type] && !(READERS[field.type](String(value)) || {}).plain) {
        found.push({ place: at, what: field.type === "date" ? "chưa hiểu ngày này. Viết như 19/8/2026" : "chưa hiểu giờ này. Viết như 14:30" });
      }
    }
    return found;
  }

  check() {
    let count = 0, first = null;
    for (const form of [this.event, this.sender]) {
      const standing = form.problems(this.lacking(form.kind.part, tidied(form.values).values), true);
      count += standing.length;
      if (standing.length && !first) first = () => form.go(standing[0].place);
    }
    this.faults.textContent = count ? `Còn ${count} mục cần ghi, được nói rõ ở từng mục.` : "";
    return first;
  }

  async finish() {
    this.attempted = true;
    this.ready.hidden = true;
    const first = this.check();
    if (first) return first();
    this.pictures.only(this.kinds.flatMap((kind) => this.filesOf(kind)));
    const now = new Date(), values = tidied(this.values[this.kind]).values, sender = tidied(this.values[SENDER]).values;
    const slip = { phieu: this.told.version, site: this.told.site, made: now.toISOString(), kind: this.kind, sender, values };
    const files = [
      { name: "doc-toi.txt", blob: new Blob([`\ufeff${this.words(slip, now).join("\r\n")}\r\n`]) },
      { name: "phieu.json", blob: new Blob([JSON.stringify(slip, null, 1)]) },
      ...this.filesOf(this.kind).map((name) => ({ name, blob: this.pictures.blobs.get(name).blob })),
    ];
    const where = plainName(this.names.units.get(sender.unit) || "");
    const mark = [...crypto.getRandomValues(new Uint8Array(2))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    this.offer(await zipped(files, now), `tin-${where}-${now.toISOString().slice(0, 10)}-${mark}.zip`);
  }

  /** What stands in the file, for people. */
  words({ kind, sender, values }, now) {
    const lines = [`Tin gửi trang “${this.told.site}”`, `Nơi nhận: ${this.told.office}`, `Viết xong lúc ${now.toLocaleString("vi-VN")}`, ""];
    const tell = (part, told, indent) => {
      for (const field of this.schema.fields(part).values()) {
        const value = told[field.name];
        if (isEmpty(value)) continue;
        const items = Array.isArray(value) ? value : [value];
        if (!field.part) lines.push(`${indent}${field.label}: ${items.map((one) => this.schema.shown(field, one, (folder, id) => this.names[folder].get(id))).join("; ")}`);
        else if (this.schema.fields(field.part).size === 1) lines.push(...items.map((one) => `${indent}${field.label}: ${Object.values(one)[0]}`));
        else for (const [number, one] of items.entries()) {
          lines.push(`${indent}${field.label} ${number + 1}`);
          tell(field.part, one, `${indent}   `);
        }
      }
    };
    for (const [name, told] of [[kind, values], [SENDER, sender]]) {
      lines.push(this.schema.kinds[name].noun.toUpperCase());
      tell(this.schema.kinds[name].part, told, "");
      lines.push("");
    }
    return [...lines, "Tệp này do trang Gửi tin tạo ra. Nơi nhận mở nó ở bàn làm việc, mục “Tin gửi đến”."];
  }

  offer(blob, name) {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = URL.createObjectURL(blob);
    const file = new globalThis.File([blob], name, { type: "application/zip" });
    const canShare = Boolean(navigator.canShare && navigator.canShare({ files: [file] }));
    const share = canShare ? button("Gửi bằng Zalo, thư…", () => navigator.share({ files: [file], title: "Tin từ cơ sở" }).catch(() => {}), { class: "primary" }) : null;
    this.ready.replaceChildren(h("h2", {}, "Tệp đã sẵn sàng, chưa gửi đi đâu"),
      h("p", {}, `${name} (${shownSize(blob.size)})`),
      h("p", { class: "form slip__acts" }, share, share ? " " : null, h("a", { href: this.address, download: name, class: share ? "secondary" : "primary" }, "Tải tệp về máy")),
      h("p", {}, "Gửi tệp này, nguyên như vậy, tới nơi nhận ghi ở đầu trang: trong Zalo chọn biểu tượng đính kèm, rồi Tài liệu; trong thư thì đính kèm."),
      h("p", { class: "form" }, button("Đã gửi, xóa phần viết trên máy này", () => this.forget(), { class: "offer" })));
    this.ready.hidden = false;
    this.ready.focus();
  }

  /** Nothing of it is left on this device. */
  forget() {
    this.save.stop();
    this.pictures.forget();
    localStorage.removeItem(KEPT);
    for (const name of Object.keys(this.values)) this.values[name] = {};
    Object.assign(this, { attempted: false, broughtBack: false, event: null });
    this.draw();
    this.save.stop();
    this.said.textContent = "Đã xóa phần viết trên máy này.";
    this.said.scrollIntoView({ block: "center" });
  }
}

async function start(place) {
  const response = await fetch(place.dataset.form);
  if (!response.ok) throw new Error(String(response.status));
  await new Slip(await response.json(), place).open();
}

for (const place of document.querySelectorAll("[data-slip]")) {
  start(place).catch(() => (place.textContent = "Chưa mở được biểu mẫu. Xin tải lại trang khi có mạng, hoặc gửi thẳng tới nơi nhận ghi ở trên."));
}
