// The results page: filters with counts, order and query all stand in the address, so that it can be shared and gone back to.

import { aboutResult, element, KIND_NAMES, marked, openOnce } from "./view.mjs";

const SHOWN = 20;
const LOOKED_INTO = 5; // results whose pages are fetched to show where they hold what was asked for
const FILTERS = ["kind", "unit", "theme", "from", "to"];
const FIELDS = ["q", ...FILTERS, "sort"];

/** Makes `section` show the results of what its address asks for. */
export function attach(section) {
  const part = (name) => section.querySelector(`[data-results-${name}]`);
  const [form, status, correction, list, more, lists] = ["form", "status", "correction", "list", "more", "lists"].map(part);
  const root = new URL(section.dataset.root, document.baseURI);
  const preset = { kind: section.dataset.kind ?? "", sort: section.dataset.sort ?? "" };
  let shown = SHOWN;
  let turn = 0;

  function asked() {
    const address = new URLSearchParams(location.search);
    const state = Object.fromEntries(FIELDS.map((name) => [name, address.get(name) ?? preset[name] ?? ""]));
    return { ...state, isDebug: address.has("debug") };
  }

  function addressOf(state) {
    const kept = FIELDS.filter((name) => state[name] !== (preset[name] ?? ""));
    const address = new URL(location.href);
    address.search = new URLSearchParams(kept.map((name) => [name, state[name]])).toString();
    return address;
  }

  // The choices of one filter, those with results, the one chosen always among them.
  function offer(select, counts, chosen, any, nameOf, order) {
    const keys = Object.keys(counts).sort(order ?? ((a, b) => counts[b] - counts[a] || nameOf(a).localeCompare(nameOf(b), "vi")));
    if (chosen && !keys.includes(chosen)) keys.unshift(chosen);
    select.replaceChildren(new Option(any, ""), ...keys.map((key) => new Option(order ? nameOf(key) : `${nameOf(key)} (${counts[key] ?? 0})`, key)));
    select.value = chosen;
  }

  function resultItem(result) {
    const link = element("a", "", ...marked(result.titleParts));
    link.href = new URL(result.url, root);
    const item = element("li", "", element("p", "results__title", link), element("p", "results__about", aboutResult(result)));
    if (result.snippet.length) item.append(element("p", "results__snippet", ...marked(result.snippet)));
    if (result.why) item.append(element("pre", "results__why", explained(result)));
    return item;
  }

  // Shows where the page holds the words that title and summary lack; if it can't be fetched, the summary stays.
  async function showWhere({ url, isPartial }, item, { keys }, abbreviations) {
    if (!isPartial || url.includes("#")) return;
    try {
      const { excerpt, textOf } = await import("./excerpt.mjs");
      const parts = excerpt(await textOf(new URL(url, root)), keys, abbreviations);
      if (!parts.length) return;
      item.querySelector(".results__snippet")?.remove();
      item.append(element("p", "results__snippet", ...marked(parts)));
    } catch {
      // The summary stays.
    }
  }

  async function render() {
    const mine = ++turn;
    const state = asked();
    const filters = { ...state, from: +state.from, to: +state.to };
    form.elements.q.value = state.q;
    let engine;
    let found;
    try {
      engine = await openOnce(root);
      found = await engine.search(state.q, { limit: shown, filters, sort: state.sort || "relevance", counts: true, explain: state.isDebug });
    } catch {
      status.textContent = "Chưa tải được dữ liệu tìm kiếm. Xin thử lại khi có mạng, hoặc dùng các danh sách.";
      return;
    }
    if (mine !== turn) return;
    const { total, results, counts, names } = found;
    offer(form.elements.kind, counts.kind, state.kind, "Mọi loại", (kind) => KIND_NAMES[kind] ?? kind);
    offer(form.elements.unit, counts.unit, state.unit, "Mọi địa bàn", (id) => names.unit[id] ?? id);
    offer(form.elements.theme, counts.theme, state.theme, "Mọi lĩnh vực", (id) => names.theme[id] ?? id);
    for (const name of ["from", "to"]) offer(form.elements[name], counts.year, state[name], "Bất kỳ", (year) => year, (a, b) => b - a);
    form.elements.sort.value = state.sort;
    form.hidden = false;
    lists.hidden = total > 0;
    more.hidden = total <= results.length;
    status.textContent = total ? `${total} kết quả` : "Không thấy kết quả nào. Hãy thử ít chữ hơn, bỏ bớt điều kiện lọc, hoặc dùng các danh sách.";
    correction.hidden = !found.correction;
    if (found.correction) {
      const link = element("a", "", found.correction);
      link.href = addressOf({ ...state, q: found.correction });
      correction.replaceChildren("Bạn có muốn tìm “", link, "”?");
    }
    const items = results.map(resultItem);
    list.replaceChildren(...items);
    results.slice(0, LOOKED_INTO).forEach((result, i) => showWhere(result, items[i], found, engine.manifest.abbreviations));
  }

  function go() {
    shown = SHOWN;
    const state = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
    const address = addressOf(state);
    if (address.href !== location.href) history.pushState(null, "", address);
    render();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  form.addEventListener("change", (event) => event.target.name !== "q" && go());
  more.addEventListener("click", () => {
    shown += SHOWN;
    render();
  });
  window.addEventListener("popstate", () => {
    shown = SHOWN;
    render();
  });
  render();
}

// Why a result stands where it does, for whoever tends the search: `?debug` in the address.
function explained({ score, why }) {
  const words = why.plan.map(({ key, readings }) => `${key} ← ${[...readings].map(([word, cost]) => `${word} ${cost.toFixed(2)}`).join(", ")}`);
  const factors = why.factors.map(([reason, factor]) => `× ${factor.toFixed(2)} ${reason}`);
  return [`${score.toFixed(1)} = ${why.score.toFixed(1)} (covers ${why.cover.toFixed(2)})`, ...factors, ...words, ...why.reasons].join("\n");
}

document.querySelectorAll("[data-search-results]").forEach(attach);
