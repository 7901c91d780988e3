// The search box in the header: results while typing, in the combobox pattern of the ARIA Authoring Practices Guide.
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

import { aboutResult, callByKeys, element, FAILED, IN_THE_BOX, keepFor, marked, numeral, openOnce, remark, search, showWhere, TooOld } from "./view.js";

const SUGGESTED = 6;
const LOOKED_INTO = 2; // results whose pages are fetched to show where they hold what was asked for
const PAUSE = 350; // ms without a key press, after which that is done and the number of results is spoken
const [LOWEST, MARGIN] = [160, 12]; // px of the panel, and above and below it
const SLOW = 700; // ms without an answer
const PATIENCE = 1500; // ms, after which the next question is asked though the last has no answer
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
    localStorage.setItem(RECENT, JSON.stringify([...new Set(queries)].slice(0, MOST_RECENT)));
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
  let turn = 0;
  let shown = 0; // the turn whose answer is shown: none that was asked for before is shown after it
  let isBusy; // until the answer that is being looked for is there
  let since = 0; // when the first key was pressed that has no answer yet
  let pause = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function activate(place) {
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    active = place;
    const option = options()[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  // On a narrow screen the box takes all of it that the keyboard leaves; else the panel, right below the box, ends within the window.
  function fit() {
    const { height, offsetTop } = window.visualViewport ?? { height: innerHeight, offsetTop: 0 };
    const { bottom } = input.getBoundingClientRect();
    form.style.setProperty("--top", `${offsetTop}px`);
    form.style.setProperty("--height", `${height}px`);
    form.style.setProperty("--room", `${Math.max(LOWEST, height + offsetTop - bottom - MARGIN)}px`);
  }

  function show(isShown, hasOptions = isShown) {
    // Measured before the page has to be laid out anew.
    if (isShown && panel.hidden) fit();
    panel.hidden = !isShown;
    form.classList.toggle("search--open", isShown);
    input.setAttribute("aria-expanded", String(hasOptions));
    if (isShown) return;
    shown = turn;
    activate(-1);
  }

  function fill(message, spoken, ...choices) {
    show(true, choices.length > 0);
    note.textContent = message;
    note.hidden = !message;
    list.replaceChildren(...choices);
    options().forEach((option, i) => (option.id = `search-option-${i}`));
    activate(-1);
    clearTimeout(pause);
    pause = setTimeout(() => (status.textContent = spoken), PAUSE);
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

  // Options under what they are; nothing for none.
  function group(name, options) {
    const label = element("span", "search__note", name);
    const made = element("div", "", label, ...options);
    label.setAttribute("aria-hidden", "true"); // a group may hold options only, so its name is said by an attribute
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", name);
    return options.length ? [made] : [];
  }

  const queries = (texts) => texts.map((text) => query(text));

  const snippet = (...nodes) => element("span", "search__snippet", ...nodes);

  const resultOption = (result) =>
    option(
      new URL(result.url, root),
      element("span", "search__title", ...marked(result.titleParts)),
      " ",
      element("span", "search__about", aboutResult(result)),
      " ",
      ...(result.snippet.some(([, isMarked]) => isMarked) ? [snippet(...marked(result.snippet))] : []),
    );

  function offer(engine) {
    const kept = recent();
    forget.hidden = !kept.length;
    all.hidden = true;
    const others = engine.suggestions.filter((text) => !kept.includes(text)).slice(0, SUGGESTED);
    fill("", "", ...group("Tìm gần đây trên thiết bị này", queries(kept)), ...group("Gợi ý", queries(others)));
  }

  // Over a slow line, what was typed while one answer was on its way is asked for at once when that is there, and not letter by
  // letter; unless it doesn't come.
  async function answer() {
    const mine = ++turn;
    since ||= performance.now();
    await Promise.race([isBusy, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    if (mine === turn && mine > shown) isBusy = lookFor();
  }

  async function lookFor() {
    let mine = turn;
    try {
      const engine = await openOnce(root);
      mine = turn; // what was typed until it was there
      const text = input.value;
      const found = text.trim() ? await search(root, text, { limit: IN_THE_BOX, isTyping: true }) : null;
      if (found) keepFor(engine);
      // An answer to what was typed before is shown over a slow line only: elsewhere the next one is there in a moment.
      if (mine <= shown || (mine < turn && performance.now() - since < SLOW)) return;
      [shown, since] = [mine, 0];
      if (!found) return offer(engine);
      const { total, results, correction, readings, related } = found;
      forget.hidden = true;
      all.hidden = !total;
      const others = group("Có thể liên quan", related.map(resultOption));
      if (!total) {
        return fill("Không thấy kết quả nào.", "Không thấy kết quả nào", ...others, ...group("Thử tìm", queries(engine.suggestions.slice(0, SUGGESTED))));
      }
      const said = remark(found, text);
      const options = results.map(resultOption);
      fill(said, `${numeral(total)} kết quả. ${said}`.trim(), ...(correction ? [query(correction, `Tìm “${correction}”`)] : []), ...options, ...group("Cũng có thể là", queries(readings)), ...others);
      setTimeout(() => {
        if (mine !== turn) return;
        showWhere(found, LOOKED_INTO, root, engine.manifest.abbreviations, (i, nodes) => {
          options[i].querySelector(".search__snippet")?.remove();
          options[i].append(snippet(...nodes));
        });
      }, PAUSE);
    } catch (error) {
      if (mine <= shown) return;
      [shown, since] = [mine, 0];
      // The form still leads to the results page, which says what can be done.
      if (error instanceof TooOld) show(false);
      else fill(FAILED, FAILED);
    }
  }

  function choose(chosen) {
    if (input.value.trim()) remember([chosen.dataset.query ?? input.value.trim(), ...recent()]);
    if (!chosen.dataset.query) {
      history.replaceState({ ...history.state, typed: input.value }, "");
      return false;
    }
    input.value = chosen.dataset.query;
    input.focus();
    answer();
    return true;
  }

  function press({ key, altKey }) {
    const count = options().length;
    const isOpen = !panel.hidden;
    if (key === "Escape" && isOpen) show(false);
    else if (key === "ArrowUp" && altKey) show(false);
    else if ((key === "ArrowDown" || key === "ArrowUp") && count) {
      if (!isOpen) show(true);
      // Before the first and behind the last is the box itself.
      if (!altKey) activate(((active + 1 + (key === "ArrowDown" ? 1 : -1) + count + 1) % (count + 1)) - 1);
    } else if (key === "Enter" && isOpen && options()[active]) options()[active].click();
    else {
      if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) activate(-1); // these move in the text
      return false;
    }
    return true;
  }

  for (const [where, what] of [[window, "resize"], [window, "scroll"], [window.visualViewport, "resize"], [window.visualViewport, "scroll"]]) where?.addEventListener(what, () => panel.hidden || fit(), { passive: true });
  // Who comes back finds what was typed, which no browser keeps of a field that completes by itself.
  if (history.state?.typed) input.value = history.state.typed;
  input.addEventListener("input", answer);
  input.addEventListener("focus", answer);
  input.addEventListener("pointerdown", () => openOnce(root).catch(() => {}), { once: true }); // before it has the focus
  input.addEventListener("keydown", (event) => {
    // The key that ends a composition is the input method's. Safari sends it when the composition is over, as 229.
    const isComposing = event.isComposing || event.keyCode === 229;
    if (!isComposing && !event.ctrlKey && !event.metaKey && press(event)) event.preventDefault();
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
  form.addEventListener("submit", () => input.value.trim() && remember([input.value.trim(), ...recent()]));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
  // A tap on plain text takes the focus from nothing on an iPhone, and sends no click.
  document.addEventListener("pointerdown", (event) => form.contains(event.target) || show(false));
  const close = () => {
    input.focus();
    show(false);
  };
  part("close").addEventListener("click", close);
  form.addEventListener("keydown", (event) => event.key === "Escape" && event.target !== input && close());
  // A click in the panel must not take the focus from the box, or the panel would close under it.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  callByKeys(input);
}

document.querySelectorAll("[data-search]").forEach(attach);
