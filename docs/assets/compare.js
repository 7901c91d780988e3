// Compares up to three models of the list side by side: chosen on their cards, kept in the address, made here of their pages.

const MOST = 3;
const bar = document.querySelector("[data-compare]");
const list = bar.parentNode.querySelector(":scope > .cards");
const boxes = new Map();
let turn = 0;

function made(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** Offers a card to be compared, which stands on the page or comes there later. */
function add(card) {
  card.querySelector(".card__pick")?.remove();
  const link = card.querySelector(".what a");
  const box = made("input");
  box.type = "checkbox";
  box.setAttribute("aria-label", `So sánh: ${link.textContent}`);
  const id = link.pathname.split("/").filter(Boolean).pop();
  box.checked = boxes.get(id)?.checked || false;
  boxes.set(id, box);
  box.addEventListener("change", offer);
  card.append(made("label", "card__pick", box, " So sánh"));
}

Array.from(list.children).forEach(add);
document.addEventListener("cards", ({ detail }) => {
  detail.forEach(add);
  offer();
});

const chosen = () => Array.from(boxes).filter(([, box]) => box.checked).map(([id]) => id);
const asked = () => Array.from(new Set((new URLSearchParams(location.search).get("so") || "").split(","))).filter((id) => /^[a-z0-9-]+$/.test(id)).slice(0, MOST);

/** The address that asks to compare these. */
function addressOf(ids) {
  const address = new URL(location.href);
  address.searchParams.delete("so");
  address.hash = "";
  return ids.length ? `${address.href}${address.search ? "&" : "?"}so=${ids.join(",")}` : address.href;
}

function go(ids) {
  history.pushState(null, "", addressOf(ids));
  show();
}

/** Says how many are chosen, and leads to what compares them. */
function offer() {
  const ids = chosen();
  for (const box of boxes.values()) box.disabled = ids.length >= MOST && !box.checked;
  bar.hidden = !ids.length;
  const more = ids.length < 2 ? `Đã chọn 1 mô hình; chọn thêm để so sánh, nhiều nhất ${MOST}.` : `Đã chọn ${ids.length} mô hình. `;
  bar.replaceChildren(made("span", "", more));
  bar.firstChild.setAttribute("role", "status");
  if (ids.length < 2) return;
  const link = made("a", "", "So sánh");
  link.href = addressOf(ids);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(ids);
  });
  bar.append(link);
}

/** What a page tells, by the labels that stand there; what has one label is told together. */
function told(page, base) {
  for (const node of page.querySelectorAll(".cite, .at, .chart, figure")) node.remove();
  for (const node of page.querySelectorAll("[id]")) node.removeAttribute("id");
  for (const link of page.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), base);
  const rows = new Map();
  const add = (label, content) => (rows.get(label) || rows.set(label, made("div")).get(label)).append(content);
  for (const part of page.querySelectorAll(".glance > div, .field, table.figures")) {
    if (part.matches(".field")) {
      let before = part.previousElementSibling;
      while (before && before.localName !== "h2") before = before.previousElementSibling;
      const label = part.querySelector("h3") || before;
      add(label.textContent, part.querySelector(".passages"));
    } else if (part.localName === "table") {
      const lines = Array.from(part.tBodies[0].rows, (row) => {
        const notes = Array.from(row.querySelectorAll("small"), (note) => note.parentNode.removeChild(note));
        const cells = Array.from(row.cells, (cell) => cell.textContent.trim()).filter(Boolean);
        return made("li", "", cells.join("; "), ...notes.flatMap((note) => [" ", note]));
      });
      add(part.caption.textContent, made("ul", "", ...lines));
    } else {
      add(part.querySelector("dt").textContent, made("div", "", ...part.querySelector("dd").childNodes));
    }
  }
  return rows;
}

