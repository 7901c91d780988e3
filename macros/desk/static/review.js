// What waits to be approved: the copy that whoever approves looks at, what came back of it, and the approval itself.

import { h, button } from "./form/dom.js";
import { takesDrops } from "./form/file.js";
import { upper } from "./form/words.js";
import { api, TOP } from "./api.js";
import { ask } from "./dialog.js";

const BY = "desk.approver";
const SHOWN = 20; // of what waits, the rest folded up

/** Who approves, or corrects: as it was said last. */
async function by(title, told, act) {
  const name = await ask(title, told, { label: "Họ tên, chức vụ", value: localStorage.getItem(BY) || "", help: "Như: Nguyễn Văn A, Trưởng phòng", act });
  try {
    if (name) localStorage.setItem(BY, name);
  } catch {
    // It is asked for anew the next time.
  }
  return name;
}

const listed = (lines) => h("ul", {}, lines.map((one) => h("li", { class: one.refused ? "wrong" : null }, upper(one.told))));

/** Does something that is answered by what was decided, and says what could not be. */
async function decided(said, act, done) {
  try {
    const { left } = await act();
    said.replaceChildren(...(left.length ? [h("p", { class: "refused" }, "Chưa ghi được:"), h("ul", {}, left.map((text) => h("li", {}, upper(text))))] : [h("p", {}, "Đã ghi.")]));
    await done();
  } catch (error) {
    said.replaceChildren(h("p", { class: "refused" }, error.told || error.message));
  }
}

/** What can be done with one record that waits, and what was said of it. `done()` follows. */
function judged(one, said, done) {
  const named = `Số ${one.number}, “${one.name}”`;
  const approve = button("Duyệt…", async () => {
    const name = await by(`Duyệt ${named}?`, ["Ghi rằng bản ghi được duyệt đúng như đang có; sửa nội dung sau đó thì phải duyệt lại."], "Ghi là đã duyệt");
    if (name) await decided(said, () => api.approve([`${one.number}-${one.mark}`], name), done);
  }, { class: "tool", "aria-label": `Duyệt: ${one.name}` });
  const correct = one.is_changed ? button("Sửa nhỏ…", async () => {
    const what = await ask(`Ghi ${named} là sửa nhỏ?`, ["Dùng cho lỗi gõ, số điện thoại và những chỗ không đổi nội dung đã duyệt: không phải duyệt lại, và người sửa chịu trách nhiệm."], { label: "Đã sửa gì", help: "Như: Sửa số điện thoại", act: "Tiếp" });
    const name = what && (await by("Ai sửa?", [`${named}: ${what}`], "Ghi là sửa nhỏ"));
    if (name) await decided(said, () => api.correct(one.number, name, what), done);
  }, { class: "tool", "aria-label": `Ghi là sửa nhỏ: ${one.name}` }) : null;
  return one.waits ? [correct, approve].filter(Boolean) : [];
}

function remarks(one, said, done) {
  if (!one.remarks.length) return null;
  return h("ul", { class: "remarks" }, one.remarks.map((remark, at) => h("li", {}, h("strong", {}, remark.verdict), `, ${remark.by}, ${remark.date}`, remark.text ? h("blockquote", {}, remark.text) : " ",
    button("Đã xử lý", () => decided(said, () => api.dealt(one.folder, one.id, at), done), { class: "tool", "aria-label": `Đã xử lý ý kiến của ${remark.by}: ${one.name}` }))));
}

