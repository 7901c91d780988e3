// Publishing: what changes, a question, how far it is, what became of it; the same in every window.

import { h, button, uid } from "./form/dom.js";
import { Refused, api, TOP } from "./api.js";
import { dialog } from "./dialog.js";

const PAUSE = 600;
const BECAME = { done: "Xong.", stopped: "Chưa đăng.", failed: "Không đăng được." };

/** The button that opens it. */
export const publishButton = () => button("Đăng", open, { class: "primary" });

async function open() {
  const state = h("div", { class: "publish" }), foot = h("div", { class: "publish__acts" });
  let closed = false, timer = 0, shown = "", chosen = null;
  const box = dialog("Đăng lên mạng", state, foot, () => leave());
  const leave = () => {
    closed = true;
    clearTimeout(timer);
    box.close();
  };

  async function tell(asked) {
    clearTimeout(timer);
    let now;
    try {
      now = await asked;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      now = await api.publication().catch(() => null);
      if (!now) return show(null, error.message);
      show(now, error.message);
      return wait(now);
    }
    show(now);
    wait(now);
  }
  function wait(now) {
    if (!closed && now.run && !now.run.became) timer = setTimeout(() => tell(api.publication()), PAUSE);
  }

  function show(now, wrong = "") {
    if (closed) return;
    const mark = JSON.stringify([now && { ...now, run: now.run && { ...now.run, step: "", done: 0, of: 0 } }, wrong]);
    if (mark !== shown) { // a password that is being typed stays
      shown = mark;
      state.replaceChildren(...told(now, wrong));
      foot.replaceChildren(...acts(now));
      state.querySelector("[role=log]")?.lastElementChild?.scrollIntoView({ block: "nearest" });
      (foot.querySelector("input") || foot.querySelector("button"))?.focus();
    }
    const run = now && now.run, step = state.querySelector(".publish__step");
    if (step) step.replaceChildren(...(run && run.step ? [h("p", {}, `${run.step}…`), run.of ? h("progress", { max: run.of, value: run.done, "aria-label": run.step }) : h("progress", { "aria-label": run.step })] : []));
  }

  function told(now, wrong) {
    const alarm = wrong ? [h("p", { class: "wrong", role: "alert" }, wrong)] : [];
    if (!now) return alarm;
    if (!now.targets.length) return [...alarm, h("p", {}, "Chưa có nơi đăng nào. Điền mục “Nơi đăng” ở ", h("a", { href: `${TOP}site/site` }, "Sửa thông tin của trang"), ".")];
    const { run } = now;
    const lines = run ? [h("div", { role: "log", "aria-live": "polite" }, run.said.map((line) => h("p", {}, line)), run.became ? h("p", {}, h("strong", {}, BECAME[run.became])) : null), h("div", { class: "publish__step" })] : [];
    if (run && !run.became) return [...alarm, h("p", { class: "none" }, `Nơi đăng ${run.target}, người đăng: ${run.who}`), ...lines];
    chosen = now.targets.some((one) => one.id === chosen) ? chosen : now.targets[0].id;
    const id = uid("noi"), before = h("ul");
    const list = () => before.replaceChildren(...now.there[chosen].map((line) => h("li", {}, line)));
    const pick = h("select", { id, onchange: () => {
      chosen = pick.value;
      list();
    } }, now.targets.map((one) => h("option", { value: one.id, selected: one.id === chosen }, `${one.id} (${one.kind})`)));
    list();
    return [...alarm, ...lines, h("div", { class: "form" }, h("label", { class: "label", for: id }, "Nơi đăng"), pick), h("h3", {}, "Các bản còn giữ"), before];
  }

  function acts(now) {
    const close = button("Đóng", leave, { class: "secondary" });
    if (!now || !now.targets.length) return [close];
    const { run } = now;
    if (run && run.question) return question(run.question);
    if (run && !run.became) return [close];
    const begin = (act) => tell(api.publish({ act, target: chosen }));
    return [button(run && run.became === "failed" ? "Đăng lại" : "Xem thay đổi rồi đăng", () => begin("publish"), { class: "primary" }), button("Đưa bản trước trở lại", () => begin("undo"), { class: "secondary" }), close];
  }

  function question({ number, kind, text }) {
    const answer = (value) => tell(api.answerPublication({ question: number, answer: value }));
    if (kind !== "password") return [h("p", { class: "publish__ask" }, text, text.startsWith("Đăng") ? [" ", h("a", { href: `${TOP}thay-doi`, target: "_blank" }, "Xem thay đổi thành trang")] : null), button("Có", () => answer(true), { class: "primary" }), button("Không", () => answer(false), { class: "secondary" })];
    const id = uid("mat-khau"), input = h("input", { id, type: "password", autocomplete: "off" });
    const send = (event) => {
      event.preventDefault();
      answer(input.value);
    };
    return [h("form", { class: "publish__ask", onsubmit: send }, h("label", { class: "label", for: id }, text), input, button("Tiếp tục", send, { class: "primary" })), button("Thôi", () => answer(""), { class: "secondary" })];
  }

  await tell(api.publication());
}
