// Runs before the page is painted, so that a page never flashes in colours or a size that the reader did not choose. Older
// browsers than the search needs run it too (CONTRIBUTING.md, Browsers): no `??`, no `?.`.
"use strict";

(() => {
  const CHOICES = ["size", "theme", "contrast"];
  const chosen = document.documentElement.dataset;

  function kept() {
    try {
      return JSON.parse(localStorage.getItem("display")) || {};
    } catch {
      return {}; // a browser that keeps nothing, or what we cannot read
    }
  }

  function apply(choice) {
    for (const name of CHOICES) {
      if (choice[name]) chosen[name] = choice[name];
      else delete chosen[name];
    }
  }

  function keep(choice) {
    try {
      localStorage.setItem("display", JSON.stringify(choice));
    } catch {
      // The choice holds for this page.
    }
  }

  /** The panel for size, colours and contrast. */
  function offerDisplay(panel) {
    const form = panel.querySelector("form");
    for (const name of CHOICES) form.elements[name].value = chosen[name] || "";
    form.addEventListener("change", () => {
      const choice = Object.fromEntries(CHOICES.map((name) => [name, form.elements[name].value]));
      apply(choice);
      keep(choice);
    });
    panel.hidden = false;
  }

  /** What opens over the page closes by Escape, or when the reader goes elsewhere. */
  function closeByItself(opened) {
    const close = () => (opened.open = false);
    opened.addEventListener("keydown", (pressed) => {
      if (pressed.key !== "Escape" || !opened.open) return;
      close();
      opened.querySelector("summary").focus();
    });
    opened.addEventListener("focusout", (left) => left.relatedTarget && !opened.contains(left.relatedTarget) && close());
    // Not `click`, which an iPhone doesn't send for a tap on plain text.
    document.addEventListener("pointerdown", (pressed) => opened.contains(pressed.target) || close());
  }

  /** Marks, in the contents beside the text, the section that is being read. */
  function follow(contents) {
    const links = new Map();
    for (const link of contents.querySelectorAll("a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    const headings = [...links.keys()];
    const mark = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
      for (const link of links.values()) link.removeAttribute("aria-current");
      if (passed.length) links.get(passed[passed.length - 1]).setAttribute("aria-current", "location");
    };
    const seen = new IntersectionObserver(mark, { rootMargin: "0px 0px -66%" });
    headings.forEach((heading) => seen.observe(heading));
  }

  /** What is over by the calendar of Vietnam, whenever the page was made. */
  const today = () => new Date(Date.now() + 7 * 3600000).toISOString().slice(0, 10);
  const isOver = (day) => day < today();

  /** Shows what is true until a day is over, in other words from its first day on. */
  function tell(one) {
    const { from, until, during } = one.dataset;
    const hasBegun = from && from <= today();
    if (hasBegun && during) one.textContent = ` · ${during}`;
    one.hidden = isOver(until) || Boolean(hasBegun && !during);
  }

  /** Takes what is over out of a list of events to come: to the head of the list of the past, where the page has one. */
  function takeOut(list) {
    const past = document.querySelector("[data-past]");
    for (const event of [...list.children]) {
      if (!isOver(event.dataset.over)) continue;
      if (past) past.insertBefore(event, past.firstChild);
      else event.remove();
    }
    if (list.children.length) return;
    const heading = list.previousElementSibling;
    if (heading && heading.tagName === "H2") {
      document.querySelectorAll(`a[href="#${heading.id}"]`).forEach((link) => link.parentElement.remove());
      heading.remove();
    }
    list.remove();
  }

  /** On paper nothing can be opened: what is folded up is printed too, and folded up again afterwards. */
  function unfoldForPrint() {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("main details:not([open])")];
      for (const one of opened) one.open = true;
    });
    addEventListener("afterprint", () => {
      for (const one of opened) one.open = false;
    });
  }

  /** Unfolds what an address leads to. */
  function unfold() {
    const target = document.getElementById(location.hash.slice(1)); // `:target` isn't yet, while a page loads
    if (!target) return;
    const folded = target.querySelector(":scope > details");
    if (folded) folded.open = true;
    const around = []; // which not all browsers open themselves
    for (let one = target; one; one = one.parentElement) if (one.matches("details:not([open])")) around.push(one);
    for (const one of around) one.open = true;
    if (around.length) target.scrollIntoView();
  }

  /** Leads on to the entry that an address asks for, where its list has been cut into pages since and it stands on another. */
  async function findEntry() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id || document.getElementById(id)) return;
    for (const link of document.querySelectorAll("[data-parts] a:not([rel])")) {
      const response = await fetch(link.href);
      if (!response.ok || !(await response.text()).includes(` id="${id}"`)) continue;
      location.replace(link.href + location.hash);
      return;
    }
  }

  apply(kept());
  // Room is left for what modules show, before they are there; what they may move isn't seen before they have run.
  chosen.scripts = "coming";
  if (navigator.geolocation && window.isSecureContext) chosen.places = "";
  try {
    if (localStorage.getItem("mine")) chosen.mine = "";
    chosen.keeps = "";
  } catch {
    // Nothing is kept.
  }
  // What the address chooses of a list isn't seen before modules have chosen it, which have all run then.
  if (location.search) chosen.asks = "";
  unfoldForPrint();
  addEventListener("storage", (changed) => changed.key === "display" && apply(kept()));
  addEventListener("hashchange", unfold);
  addEventListener("DOMContentLoaded", () => {
    chosen.scripts = "";
    delete chosen.asks;
    unfold();
    document.querySelectorAll("[data-until]").forEach(tell);
    document.querySelectorAll("[data-schedule]").forEach(takeOut);
    document.querySelectorAll("[data-display]").forEach(offerDisplay);
    document.querySelectorAll("[data-display], .menu").forEach(closeByItself);
    document.querySelectorAll("[data-contents]").forEach(follow);
    findEntry().catch(() => {}); // without a network, the list says where what is
  });
})();
