// What happens elsewhere while a record is open in a window: to its file, in other windows, and to the desk itself.

import { button } from "./form/dom.js";
import { copied, tidied } from "./form/schema.js";
import { api } from "./api.js";
import { settle } from "./conflict.js";
import { banner } from "./dialog.js";
import { Windows } from "./windows.js";

export class Elsewhere {
  constructor(editor) {
    this.editor = editor;
  }

  /** Listens to the other windows in which the record is open. */
  listen() {
    this.windows = new Windows(this.editor.key, { other: (count) => this.others(count), saved: (base) => this.saved(base) });
  }

  /** The record has another id. */
  moved() {
    if (this.windows) this.windows.key = this.editor.key;
  }

  /** Tells the other windows that it was saved here as `base`; null: removed. */
  tell(base) {
    this.windows.say("saved", { base });
  }

  others(count) {
    banner(this.editor.banners, "others", count ? ["Bản ghi này đang mở ở ", count > 1 ? `${count} cửa sổ khác` : "một cửa sổ khác", ". Nên viết ở một nơi; lưu ở đây rồi thì cửa sổ kia sẽ được báo."] : null);
  }

  async saved(base) {
    const { editor } = this;
    if (base === editor.base) return;
    if (editor.isChanged) this.compare();
    else await editor.reload().catch((error) => (error.isGone ? this.gone(error) : this.compare()));
  }

  /** After the window was out of sight, for days perhaps: whether the file is still the one that the form was filled from. */
  async look() {
    const { editor } = this;
    if (!editor.id || editor.saving) return;
    try {
      const { base } = await api.record(editor.folder, editor.id);
      this.here();
      if (base !== editor.base) await this.saved(base);
    } catch (error) {
      if (error.isGone) this.gone(error);
    }
  }

  /** Compares with what the file holds now, field by field. */
  async compare(conflict) {
    const { editor } = this, { schema, folder, form } = editor;
    let theirs = conflict && conflict.theirs, base = conflict && conflict.base;
    if (!theirs) {
      try {
        const record = await api.record(folder, editor.id);
        editor.moved(record.id);
        theirs = record.values;
        base = record.base;
      } catch (error) {
        return banner(editor.banners, "elsewhere", ["Bản ghi này đã bị xóa hoặc đổi mã ở nơi khác. Những gì bạn viết vẫn còn ở đây. ", error.message]);
      }
    }
    const look = async () => {
      if (this.settling) return;
      this.settling = true;
      const values = await settle(schema, folder, { was: (conflict && conflict.was) || editor.was, mine: tidied(form.values).values, theirs }, (to, id) => form.nameOf(to, id));
      this.settling = false;
      if (!values) return;
      Object.assign(editor, { base, was: copied(theirs) });
      form.replace(values);
      banner(editor.banners, "elsewhere", null);
      editor.changed();
      editor.say("Đã gộp theo lựa chọn của bạn; bấm lưu để ghi");
    };
    banner(editor.banners, "elsewhere", ["Bản ghi này đã được sửa ở nơi khác từ khi bạn mở. ", button("Xem từng mục khác nhau", look, { class: "offer" })]);
    await look();
  }

  /** The desk doesn't answer: it is asked again until it does. */
  gone(error) {
    const text = error.status === 401 || error.status === 421 ? error.message
      : "Bàn làm việc không trả lời: cửa sổ lệnh có thể đã đóng. Cứ viết tiếp, mọi thứ được giữ trong trình duyệt này; khi bàn làm việc chạy lại thì lưu.";
    banner(this.editor.banners, "gone", [text]);
    clearTimeout(this.trying);
    this.trying = setTimeout(() => this.editor.check(), 3000);
  }

  here() {
    clearTimeout(this.trying);
    banner(this.editor.banners, "gone", null);
  }
}
