// The search box in the header: results while typing, in the combobox pattern of the ARIA Authoring Practices Guide.

import { aboutResult, element, marked, openOnce } from "./view.mjs";

const SHOWN = 7;
const RECENT = "search.recent";
const MOST_RECENT = 5;

// A reader's own queries stay on the reader's device, if it lets us keep anything.
function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((query) => typeof query === "string").slice(0, MOST_RECENT) : [];
  } catch {
    return [];
  }
}

function remember(queries) {
  try {
    localStorage.setItem(RECENT, JSON.stringify(queries));
  } catch {
    // Nothing is remembered then.
  }
}

/** Makes the box of `form` search. */
export function attach(form) {
  const part = (name) => form.querySelector(`[data-search-${name}]`);
  const [panel, note, list, all, forget, status] = ["panel", "note", "list", "all", "forget", "status"].map(part);
  const input = form.elements.q;
  const root = new URL(form.dataset.root, document.baseURI);
  let active = -1;
  let turn = 0; // answers to what is no longer asked are thrown away

  const options = () => [...list.children];

  function activate(place) {
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    active = place;
    const option = options()[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function show(isShown) {
    panel.hidden = !isShown;
    input.setAttribute("aria-expanded", String(isShown && list.children.length > 0));
    if (!isShown) activate(-1);
  }

  function fill(message, spoken, choices) {
    note.textContent = message;
    note.hidden = !message;
    status.textContent = spoken;
    list.replaceChildren(...choices);
    options().forEach((option, i) => (option.id = `search-option-${i}`));
    activate(-1);
    show(true);
  }

  const option = (href, ...children) => {
    const made = element("a", "search__option", ...children);
    made.setAttribute("role", "option");
    made.tabIndex = -1;
    made.href = href;
    return made;
  };

  // An option that searches for something else instead of leading somewhere.
  function query(text, label = text) {
    const made = option(`${form.action}?q=${encodeURIComponent(text)}`, label);
    made.dataset.query = text;
    return made;
  }

  const resultOption = (result) =>
    option(
      new URL(result.url, root),
      element("span", "search__title", ...marked(result.titleParts)),
      element("span", "search__about", aboutResult(result)),
      ...(result.snippet.some(([, isMarked]) => isMarked) ? [element("span", "search__snippet", ...marked(result.snippet))] : []),
    );

  async function offer(mine, engine) {
    const kept = recent();
    forget.hidden = !kept.length;
    all.hidden = true;
    const others = engine.suggestions.filter((text) => !kept.includes(text)).slice(0, 6);
    if (mine === turn) fill(kept.length ? "Tìm gần đây và gợi ý" : "Gợi ý", "", [...kept, ...others].map((text) => query(text)));
  }

  async function answer() {
    const mine = ++turn;
    const text = input.value;
    try {
      const engine = await openOnce(root);
      if (!text.trim()) return await offer(mine, engine);
      const { total, results, correction } = await engine.search(text, { limit: SHOWN });
      if (mine !== turn) return;
      forget.hidden = true;
      all.hidden = !total;
      const choices = results.map(resultOption);
      if (correction) choices.unshift(query(correction, `Bạn có muốn tìm “${correction}”?`));
      if (total) fill("", `${total} kết quả`, choices);
      else fill("Không thấy kết quả nào. Hãy thử ít chữ hơn, hoặc một trong các gợi ý:", "Không thấy kết quả nào", [...choices, ...engine.suggestions.slice(0, 6).map((suggested) => query(suggested))]);
    } catch {
      if (mine === turn) fill("Chưa tải được dữ liệu tìm kiếm. Xin thử lại khi có mạng, hoặc dùng các danh sách.", "Chưa tải được dữ liệu tìm kiếm", []);
    }
  }

  function choose(chosen) {
    if (input.value.trim()) remember([...new Set([chosen.dataset.query ?? input.value.trim(), ...recent()])].slice(0, MOST_RECENT));
    if (!chosen.dataset.query) return false;
    input.value = chosen.dataset.query;
    input.focus();
    answer();
    return true;
  }

  input.addEventListener("input", answer);
  input.addEventListener("focus", answer);
  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.isComposing) return;
    if (event.key === "Escape" && !panel.hidden) show(false);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      if (panel.hidden) show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Before the first and behind the last is the box itself.
      activate(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && options()[active] && !panel.hidden) options()[active].click();
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen && choose(chosen)) event.preventDefault();
  });
  forget.addEventListener("click", () => {
    remember([]);
    input.focus();
    answer();
  });
  form.addEventListener("submit", () => {
    if (input.value.trim()) remember([...new Set([input.value.trim(), ...recent()])].slice(0, MOST_RECENT));
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
  // A click in the panel must not take the focus from the box, or the panel would close under it.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const isAsked = (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey);
    if (!isAsked) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

document.querySelectorAll("[data-search]").forEach(attach);
