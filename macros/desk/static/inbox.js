// Word from the wards: the files that were sent are dropped here, looked at, and taken up as what is being written.

import { h, button } from "./form/dom.js";
import { takesDrops } from "./form/file.js";
import { api, sentence, TOP } from "./api.js";
import { ask, moment } from "./dialog.js";

const addressOf = (slip, mark) => `${TOP}${slip.folder}/+?giu=tin-${mark}`;

/** The section of the desk's first page, for the kinds of `schema`. */
export function inbox(schema) {
  const said = h("div", { class: "said", role: "status" });
  const list = h("ul", { class: "rows" });
  const chooser = h("input", { type: "file", multiple: true, accept: ".zip,application/zip", class: "unseen", tabindex: "-1", "aria-hidden": "true", onchange: () => {
    receive([...chooser.files]);
    chooser.value = "";
  } });
  const zone = h("div", { class: "zone" }, button("+ Chọn tệp tin gửi đến…", () => chooser.click(), { class: "add" }), chooser, h("span", {}, "hoặc kéo tệp .zip mà phường, xã gửi vào đây"));
  const section = h("section", { "aria-labelledby": "tin" }, h("h2", { id: "tin" }, "Tin gửi đến"), h("div", { class: "form" }, zone, said), list);

  async function receive(files) {
    const lines = [];
    for (const file of files) {
      try {
        const { again } = await api.receive(file);
        lines.push(again ? `“${file.name}”: tin này đã nhận lúc ${moment(again)}.` : `Đã nhận “${file.name}”.`);
      } catch (error) {
        lines.push(h("span", { class: "refused" }, `Không nhận “${file.name}”: ${error.message}`));
      }
    }
    said.replaceChildren(...lines.map((line) => h("p", {}, line)));
    await fill();
  }

  async function fill() {
    const { slips } = await api.inbox();
    list.replaceChildren(...slips.map(row));
  }

  function row(slip) {
    const { unit, office, role, phone } = slip.sender;
    const who = [office, unit, role, phone && `điện thoại ${phone}`].filter(Boolean).join(", ");
    const noun = schema.kinds[slip.folder].noun;
    const words = (problem) => `${schema.named(slip.folder, problem.place)}: ${schema.words(slip.folder, problem.place, sentence(problem))}`;
    const alike = slip.alike.map((one) => h("li", {}, "Có thể trùng với ", h("a", { href: `${TOP}${slip.folder}/${one.id}` }, one.name), one.hint ? ` (${one.hint})` : "",
      one.changes.length ? [", tin gửi đến ghi khác:", h("ul", {}, one.changes.map((change) => h("li", {}, change)))] : null));
    const details = [
      ...alike,
      ...slip.problems.map((problem) => h("li", { class: problem.judged ? null : "wrong" }, words(problem))),
      ...(slip.left_out.length ? [h("li", {}, `Không lấy: ${slip.left_out.join("; ")}`)] : []),
    ];
    const act = slip.taken
      ? h("a", { href: addressOf(slip, slip.mark), class: "tool" }, "Mở phần viết dở")
      : button("Đưa vào viết dở", () => take(slip), { class: "tool", "aria-label": `Đưa vào viết dở: ${slip.title}` });
    const drop = button("Bỏ", async () => {
      if (!(await ask(`Bỏ tin “${slip.title}”?`, ["Tệp và thông tin người gửi bị xóa khỏi máy này; bản ghi đã đưa vào viết thì vẫn còn."], { act: "Bỏ" }))) return;
      await api.dropSlip(slip.mark);
      await fill();
    }, { class: "tool", "aria-label": `Bỏ tin: ${slip.title}` });
    return h("li", {}, h("span", { class: "what" }, slip.title,
      h("small", {}, `${noun}, ${slip.pictures ? `${slip.pictures} ảnh, ` : ""}gửi bởi ${who || "không rõ ai"}; nhận lúc ${moment(slip.came)}${slip.taken ? `; đã đưa vào viết lúc ${moment(slip.taken)}` : ""}`),
      details.length ? h("details", { open: alike.length > 0 }, h("summary", {}, `${details.length} điều cần xem`), h("ul", {}, details)) : null), act, drop);
  }

  async function take(slip) {
    try {
      const { left_out: left } = await api.takeSlip(slip.mark);
      if (!left.length) return void location.assign(addressOf(slip, slip.mark));
      await fill();
      said.replaceChildren(h("p", {}, "Đã đưa vào viết dở, trừ: "), h("ul", {}, left.map((line) => h("li", {}, line))));
    } catch (error) {
      said.replaceChildren(h("p", { class: "refused" }, error.message));
    }
  }

  takesDrops(section, receive, zone);
  fill().catch((error) => (said.textContent = error.message));
  return section;
}
