// The list of models: what is chosen in the filters, which combine, and how many each choice would leave. It stands in the address.
// site.js shows the form before the page is painted, so that nothing moves.

const place = document.querySelector("[data-choose]");
const form = place.querySelector("form");
const selects = Array.from(form.querySelectorAll("select"));
const cards = Array.from(document.querySelectorAll(".cards > .card"));
const said = place.querySelector("[data-choose-said]");
const clear = form.querySelector("[data-results-clear]");
const options = new Map(selects.map((select) => [select, Array.from(select.options).filter((option) => option.value)]));
const held = new Map();
const names = new Map();
for (const all of options.values()) {
  for (const option of all) {
    held.set(option, new Set(option.dataset.at.split(" ").map(Number)));
    names.set(option, option.textContent.replace(/ \([^()]*\)$/, ""));
  }
}

/** The places of the cards that all filters leave, but for one. */
function left(except) {
  const chosen = selects.filter((select) => select !== except && select.value).map((select) => held.get(select.selectedOptions[0]));
  return cards.map((_, at) => at).filter((at) => chosen.every((places) => places.has(at)));
}

function show() {
  const shown = new Set(left());
  cards.forEach((card, at) => {
    card.hidden = !shown.has(at);
  });
  for (const [select, all] of options) {
    const others = left(select);
    for (const option of all) {
      const count = others.filter((at) => held.get(option).has(at)).length;
      option.textContent = `${names.get(option)} (${count.toLocaleString("vi")})`;
      option.disabled = !count && !option.selected;
    }
  }
  const set = selects.filter((select) => select.value).length;
  place.querySelector("[data-choose-active]").textContent = set ? ` (${set})` : "";
  clear.hidden = !set;
  said.textContent = !set ? "" : shown.size ? `${shown.size.toLocaleString("vi")} trong ${cards.length.toLocaleString("vi")} hồ sơ` : "Không có mô hình nào với các điều kiện này. Hãy bỏ bớt điều kiện.";
}

/** Takes what the address asks for. */
function read() {
  const asked = new URLSearchParams(location.search);
  for (const [select, all] of options) {
    const value = asked.get(select.name);
    select.value = all.some((option) => option.value === value) ? value : "";
  }
  show();
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

form.addEventListener("change", write);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const select of selects) select.value = "";
  write();
  form.querySelector("summary").focus(); // the button is gone
});
addEventListener("popstate", read);
read();
if (selects.some((select) => select.value)) form.querySelector("details").open = true;
