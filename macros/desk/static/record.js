// The window in which one record is written: the form, what is wrong with it, the page as it will be, and what is done with it.

import { h, button, later } from "./form/dom.js";
import { filesOf } from "./form/file.js";
import { copied, tidied } from "./form/schema.js";
import { Form } from "./form/form.js";
import { upper } from "./form/words.js";
import { Actions } from "./actions.js";
import { api, Refused, sentence, TOP, whose } from "./api.js";
import { pasteArticle } from "./article.js";
import { banner, moment } from "./dialog.js";
import { Elsewhere } from "./elsewhere.js";
import { Keeping } from "./keeping.js";
import { rememberPlace } from "./kept.js";
import { Made } from "./made.js";
import { Page } from "./page.js";
import { reviewOf } from "./review.js";
import { asNew, keysOf, merged, NEW } from "./sent.js";
import { Summary } from "./summary.js";

/** Sends a file; what is wrong with it is said in the checker's words. */
const upload = (file) => api.upload(file).catch((error) => {
  throw error.problems && error.problems.length ? new Error(error.problems.map(sentence).join(" ")) : error;
});
const PAUSE = 300, LIVE = 300;

export class Editor {
  constructor(schema, folder, id) {
    Object.assign(this, { schema, folder, kind: schema.kind(folder) });
    this.id = id === NEW ? null : id;
    this.base = null;
    this.attempted = false;
    this.elsewhere = new Elsewhere(this);
    this.keeping = new Keeping(this);
  }

  /** The id under which the record is sent: a new one gets its own when it is saved. */
  get sentId() {
    return this.id || NEW;
  }

  get key() {
    return this.id ? `${this.folder}/${this.id}` : `${this.folder}/${NEW}${this.fresh}`;
  }

  get address() {
    return `${TOP}${this.key.split("/").map(encodeURIComponent).join("/").replace("%2B", "+")}`;
  }

  async open(query) {
    let values = {};
    if (this.id) {
      const record = await api.record(this.folder, this.id);
      this.moved(record.id);
      values = record.values;
      this.base = record.base;
      this.file = record.file;
      await this.call();
    } else {
      this.fresh = query.get("giu") || Date.now().toString(36);
      for (const [name, value] of query) {
        const field = this.schema.fields(this.kind.part).get(name);
        if (field) values[name] = field.many ? [value] : value;
      }
      if (query.get("like") && this.kind.taken) Object.assign(values, await this.begunLike(query.get("like")));
      history.replaceState(null, "", `${TOP}${this.folder}/+?giu=${this.fresh}`);
    }
    this.was = copied(values);
    this.draw(values);
    await this.keeping.resume();
    this.elsewhere.listen();
    rememberPlace({ address: location.pathname + location.search, title: this.title, folder: this.folder });
    this.checked();
    this.shown();
    this.review.fill();
  }

  /** What a record begins with that is made after another: how it is done, without the sources, which tell of the other place. */
  async begunLike(id) {
    const other = await api.record(this.folder, id);
    const unsourced = (value) => (Array.isArray(value) ? value.map(unsourced) : value && typeof value === "object" ? { ...value, source: undefined } : value);
    const taken = this.kind.taken.filter((name) => name in other.values).map((name) => [name, unsourced(other.values[name])]);
    return copied({ ...Object.fromEntries(taken), follows: { model: other.id } });
  }

  /** It may have got another id elsewhere. */
  moved(id) {
    if (id === this.id) return;
    const before = this.key;
    this.id = id;
    this.keeping.moved(before);
    this.elsewhere.moved();
    history.replaceState(null, "", this.address);
  }

  /** Asks what it is called, where no field says it, as with results, which are called by where and when. */
  async call() {
    if (!this.kind.named && !this.isSite) this.called = (await api.names(this.folder, [this.id]).catch(() => ({})))[this.id];
  }

  get title() {
    const named = this.kind.named && this.form.values[this.kind.named];
    return named || (this.id ? this.called || this.id : `${this.noun} mới`);
  }

  /** What the record is, as a sentence begins. */
  get noun() {
    return upper(this.kind.noun);
  }

  get isSite() {
    return this.folder === "site";
  }

