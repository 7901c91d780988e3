// The list of models: what is chosen in the filters, which combine, and how many each choice would leave. It stands in the address.
// site.js shows the form before the page is painted, so that nothing moves. Of a list that fills several pages the choices are fetched
// when somebody first wants them (`data-choices`), and the cards of what is chosen are taken from these pages, a few at a time.

const AT_ONCE = 12;
const place = document.querySelector("[data-choose]");
const form = place.querySelector("form");
const details = form.querySelector("details");
const selects = Array.from(form.querySelectorAll("select"));
const list = document.querySelector(".cards");
const own = Array.from(list.children);
const said = place.querySelector("[data-choose-said]");
const clear = form.querySelector("[data-results-clear]");
const file = place.dataset.choices;
const names = new Map(); // of an option
const held = new Map(); // the places of the models that it leaves
let pages = [["", own.length]]; // of the list, each with how many models it has, and the first of these
let total = own.length;
let options = new Map(); // of a select
let opening;
let turn = 0;

function known() {
  options = new Map(selects.map((select) => [select, Array.from(select.options).filter((option) => option.value)]));
}

function openHere() {
  known();
  for (const all of options.values()) {
    for (const option of all) {
      held.set(option, new Set(option.dataset.at.split(" ").map(Number)));
      names.set(option, option.textContent.replace(/ \([^()]*\)$/, ""));
    }
  }
}

async function openFile() {
  const response = await fetch(file);
  if (!response.ok) throw new Error(file);
  const told = await response.json();
  pages = told.pages;
  total = pages.reduce((sum, [, count]) => sum + count, 0);
  for (const select of selects) {
    for (const [label, choices] of told.filters[select.name] || []) {
      const made = choices.map(([key, name, steps]) => {
        const option = new Option(name, key);
        let at = -1;
        held.set(option, new Set(steps.split(",").map((step) => (at += Number(step || 1)))));
        names.set(option, name);
        return option;
      });
      if (label) {
        const group = document.createElement("optgroup");
        group.label = label;
        group.append(...made);
        select.append(group);
      } else {
        select.append(...made);
      }
    }
    select.disabled = !told.filters[select.name];
  }
  known();
}

/** Has the choices there, once; says so where they can't be had. */
async function opened() {
  if (!opening) opening = file ? openFile() : openHere();
  try {
    await opening;
    return true;
  } catch {
    opening = null;
    said.textContent = "Chưa mở được phần lọc. Xin thử lại khi có mạng.";
    return false;
  }
}

const set = () => selects.filter((select) => select.value);

/** The places of the models that all filters leave, but for one. */
function left(except) {
  const chosen = set().filter((select) => select !== except).map((select) => held.get(select.selectedOptions[0]));
  if (!chosen.length) return Array.from({ length: total }, (_, at) => at);
  chosen.sort((a, b) => a.size - b.size);
  return Array.from(chosen[0]).filter((at) => chosen.every((places) => places.has(at))).sort((a, b) => a - b);
}

// Where a list fills several pages, what is chosen of it stands in one of its own, before it, with room for what comes.
const picked = document.createElement("div");
picked.dataset.picked = "";
const cards = new Map([[0, Promise.resolve(own)]]);