/** The model of a page; of one that leads on, that of the page it leads to. None where there is no model, or not any more. */
async function fetched(address) {
  const response = await fetch(address);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(address);
  const whole = new DOMParser().parseFromString(await response.text(), "text/html");
  const page = whole.querySelector("main");
  if (!page) {
    const now = new URL(whole.querySelector("link[rel=canonical]").getAttribute("href"), response.url);
    return now.href !== response.url && idOf(now) ? fetched(now) : null;
  }
  const rows = told(page, response.url);
  return rows.size ? { id: idOf(new URL(response.url)), name: page.querySelector("h1").textContent, address: response.url, rows } : null;
}

const home = () => new URL(".", location.href);

/** The id of the model whose page is at an address, or "". */
function idOf(address) {
  const [, id] = address.href.startsWith(home().href) ? address.href.slice(home().href.length).match(/^([a-z0-9-]+)\/$/) || [] : [];
  return id || "";
}

/** All labels, each where it stands on the pages that have it. */
function inOrder(models) {
  const labels = [];
  for (const { rows } of models) {
    let at = -1;
    for (const label of rows.keys()) {
      const known = labels.indexOf(label);
      if (known < 0) labels.splice(++at, 0, label);
      else at = Math.max(at, known);
    }
  }
  return labels;
}

function tableOf(models) {
  // Named by role too, as on a phone rows are no longer drawn as those of a table.
  const cell = (name, role, ...children) => {
    const node = made(name, "", ...children);
    node.setAttribute("role", role);
    return node;
  };
  const heads = models.map(({ name, address }) => {
    const link = made("a", "", name);
    link.href = address;
    return cell("th", "columnheader", link);
  });
  const head = cell("tr", "row", cell("td", "cell"), ...heads);
  const rows = inOrder(models).map((label) => {
    const cells = models.map(({ name, rows }) => {
      const content = cell("td", "cell", rows.get(label) || made("small", "", "chưa nêu"));
      content.dataset.of = name;
      return content;
    });
    return cell("tr", "row", cell("th", "rowheader", label), ...cells);
  });
  const table = cell("table", "table", cell("thead", "rowgroup", head), cell("tbody", "rowgroup", ...rows));
  table.className = "compare";
  return table;
}

/** Shows which of these are chosen, as far as they stand here. */
function mark(ids) {
  for (const [id, box] of boxes) box.checked = ids.includes(id);
  offer();
}

async function show() {
  const mine = ++turn;
  const ids = asked();
  document.querySelector("[data-compared]")?.remove();
  mark(ids);
  if (ids.length < 2) return;
  const title = made("h2", "", "So sánh");
  title.tabIndex = -1;
  const section = made("section", "", title, made("p", "", "Đang mở…"));
  section.dataset.compared = "";
  bar.after(section);
  try {
    const found = (await Promise.all(ids.map((id) => fetched(new URL(`${id}/`, home()))))).filter(Boolean);
    if (mine !== turn) return;
    // Of one that has another address now, that is asked for from now on.
    const models = found.filter(({ id }, at) => found.findIndex((other) => other.id === id) === at);
    const isMoved = found.some(({ id }) => !ids.includes(id));
    if (isMoved) history.replaceState(history.state, "", addressOf(models.map(({ id }) => id)));
    if (isMoved) mark(asked());
    const close = made("button", "md-button", "Thôi so sánh");
    close.addEventListener("click", () => {
      go([]);
      [boxes.get(ids[0]), ...boxes.values()].find((box) => box?.offsetParent)?.focus(); // the button is gone
    });
    const lost = found.length < ids.length ? ["Có mô hình trong địa chỉ này không còn trên trang thông tin."] : [];
    section.lastChild.replaceWith(...lost.map((text) => made("p", "", text)), ...(models.length ? [tableOf(models)] : []), made("p", "", close));
    if (!models.length) section.dataset.compared = "none"; // which needs no room
    title.focus();
  } catch {
    if (mine !== turn) return;
    section.dataset.compared = "none";
    section.lastChild.textContent = "Chưa mở được các mô hình này. Xin thử lại khi có mạng.";
  }
}

addEventListener("popstate", show);
show();