  get isToCome() {
    return this.form.values.publish_on > new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10);
  }

  get isDraft() {
    return this.form.values.draft === true;
  }

  draw(values) {
    const host = {
      find: async (folder, text, day) => [...this.made.found(folder, text), ...(await api.find(folder, text, day))], names: api.names, upload, media: api.media, changed: (place) => this.changed(place), entered: (place) => this.entered(place),
      make: (...asked) => this.made.make(...asked),
      offers: (folder, id) => (this.made.records.has(id) ? [button("Sửa", () => this.made.edit(id), { class: "tool", "aria-label": `Sửa: ${this.made.name(id)}` })] : []),
    };
    this.made = new Made(this.schema, host, {
      changed: () => this.changed([]), typed: () => this.typed(), form: () => this.form,
      whole: (key, values) => [this.record, ...this.made.sent([this.form.values, values], key)],
    });
    this.form = new Form(this.schema, this.folder, values, host);
    this.page = new Page((signal) => api.page(this.records, [this.folder, this.sentId], signal), (place) => this.form.go(this.tidy.origin(place)));
    this.page.element.hidden = this.isSite;
    this.checked = later(() => this.check(), PAUSE);
    this.shown = later(() => this.page.update(), LIVE);
    this.state = h("p", { class: "state", role: "status" });
    this.banners = h("div", { class: "banners" });
    this.summary = new Summary(this.schema, this.folder, this.made, this.form);
    this.heading = h("h1", {}, "");
    const view = (which, label) => button(label, () => this.view(which), { class: "tool", "aria-pressed": String(which === "form"), "data-view": which });
    this.views = h("div", { class: "views", role: "group", "aria-label": "Đang xem" }, view("form", "Soạn"), view("page", "Xem trang"));
    this.review = reviewOf(this.folder, () => !this.isSite && this.id, () => this.elsewhere.look(), () => this.isSaid || this.say(""));
    this.actions = new Actions(this, () => pasteArticle(this.schema, this.form));
    this.element = h("div", { class: "editor", "data-view": "form" },
      h("a", { class: "skip", href: "#bieu-mau" }, "Tới biểu mẫu"),
      h("header", { class: "top" }, h("a", { href: TOP, class: "home" }, "Bàn làm việc"), h("div", { class: "top__title" }, this.heading, this.state), this.views, this.actions.element),
      this.banners, this.review.element,
      h("div", { class: "columns" }, h("nav", { class: "side", "aria-label": "Các phần của biểu mẫu" }, this.parts()),
        h("main", { class: "main", id: "bieu-mau", tabindex: "-1" }, this.summary.element, this.form.element), this.page.element));
    addEventListener("dragover", (event) => [...event.dataTransfer.types].includes("Files") && event.preventDefault());
    addEventListener("drop", (event) => this.dropped(event, event.dataTransfer));
    addEventListener("paste", (event) => document.activeElement === document.body && this.dropped(event, event.clipboardData));
    addEventListener("beforeunload", () => this.checked.stop());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" ? this.elsewhere.look() : this.keeping.mirrored.now());
    this.titled();
    this.say("");
  }

  /** The jump list: on a wide screen always open. */
  parts() {
    const wide = matchMedia("(min-width: 75em)");
    const parts = h("details", { class: "parts", open: wide.matches }, h("summary", {}, "Các phần của biểu mẫu"), this.form.nav);
    wide.addEventListener("change", () => (parts.open = wide.matches));
    parts.addEventListener("click", (event) => !wide.matches && event.target.closest("button") && (parts.open = false));
    return parts;
  }

  view(which) {
    this.element.dataset.view = which;
    for (const tool of this.views.children) tool.setAttribute("aria-pressed", String(tool.dataset.view === which));
    if (which === "page") this.shown.stop(), this.page.update().then(() => this.page.fit());
  }

  titled() {
    this.heading.textContent = this.title;
    document.title = `${this.title} – Bàn làm việc`;
  }

  /** Files that fall beside every field: pictures of the record, where it has some; else nothing, not even the browser's own page. */
  dropped(event, transfer) {
    const files = filesOf(transfer);
    if (event.defaultPrevented || !files.length) return;
    event.preventDefault();
    const pictures = this.schema.fields(this.kind.part).has("pictures") && !document.querySelector("dialog[open]") && this.form.go(["pictures"], false);
    if (pictures && pictures.take) pictures.take(files);
  }

  get record() {
    this.tidy = tidied(this.form.values);
    return { folder: this.folder, id: this.sentId, values: this.tidy.values, base: this.base };
  }

  get records() {
    return [this.record, ...this.made.sent(this.form.values)];
  }

  /** After each change: kept at once, checked and shown after a pause. */
  changed() {
    this.isChanged = true;
    this.keeping.keep();
    this.titled();
    this.checked();
    this.shown();
  }

  /** After each change of a record that is made on the way: kept too, as long as there is anything to keep. */
  typed() {
    if (this.isChanged || this.made.open.length) return this.keeping.keep();
    this.keeping.forget();
    this.say("");
  }

  entered(place) {
    this.place = place;
    this.tidy = tidied(this.form.values);
    const sent = this.tidy.sent(place);
    if (sent) this.page.mark(sent);
  }

  /** What was done last; where there is nothing to say, what this record is. */
  say(text) {
    this.isSaid = Boolean(text);
    this.state.textContent = text || `${this.noun}, ${this.id ? (this.review.state || (this.isDraft ? "bản nháp" : "đã đăng")) : "chưa lưu"}`;
  }

  async check() {
    if (this.checking) this.checking.abort();
    const checking = (this.checking = new AbortController());
    try {
      const { problems } = await api.check(this.records, checking.signal);
      if (checking.signal.aborted) return;
      this.elsewhere.here();
      this.told(problems);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error.isGone) this.elsewhere.gone(error);
      else this.say(error.message);
    }
  }

  /** Shows problems at their fields, and above all of them once publishing was tried; what a person has to judge beside them. */
  told(problems) {
    const ours = (problem) => problem.folder === this.folder && (whose(problem) === this.sentId || !whose(problem));
    const standing = this.form.problems(problems.filter(ours), this.attempted);
    const others = problems.filter((problem) => !ours(problem) && !problem.judged);
    this.summary.tell(standing.filter((problem) => !problem.judged), others, this.attempted);
  }

  async save(asDraft) {
    if (this.saving) {
      this.again = asDraft;
      return;
    }
    this.saving = true;
    this.again = null;
    this.checked.stop();
    const was = this.form.values.draft;
    if (asDraft) this.form.values.draft = true;
    else delete this.form.values.draft;
    this.say("Đang lưu…");
    const sent = this.records;
    try {
      await this.saved(await api.save(sent.map(asNew)), sent[0].values, asDraft);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (was === undefined) delete this.form.values.draft;
      else this.form.values.draft = was;
      await this.refused(error, asDraft);
    } finally {
      this.saving = false;
    }
    if (this.again !== null && this.isChanged) await this.save(this.again);
  }

  /** After a save of the values that were `sent`: what was written in the form meanwhile stays, and is still to be saved. */
  async saved({ saved }, sent, asDraft) {
    const [mine] = saved, isNew = !this.id, ids = keysOf(saved);
    this.keeping.forget();
    Object.assign(this, { id: mine.id, base: mine.base, attempted: false });
    for (const [key, id] of ids) if (this.made.records.has(key)) this.form.named(this.made.records.get(key).folder, { id, name: this.made.name(key).replace(/ \(mới\)$/, "") });
    banner(this.banners, "kept", null);
    banner(this.banners, "refused", null);
    this.elsewhere.tell(this.base);
    if (isNew) {
      history.replaceState(null, "", this.address);
      this.elsewhere.listen();
    }
    await this.reload(sent, ids);
    if (!this.isChanged) this.made.kept = [];
    if (this.made.open.length) this.made.typed();
    rememberPlace({ address: location.pathname, title: this.title, folder: this.folder });
    this.actions.suit();
    if (!this.isChanged) this.say(`${asDraft ? "Đã lưu bản nháp" : this.isSite ? "Đã lưu" : this.schema.needsReview ? "Đã lưu, gửi duyệt" : this.isToCome ? "Đã lưu, chờ ngày lên trang," : "Đã đăng"} lúc ${moment(Date.now())}`);
  }

  /** Takes the record as it stands in its file; of the form what differs from `sent` stays, with `ids` for the keys of new records. */
  async reload(sent = tidied(this.form.values).values, ids = new Map()) {
    const record = await api.record(this.folder, this.id);
    this.moved(record.id);
    await this.call();
    const { values, isWritten } = merged(this.form.values, sent, record.values, ids);
    Object.assign(this, { base: record.base, file: record.file, was: copied(record.values), isChanged: isWritten });
    this.form.replace(values);
    this.made.saved(ids.keys());
    if (this.isChanged) this.keeping.keep();
    this.titled();
    this.check();
    this.shown();
    this.review.fill();
  }

  async refused(error, asDraft) {
    this.say("Chưa lưu");
    if (error.isGone) return this.elsewhere.gone(error);
    if (error.status === 409) return this.elsewhere.compare(error.conflicts.find((one) => one.folder === this.folder && one.id === this.id) || error.conflicts[0]);
    if (error.status !== 422 || !error.problems.length) return banner(this.banners, "refused", [error.message]);
    if (asDraft) {
      this.attempted = false;
      this.told(error.problems);
      return this.keeping.keepUnfinished(error.problems.length);
    }
    this.attempted = true;
    this.told(error.problems);
    this.summary.reach();
  }

}