/** The cards of a page of the list, with links that lead where they led there. */
function cardsOf(number) {
  if (!cards.has(number)) {
    const asked = (async () => {
      const [address, count, first] = pages[number];
      const from = new URL(address, location.href.split(/[?#]/)[0]);
      const response = await fetch(from);
      if (!response.ok) throw new Error(address);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = Array.from(page.querySelectorAll(".cards > .card"));
      const whole = (link) => new URL(link, from).href;
      for (const card of found) {
        for (const name of ["href", "src"]) for (const node of card.querySelectorAll(`[${name}]`)) node.setAttribute(name, whole(node.getAttribute(name)));
        for (const node of card.querySelectorAll("[srcset]")) node.srcset = node.getAttribute("srcset").split(", ").map((one) => one.replace(/^\S+/, whole)).join(", ");
      }
      if (found.length !== count || !found[0].querySelector("a").pathname.endsWith(`/${first}/`)) throw new Error("another list");
      return found.map((card) => document.adoptNode(card));
    })();
    asked.catch(() => cards.delete(number));
    cards.set(number, asked);
  }
  return cards.get(number);
}

/** The page on which a place is, and the place there. */
function pageOf(at) {
  let number = 0;
  while (at >= pages[number][1]) at -= pages[number++][1];
  return [number, at];
}

async function pick(places, more) {
  const mine = ++turn;
  const [shown, button] = picked.children.length ? picked.children : [document.createElement("ul"), document.createElement("button")];
  if (!picked.children.length) {
    shown.className = list.className;
    button.className = "md-button";
    button.type = "button";
    button.textContent = "Xem thêm";
    picked.append(shown, button);
  }
  if (!more) {
    button.hidden = true;
    shown.replaceChildren();
    list.before(picked);
  }
  const from = more ? shown.children.length : 0;
  const wanted = places.slice(from, from + AT_ONCE).map(pageOf);
  try {
    const found = await Promise.all(wanted.map(async ([number, at]) => (await cardsOf(number))[at]));
    if (mine !== turn) return;
    const copies = found.map((card) => (own.includes(card) ? card.cloneNode(true) : card));
    shown.append(...copies);
    document.dispatchEvent(new CustomEvent("cards", { detail: copies }));
    button.hidden = shown.children.length >= places.length;
    button.onclick = () => pick(places, true);
    if (more) copies[0].querySelector("a").focus();
  } catch {
    if (mine === turn) said.textContent = "Chưa mở được các mô hình này. Xin tải lại trang khi có mạng.";
  }
}

function unpick() {
  turn++;
  if (!picked.isConnected) return;
  picked.remove();
  picked.replaceChildren();
  document.dispatchEvent(new CustomEvent("cards", { detail: own }));
}

/** Hides the list with its pages, or shows it again. */
function hide(hidden) {
  for (let node = list; node; node = node.nextElementSibling) if (node === list || node.matches("[data-parts], .more")) node.hidden = hidden;
}

function show() {
  const places = left();
  const some = set().length > 0;
  if (file) {
    hide(some);
    if (some) pick(places, false);
    else unpick();
  } else {
    const shown = new Set(places);
    own.forEach((card, at) => {
      card.hidden = !shown.has(at);
    });
  }
  for (const [select, all] of options) {
    const others = some ? new Set(left(select)) : null;
    for (const option of all) {
      const its = held.get(option);
      let count = its.size;
      if (others) {
        count = 0;
        for (const at of its) if (others.has(at)) count++;
      }
      const text = `${names.get(option)} (${count.toLocaleString("vi")})`;
      if (option.text !== text) option.textContent = text;
      option.disabled = !count && !option.selected;
    }
  }
  place.querySelector("[data-choose-active]").textContent = some ? ` (${set().length})` : "";
  clear.hidden = !some;
  said.textContent = !some ? "" : places.length ? `${places.length.toLocaleString("vi")} trong ${total.toLocaleString("vi")} hồ sơ` : "Không có mô hình nào với các điều kiện này. Hãy bỏ bớt điều kiện.";
}

/** Takes what the address asks for. */
async function read() {
  const asked = new URLSearchParams(location.search);
  const asks = selects.some((select) => asked.get(select.name));
  if (file && asks && !opening) {
    list.before(picked); // all at once, so that nothing moves when they come
    hide(true);
    said.textContent = "Đang mở…";
    details.open = true;
    clear.hidden = false;
  }
  if (!opening && file && !asks) return;
  if (file && !(await opened())) {
    hide(false);
    picked.remove();
    return;
  }
  for (const [select, all] of options) {
    const value = asked.get(select.name);
    select.value = all.some((option) => option.value === value) ? value : "";
  }
  show();
  if (set().length) details.open = true;
}

function write() {
  const address = new URL(location.href);
  for (const { name, value } of selects) {
    address.searchParams.delete(name); // so that they stand in one order, and each list has one address
    if (value) address.searchParams.set(name, value);
  }
  address.hash = "";
  if (address.href !== location.href) history.pushState(null, "", address);
  show();
}

details.addEventListener("toggle", async () => {
  if (details.open && file && !opening && (await opened())) show();
});
form.addEventListener("change", write);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const select of selects) select.value = "";
  write();
  form.querySelector("summary").focus(); // the button is gone
});
addEventListener("popstate", read);
if (!file) {
  opening = true;
  openHere();
}
read();
