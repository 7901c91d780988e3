// "Phường của tôi": the unit that a reader wants to begin with. It is found on the device and kept there; nothing is sent.

const KEY = "mine";
const root = new URL("../", import.meta.url);

/** What is kept, { name, page }; only if that is a page of this site, as others on the same host may write there. */
function kept() {
  try {
    const { name, page } = JSON.parse(localStorage.getItem(KEY));
    const isOurs = name && typeof name === "string" && typeof page === "string" && new URL(page, root).href.startsWith(root.href);
    return isOurs ? { name, page } : null;
  } catch {
    return null; // a browser that keeps nothing, or what we cannot read
  }
}

/** Keeps a unit, { name, page }, or none; whether the browser does. */
function keep(unit) {
  try {
    if (unit) localStorage.setItem(KEY, JSON.stringify(unit));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** The home page begins with what is kept. */
function begin(place) {
  const unit = kept();
  if (!unit) {
    delete document.documentElement.dataset.mine;
    return;
  }
  document.documentElement.dataset.mine = "";
  const link = place.querySelector("a");
  link.href = new URL(unit.page, root);
  link.textContent = unit.name;
  place.querySelector("button").onclick = () => {
    keep(null);
    delete document.documentElement.dataset.mine;
  };
}

/** On the page of a unit: whether it is the one that is kept. */
function show(place) {
  const unit = kept();
  place.querySelector("button").textContent = unit && unit.page === place.dataset.page ? "Thôi nhớ nơi này" : "Nhớ là nơi tôi ở";
}

function offer(place) {
  const { name, page } = place.dataset;
  const button = place.querySelector("button");
  const said = place.querySelector("[role=status]");
  button.addEventListener("click", () => {
    const unit = kept();
    const isKept = Boolean(unit && unit.page === page);
    const done = keep(isKept ? null : { name, page });
    said.textContent = !done ? "Trình duyệt này không cho lưu lại lựa chọn." : isKept ? "Trang chủ không còn mở đầu bằng nơi này." : "Đã nhớ trên máy này; trang chủ sẽ mở đầu bằng nơi này.";
    show(place);
  });
  show(place);
}

/** What helps a reader find a ward: by its name, or where the reader stands. */
function find(form) {
  const said = form.querySelector("[role=status]");
  const found = form.querySelector("[data-mine-found]");
  const say = (text) => (said.textContent = text);

  /** Where the site tells of a unit: on its page, else what the search finds of it, by then maybe a page. */
  const way = ({ name, page }) => page || `${new URL(form.action).href.slice(root.href.length)}?q=${encodeURIComponent(name)}`;

  /** A unit with the way to its page, and to have the home page begin with it. */
  function row({ name, page }, share, place) {
    place.append(page ? Object.assign(document.createElement("a"), { href: new URL(page, root), textContent: name }) : name, share ? ` – ${share}` : "", page ? " " : ": trang thông tin này chưa có mô hình, sự kiện nào ở đó ");
    if (!("keeps" in document.documentElement.dataset)) return;
    const button = place.appendChild(Object.assign(document.createElement("button"), { type: "button", textContent: "Nhớ là nơi tôi ở" }));
    button.setAttribute("aria-label", `Nhớ là nơi tôi ở: ${name}`);
    button.addEventListener("click", () => {
      say(keep({ name, page: way({ name, page }) }) ? `Đã nhớ ${name} trên máy này; trang chủ sẽ mở đầu bằng nơi này.` : "Trình duyệt này không cho lưu lại lựa chọn.");
      document.querySelectorAll("[data-mine-kept]").forEach(begin);
      document.querySelectorAll("[data-mine-offer]").forEach(show);
    });
  }

  function tell(place, told = "") {
    const units = place.within || [place];
    form.querySelector(".hint").hidden = true;
    found.textContent = "";
    say(told || chosen(place, units));
    for (const unit of units) {
      if (units.length > 1 && !unit.isNow) found.appendChild(document.createElement("p")).textContent = `${unit.name}:`;
      unfold(unit);
    }
  }

  /** What a unit is today. */
  function unfold({ name, page, isNow, heirs }) {
    if (isNow) return row({ name, page }, "", found.appendChild(document.createElement("p")));
    const list = found.appendChild(document.createElement("ul"));
    for (const { into, share } of heirs) row(into, share, list.appendChild(document.createElement("li")));
    if (page) found.appendChild(Object.assign(document.createElement("a"), { href: new URL(page, root), textContent: `Trang của ${name}` }));
  }

  /** What is to be said of a place that was picked, in units of today or before. */
  function chosen({ name, within }, units) {
    if (units.length > 1) return `${name}: nguồn nêu ở ${units.length} phường, xã, ghi dưới đây.`;
    const [unit] = units;
    const split = unit.heirs.length ? `${unit.name} nay thuộc ${unit.heirs.length} phường, xã, đặc khu, ghi dưới đây` : "";
    if (!within) return split ? `${split}.` : `Đã chọn: ${name}.`;
    return `Đã chọn: ${name}.${split ? ` ${split}${unit.heirs.length > 1 ? "; nguồn không nói nơi ấy nay ở đâu trong số đó" : ""}.` : ""}`;
  }

  const input = form.elements.q;
  for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": form.querySelector("[role=listbox]").id })) input.setAttribute(key, value);
  input.addEventListener("focus", async () => {
    try {
      (await import("./place.js")).attach(form, tell, say);
    } catch {
      // The form leads to the search.
    }
  }, { once: true });
  const here = form.querySelector("[data-mine-here]");
  if (here) here.addEventListener("click", () => stand(here, form.dataset.borders, say, tell));
}

/** Finds the unit where the reader stands: asked for only then, and worked out here. */
function stand(button, borders, say, tell) {
  button.disabled = true;
  say("Đang tìm…");
  navigator.geolocation.getCurrentPosition(
    async ({ coords }) => {
      try {
        const [{ contains }, response] = await Promise.all([import("./ground.js"), fetch(new URL(borders, root))]);
        const { features } = await response.json();
        const here = features.find((one) => contains(one.geometry.coordinates, coords.longitude, coords.latitude));
        const rough = coords.accuracy > 1000 ? ` (vị trí chỉ chính xác đến khoảng ${Math.round(coords.accuracy / 1000)} km)` : "";
        if (here) tell({ ...here.properties, isNow: true }, `Nơi đang đứng: ${here.properties.name}${rough}.`);
        else say("Nơi đang đứng không thuộc đơn vị nào mà trang thông tin này có ranh giới. Có thể gõ tên phường, xã.");
      } catch {
        say("Chưa tải được ranh giới các đơn vị. Xin thử lại khi có mạng.");
      }
      button.disabled = false;
    },
    (error) => {
      say(`${error.code === error.PERMISSION_DENIED ? "Trình duyệt chưa được phép cho biết vị trí." : "Chưa xác định được vị trí."} Có thể gõ tên phường, xã.`);
      button.disabled = false;
    },
    { maximumAge: 600000, timeout: 15000 },
  );
}

document.querySelectorAll("[data-mine-kept]").forEach(begin);
document.querySelectorAll("[data-mine-offer]").forEach(offer);
document.querySelectorAll("[data-mine-find]").forEach(find);
