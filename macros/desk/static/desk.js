// The desk in the browser: finds out which of its windows this address is.

import { h } from "./form/dom.js";
import { Schema } from "./form/schema.js";
import { api, sentence, TOP } from "./api.js";
import { Editor } from "./record.js";
import { home } from "./home.js";
import { newSite } from "./new-site.js";
import { sheets } from "./sheets.js";
import { status } from "./status.js";

async function start() {
  const desk = document.getElementById("desk");
  const [folder, id] = location.pathname.slice(TOP.length).split("/").map(decodeURIComponent);
  try {
    const kinds = await api.kinds();
    if (kinds.new_site) return desk.replaceWith(newSite(kinds.new_site));
    const schema = new Schema(kinds);
    schema.needsReview = kinds.needs_review;
    if (!folder) {
      desk.replaceWith(await home(schema));
      if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
      return;
    }
    if (folder === "tinh-trang") return desk.replaceWith(await status());
    if (folder === "bang-tinh") return desk.replaceWith(sheets(schema));
    if (!schema.kinds[folder] || !id) return location.replace(TOP);
    const editor = new Editor(schema, folder, id);
    await editor.open(new URLSearchParams(location.search));
    desk.replaceWith(editor.element);
    editor.page.fit();
    editor.shown();
    if (!editor.id && document.activeElement === document.body) editor.form.go([editor.kind.first[0]]);
  } catch (error) {
    desk.replaceChildren(h("div", { class: "stopped" }, h("h1", {}, "Chưa mở được"), h("p", {}, error.message),
      h("ul", {}, (error.problems || []).map((one) => h("li", {}, `${one.line ? `Dòng ${one.line}: ` : ""}${sentence(one)}`))),
      h("p", {}, h("a", { href: TOP }, "Về bàn làm việc"))));
    if (!error.status && error.status !== 0) throw error;
  }
}

start();
