// On pages of the preview: loads the page anew when the site has changed, and copies short texts. Listens only in the window that is
// seen: a browser has few connections to one server, and windows left open would take them all.

import { api } from "./api.js";

let stream = null, first = null;

function listen() {
  if (document.hidden) {
    if (stream) stream.close();
    stream = null;
  } else if (!stream) {
    stream = api.events(({ number }) => {
      if (first === null) first = number;
      else if (number !== first) location.reload();
    });
  }
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => stream && stream.close());
listen();

// Texts for Zalo: into the clipboard, and to be seen, for where that isn't allowed. Without a script their links open them.

const bar = document.querySelector(".desk-bar");

bar.addEventListener("click", async (event) => {
  const asked = event.target.closest("[data-zalo]");
  if (!asked) return;
  event.preventDefault();
  const { form } = asked;
  if (form && !form.reportValidity()) return;
  const address = form ? `${asked.formAction}?${new URLSearchParams(new FormData(form))}` : asked.href;
  const answer = await fetch(address).catch(() => null);
  if (answer && answer.ok) show(await answer.text());
  else location.assign(address); // what is wrong stands there
});

async function show(text) {
  let box = bar.querySelector(".desk-text");
  if (!box) {
    box = document.createElement("div");
    box.className = "desk-text";
    box.innerHTML = '<p role="status"></p><textarea readonly rows="7" aria-label="Tin để chép vào Zalo"></textarea>';
    bar.append(box);
  }
  const [said, area] = box.children;
  area.value = text;
  area.focus();
  area.focus();
  area.select();
  area.scrollTop = 0;
  const copied = navigator.clipboard ? await navigator.clipboard.writeText(text).then(() => true, () => false) : false;
  said.textContent = copied ? "Đã chép. Mở Zalo rồi dán (Ctrl+V)." : "Trình duyệt không cho chép. Chữ đã được chọn: bấm Ctrl+C.";
}