/** The section of the desk's first page, for the kinds of `schema`. */
export function review(schema) {
  const said = h("div", { class: "said", role: "status" });
  const list = h("ul", { class: "rows" });
  const chooser = h("input", { type: "file", accept: ".json,application/json", class: "unseen", tabindex: "-1", "aria-hidden": "true", onchange: () => {
    receive([...chooser.files]);
    chooser.value = "";
  } });
  const make = button("Tạo bản xem để duyệt", async () => {
    make.disabled = true;
    said.replaceChildren(h("p", {}, "Đang tạo bản xem… có thể mất một hai phút."));
    try {
      const { name } = await api.makeReview();
      said.replaceChildren(h("p", {}, "Đã tạo. ", h("a", { href: api.reviewFile, download: name }, `Tải ${name}`), ": gửi tệp ấy cho người duyệt; người duyệt giải nén rồi mở Mo-xem-duyet.html."));
      said.querySelector("a").click();
    } catch (error) {
      said.replaceChildren(h("p", { class: "refused" }, error.told || error.message));
    }
    make.disabled = false;
  }, { class: "add" });
  const paper = button("Duyệt theo phiếu giấy…", async () => {
    const numbers = await ask("Duyệt theo phiếu giấy", ["Chép số của những bản ghi được đánh dấu Duyệt, đủ cả phần sau dấu gạch, cách nhau bằng dấu cách."], { label: "Các số", help: "Như: 7K3M-Q4D MF9P-2XR", act: "Tiếp" });
    const name = numbers && (await by("Ai duyệt?", [numbers], "Ghi là đã duyệt"));
    if (name) await decided(said, () => api.approve(numbers.split(/[\s,;]+/).filter(Boolean), name), fill);
  }, { class: "tool" });
  const all = button("Duyệt tất cả…", async () => {
    const waiting = (await api.review()).items.filter((one) => one.waits);
    const name = await by(`Duyệt tất cả ${waiting.length} bản ghi đang chờ?`, ["Ghi rằng mỗi bản ghi được duyệt đúng như đang có."], "Ghi là đã duyệt");
    if (name) await decided(said, () => api.approve(waiting.map((one) => `${one.number}-${one.mark}`), name), fill);
  }, { class: "tool" });
  const zone = h("div", { class: "zone" }, make, button("+ Nhận tệp ý kiến…", () => chooser.click(), { class: "add" }), chooser, paper, all, h("span", {}, "hoặc kéo tệp nhan-xet-….json mà người duyệt gửi lại vào đây"));
  const folded = h("details", {}, h("summary", {}, "Bản xem, ý kiến, phiếu duyệt"), h("div", { class: "form" }, zone));
  const section = h("section", { "aria-labelledby": "duyet" }, h("h2", { id: "duyet" }, "Chờ duyệt"), folded, said, list);

  async function receive(files) {
    for (const file of files) {
      try {
        const seen = await api.takeReview(file, false);
        const writes = seen.decided.some((one) => one.writes);
        const sure = await ask(`Ý kiến của ${seen.by}`, [`Về bản xem ngày ${seen.made || "(không rõ)"}:`, listed(seen.decided)], { act: writes ? "Ghi những điều này" : null });
        if (sure && writes) await decided(said, () => api.takeReview(file, true), fill);
      } catch (error) {
        said.replaceChildren(h("p", { class: "refused" }, `Không nhận “${file.name}”: ${error.told || error.message}`));
      }
    }
  }

  async function fill() {
    const { items, needed } = await api.review();
    all.hidden = items.filter((one) => one.waits).length < 2;
    folded.open = folded.open || needed || items.length > 0;
    const rows = items.map((one) => h("li", {}, h("span", { class: "what" }, h("a", { href: `${TOP}${one.folder}/${one.id}` }, one.name),
      h("small", {}, `Số ${one.number}, ${schema.kinds[one.folder].noun}, ${one.state}`), remarks(one, said, fill)), ...judged(one, said, fill)));
    const none = needed ? "Không có gì đang chờ duyệt." : "Trang này không đặt là phải duyệt trước khi đăng; muốn xin ý kiến thì tạo bản xem.";
    const more = rows.splice(SHOWN);
    list.replaceChildren(...(rows.length ? rows : [h("li", { class: "none" }, none)]), ...(more.length ? [h("li", {}, h("details", {}, h("summary", {}, `Xem ${more.length} bản ghi khác`), h("ul", { class: "rows" }, more)))] : []));
  }

  takesDrops(section, receive, zone);
  fill().catch((error) => (said.textContent = error.message));
  return section;
}

/** What stands over the form of a record that waits, or of which something was said; empty where there is nothing. `changed()` follows
 * what changes the record, `known()` what is found out of it. */
export function reviewOf(folder, id, changed, known) {
  const said = h("div", { class: "said", role: "status" });
  const told = h("div");
  const shown = { element: h("div", { class: "banner banner--review", hidden: true }, told, said), state: "" };
  shown.fill = async () => {
    const one = id() ? await api.reviewOf(folder, id()).catch(() => null) : null;
    shown.element.hidden = !one || (!one.waits && !one.remarks.length);
    if (!one) return;
    const done = () => Promise.all([shown.fill(), changed()]);
    told.replaceChildren(...[one.waits ? h("p", {}, `Số ${one.number}: ${one.state}. `, ...judged(one, said, done)) : null, remarks(one, said, done)].filter(Boolean));
    if (shown.state === one.state) return;
    shown.state = one.state;
    known();
  };
  return shown;
}
