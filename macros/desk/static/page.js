// The page as it will be, beside the form: made anew after a pause, at the width of a phone or of a desk, where one was.

import { h, button } from "./form/dom.js";

const WIDTHS = { phone: 390, desk: 1180 };

/** `content.1.text` → ["content", 1, "text"]. */
const placeOf = (dotted) => dotted.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));

export class Page {
  /** `show(signal)` asks for {html, address}; `clicked(place)` is told what was clicked. */
  constructor(show, clicked) {
    Object.assign(this, { show, clicked, width: "phone" });
    this.said = h("p", { class: "page__said", role: "status" });
    this.frames = [this.frame(), this.frame()];
    this.frames[1].hidden = true;
    const widths = [["phone", "Điện thoại"], ["desk", "Máy tính"]].map(([width, label]) =>
      button(label, () => this.wide(width), { class: "tool", "aria-pressed": String(width === this.width), "data-width": width }));
    this.tools = h("div", { class: "page__tools", role: "group", "aria-label": "Bề rộng xem thử" }, widths);
    this.stage = h("div", { class: "page__stage" }, this.frames);
    this.element = h("aside", { class: "page", "aria-label": "Trang như bạn đọc sẽ thấy" }, h("div", { class: "page__head" }, h("h2", {}, "Trang sẽ hiện"), this.tools), this.said, this.stage);
    if (typeof ResizeObserver === "function") new ResizeObserver(() => this.fit()).observe(this.stage);
  }

  /** No script runs in it; it may be read from here, so that a click tells where it was. */
  frame() {
    return h("iframe", { sandbox: "allow-same-origin", title: "Trang như bạn đọc sẽ thấy", class: "page__frame" });
  }

  wide(width) {
    this.width = width;
    for (const tool of this.tools.children) tool.setAttribute("aria-pressed", String(tool.dataset.width === width));
    this.fit();
  }

  /** The page at its width, made smaller as far as there is no room. */
  fit() {
    const room = this.stage.clientWidth, height = this.stage.clientHeight, width = WIDTHS[this.width];
    if (!room) return;
    const scale = Math.min(1, room / width);
    for (const frame of this.frames) {
      frame.style.width = `${width}px`;
      frame.style.height = `${Math.round(height / scale)}px`;
      frame.style.transform = `scale(${scale})`;
      frame.style.left = `${Math.max(0, (room - width * scale) / 2)}px`;
    }
  }

  /** Makes the page anew; an earlier question that isn't answered yet is dropped. */
  async update() {
    if (!this.element.offsetParent) return; // nobody sees it
    if (this.asking) this.asking.abort();
    const asking = (this.asking = new AbortController());
    try {
      const { html, address } = await this.show(asking.signal);
      if (asking.signal.aborted) return;
      this.said.textContent = html ? "" : "Trang sẽ hiện khi các mục bắt buộc đã ghi. Có loại bản ghi không có trang riêng.";
      if (html) await this.put(html, address);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.said.textContent = error.isGone ? "" : error.message;
    }
  }

  /** Shows `html` in the frame that waits, scrolled as the one that is seen, and changes the two. */
  put(html, address) {
    const [seen, waiting] = this.frames;
    return new Promise((resolve) => {
      waiting.onload = () => {
        const page = waiting.contentDocument, before = seen.contentDocument;
        const top = before && before.scrollingElement ? before.scrollingElement.scrollTop : 0;
        page.addEventListener("click", (event) => this.click(event));
        waiting.hidden = false;
        page.scrollingElement.scrollTop = top;
        seen.hidden = true;
        this.frames = [waiting, seen];
        this.fit();
        if (this.marked) this.mark(this.marked, false);
        resolve();
      };
      html = html.replace(/<script\b[^>]*>[^]*?<\/script>/gi, ""); // none runs here, and the console would say so of each
      const base = `<base href="${new URL(address || "/", location.href).pathname}">`;
      waiting.srcdoc = /<base\b/i.test(html) ? html : html.replace(/<head[^>]*>/i, (head) => head + base);
    });
  }

  click(event) {
    event.preventDefault(); // links lead nowhere here
    const found = event.target.closest && event.target.closest("[data-desk]");
    if (found) this.clicked(placeOf(found.dataset.desk.split(" ")[0]));
  }

  /** Outlines where the value at a place stands, and scrolls there; nothing where the page doesn't show it. */
  mark(place, isMoving = true) {
    this.marked = place;
    const page = this.frames[0].contentDocument;
    if (!page) return;
    for (const old of page.querySelectorAll("[data-desk-here]")) {
      old.style.outline = "";
      old.removeAttribute("data-desk-here");
    }
    let found = null;
    for (let length = place.length; length && !found; length--)
      found = [...page.querySelectorAll(`[data-desk~="${place.slice(0, length).join(".")}"]`)].find((one) => one.getClientRects().length);
    if (!found) return;
    found.setAttribute("data-desk-here", "");
    found.style.outline = "3px solid #c98f1a";
    found.style.outlineOffset = "3px";
    const view = page.defaultView, box = found.getBoundingClientRect();
    if (isMoving && (box.top < 0 || box.bottom > view.innerHeight)) view.scrollTo(0, view.scrollY + box.top - view.innerHeight / 3);
  }
}
