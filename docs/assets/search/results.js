// The results page: query, filters and order all stand in the address, so that it can be shared and gone back to.

import { active, addressOf, asked, begin, chosen, FILTERS, offer } from "./filters.js";
import { aboutResult, callByKeys, element, FAILED, IN_THE_BOX, keepFor, marked, numeral, openOnce, remark, search, showWhere, TooOld } from "./view.js";

const SHOWN = 20;
const IN_A_TURN = 6; // requests of a browser at one time: results may lie far from each other
const NEAR = "25%"; // of the window, above the end of what is listed
const LOOKED_INTO = 5; // results whose pages are fetched to show where they hold what was asked for
const SUGGESTED = 6;
const TURNED = ["focusin", "pointerover", "touchstart"]; // a reader to the form
const IN_VIETNAM = 7 * 3600_000;

/** Makes `section` show the results of what its address asks for. */
export function attach(section) {
  const part = (name) => section.querySelector(`[data-results-${name}]`);
  const [form, filters, status, correction, list, more, others, lists, table] = ["form", "filters", "status", "correction", "list", "more", "others", "lists", "table"].map(part);
  const root = new URL(section.dataset.root, document.baseURI);
  const preset = { kind: section.dataset.kind ?? "", time: section.dataset.time ?? "" };
  const title = document.title;
  const said = [...status.childNodes];
  let turn = 0;
  let isTurnedTo = false; // the form, by the reader
  let ending; // watches for a reader who comes near the end of what is listed

  // How many results are shown stands beside the address, so that whoever comes back finds as many.
  const shown = () => history.state?.shown ?? SHOWN;

  // So does how far down it was read, as the list is not there yet when the browser would go back to it.
  const note = (more) => history.replaceState({ ...history.state, ...more }, "");
  const noteReading = () => note({ read: scrollY });

  function resultItem(result, kind) {
    const link = element("a", "", ...marked(result.titleParts));
    link.href = new URL(result.url, root);
    const item = element("li", "", element("p", "results__title", link), element("p", "results__about", aboutResult(result, kind)));
    if (result.snippet.length) item.append(element("p", "results__snippet", ...marked(result.snippet)));
    if (result.found > 1 && result.found < result.places) item.append(placesOf(result));
    return item;
  }

  // The places that were found of more than the page of the whole can tell apart.
  function placesOf({ parts, found }) {
    const box = element("details", "results__places", element("summary", "", `Xem ${numeral(found)} nơi này`));
    const tell = async () => {
      try {
        const places = await (await openOnce(root)).parts(parts);
        const alphabet = new Intl.Collator("vi", { numeric: true });
        const links = places.map(({ url, title, unit }) => {
          const link = element("a", "", unit || title);
          link.href = new URL(url, root);
          return link;
        });
        links.sort((a, b) => alphabet.compare(a.textContent, b.textContent));
        box.append(element("ul", "columns", ...links.map((link) => element("li", "", link))));
      } catch {
        box.append(element("p", "", FAILED));
      }
    };
    box.addEventListener("toggle", tell, { once: true });
    return box;
  }

  const queryLink = (state, q) => {
    const link = element("a", "", q);
    link.href = addressOf({ ...state, q }, preset);
    return link;
  };

  // What to do where nothing is found.
  function help(state, engine) {
    if (active(state, preset).length) return ["Không thấy kết quả nào với các điều kiện lọc này. Hãy bỏ bớt điều kiện, hoặc tìm ít chữ hơn."];
    const links = engine.suggestions.slice(0, SUGGESTED).flatMap((text) => [" · ", queryLink(state, text)]).slice(1);
    return [`Không thấy kết quả nào cho “${state.q.trim()}”. Hãy thử chữ khác, dùng các danh sách dưới đây, hoặc tìm: `, ...links];
  }

  function headline({ total, names, state, correction }, { kind, q }) {
    const noun = kind ? (names.kind[kind] ?? kind).toLowerCase() : "kết quả";
    const asked = (state === "corrected" && correction) || q.trim();
    const part = state === "partial" ? "cho một phần của" : "cho";
    return `${numeral(total)} ${noun}${asked ? ` ${part} “${asked}”` : ""}`;
  }

  function look(state, limit, more) {
    const wanted = Object.fromEntries(FILTERS.map((name) => [name, state[name]]));
    return search(root, state.q, { limit, filters: wanted, sort: state.sort || "relevance", alsoInBodies: true, ...more });
  }

  // How many results are listed before a reader comes near the others: by words as many as in the box, of which as many are compared.
  function atOnce(state) {
    if (history.state?.shown || history.state?.read) return shown();
    return state.q.trim() && state.sort !== "date" ? IN_THE_BOX : IN_A_TURN;
  }

  const isDebug = () => new URLSearchParams(location.search).has("debug");

  function listMore(results, state) {
    const items = results.map((result) => resultItem(result, state.kind));
    list.append(...items);
    if (isDebug()) import("./explained.js").then(({ explained }) => results.forEach((result, i) => items[i].append(...explained(result))));
    return items;
  }

  // Lists the rest of what is shown when a reader comes near it. What is listed stays where it is, though more cards were compared.
  function listRestLater(state, listed, limit) {
    const mine = turn;
    const listRest = async () => {
      const found = await look(state, limit, { explain: isDebug() }).catch(() => null); // the button stays
      if (!found || mine !== turn) return;
      const known = new Set(listed.map(({ url }) => url));
      const hadFocus = more.contains(document.activeElement);
      const [item] = listMore(found.results.filter(({ url }) => !known.has(url)).slice(0, limit - listed.length), state);
      more.hidden = found.total <= list.children.length;
      if (hadFocus) item?.querySelector("a").focus();
    };
    ending = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      ending.disconnect();
      listRest();
    }, { rootMargin: `0px 0px ${NEAR}` });
    ending.observe(more);
  }

  async function render() {
    const mine = ++turn;
    const state = asked(preset);
    const limit = shown();
    ending?.disconnect();
    form.elements.q.value = state.q;
    let engine;
    let found;
    try {
      found = await look(state, limit, { atOnce: atOnce(state), counts: isTurnedTo, explain: isDebug() });
      engine = await openOnce(root);
    } catch (error) {
      return tellFailure(error);
    }
    if (mine !== turn) return;
    waitNoLonger();
    if (state.q.trim()) keepFor(engine);
    const { total, results } = found;
    if (found.counts || !isTurnedTo) offer(form, state, found, state.q.trim());
    showWhatIsSet(state);
    lists.hidden = total > 0;
    more.hidden = total <= results.length;
    offerTable(state, total);
    document.title = state.q.trim() ? `${state.q.trim()} – ${title}` : title;
    status.replaceChildren(...(total ? [headline(found, state)] : help(state, engine)));
    const told = total ? remark(found, state.q) : "";
    correction.hidden = !told;
    correction.replaceChildren(told, ...(told && found.correction ? [" Tìm “", queryLink(state, found.correction), "”."] : []), ...(found.readings.length ? [" Cũng có thể là ", ...found.readings.flatMap((one, i) => [i ? ", “" : "“", queryLink(state, one), "”"]), "."] : []));
    list.replaceChildren();
    const items = listMore(results, state);
    if (results.length < Math.min(limit, total)) listRestLater(state, results, limit);
    others.hidden = !found.related.length;
    others.querySelector("ol").replaceChildren(...found.related.map((result) => resultItem(result, state.kind)));
    showWhere(found, LOOKED_INTO, root, engine.manifest.abbreviations, (i, nodes) => {
      items[i].querySelector(".results__snippet")?.remove();
      items[i].querySelector(".results__about").after(element("p", "results__snippet", ...nodes));
    }).catch(() => {}); // the summaries stay
  }

  function tellFailure(error) {
    waitNoLonger();
    // Where the browser is too old, what the page says is left standing, or put back.
    status.replaceChildren(...(error instanceof TooOld ? said : [FAILED]));
    form.hidden = Boolean(list.dataset.told);
    lists.hidden = false;
  }

  // Only of events is there a table whose rows are the results.
  function offerTable(state, total) {
    table.hidden = state.kind !== "event";
    table.querySelector("button").hidden = !total;
    table.querySelector("[role=status]").textContent = "";
  }

  // What the filters leave, all of it, as a file; whatever that needs is fetched only now.
  async function takeTable() {
    const state = asked(preset);
    const told = table.querySelector("[role=status]");
    told.textContent = "Đang tạo tệp…";
    try {
      const [{ saveTable }, { results }] = await Promise.all([import("./table.js"), look(state, Infinity, { each: true })]);
      const name = `${["su-kien", ...active(state, preset).map((filter) => state[filter])].join("-")}.csv`;
      await saveTable(table.querySelector("a").href, results, name);
      told.textContent = `Đã tạo tệp ${name}: ${numeral(results.length)} sự kiện.`;
    } catch {
      told.textContent = "Chưa tạo được tệp. Xin mở lại trang rồi thử lại khi có mạng.";
    }
  }

  function go(state) {
    const address = addressOf(state, preset);
    if (address.href !== location.href) {
      noteReading();
      history.pushState(null, "", address);
    }
    return render();
  }

  // Whether nothing is asked for, or the page itself lists it, and by the reader's clock still does.
  function isWritten() {
    const { told, total, pastAfter, pastUntil } = list.dataset;
    const today = new Date(Date.now() + IN_VIETNAM).toISOString().slice(0, 10);
    const isAsked = new URLSearchParams(location.search).toString() || history.state?.shown;
    return !isAsked && (!told || (total && !(pastAfter >= today) && !(pastUntil < today)));
  }

  // Until there are results, nothing stands below the form that they would move.
  const waiting = element("p", "results__waiting", "Đang tìm…");
  waiting.setAttribute("aria-hidden", "true"); // that there are results is said

  function wait() {
    section.classList.add("results--asking");
    status.textContent = "";
    status.after(waiting);
    begin(form);
    showWhatIsSet(asked(preset));
  }

  function showWhatIsSet(state) {
    const set = active(state, preset).length;
    part("active").textContent = set ? ` (${set})` : "";
    part("clear").hidden = !set;
    form.hidden = false;
  }

  function waitNoLonger() {
    section.classList.remove("results--asking");
    waiting.remove();
  }

  // Choices take long to count and to lay out, and the index is large: they come when the reader turns to the form.
  async function turnTo() {
    for (const name of TURNED) form.removeEventListener(name, turnTo, true);
    isTurnedTo = true;
    const mine = turn;
    const state = asked(preset);
    try {
      const found = await look(state, 0, { counts: true });
      if (mine === turn) offer(form, state, found, state.q.trim());
    } catch (error) {
      if (mine === turn) tellFailure(error);
    }
  }

  function showWritten() {
    const { told, total } = list.dataset;
    status.textContent = told ?? "";
    begin(form);
    lists.hidden = Boolean(told);
    part("clear").hidden = true;
    form.hidden = false;
    more.hidden = !(total > list.children.length);
    offerTable(preset, total);
  }

  for (const name of TURNED) form.addEventListener(name, turnTo, { capture: true, passive: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(chosen(form, preset));
  });
  form.addEventListener("change", (event) => event.target.name !== "q" && go(chosen(form, preset)));
  part("clear").addEventListener("click", async () => {
    await go({ ...asked(preset), ...Object.fromEntries(FILTERS.map((name) => [name, preset[name] ?? ""])) });
    filters.querySelector("summary").focus(); // the button is gone
  });
  more.addEventListener("click", async () => {
    const before = list.children.length;
    note({ shown: shown() + SHOWN });
    await render();
    list.children[before]?.querySelector("a").focus();
  });
  table.querySelector("button").addEventListener("click", takeTable);
  const goOnReading = () => history.state?.read !== undefined && scrollTo(0, history.state.read);
  const goBack = () => render().then(goOnReading);
  window.addEventListener("popstate", goBack);
  window.addEventListener("pagehide", noteReading);
  history.scrollRestoration = "manual";
  if (!document.querySelector("[data-search]")) callByKeys(form.elements.q);
  if (matchMedia("(min-width: 48em)").matches) filters.open = true;
  list.addEventListener("click", noteReading);
  if (isWritten()) {
    showWritten();
    goOnReading();
  } else {
    wait();
    goBack();
  }
}

document.querySelectorAll("[data-search-results]").forEach(attach);
