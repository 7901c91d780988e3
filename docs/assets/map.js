// The map of units: what is filled, and how near one looks. The same stands in the list beside it, which changes with it.

const LEVELS = [5, 15]; // models and events from which a ground is filled darker, as in _map.jinja
const MOST = 16; // times that the map is enlarged
const NAMED = 3; // times from which units are named in it
const SIZE = 12; // pixels of a name on the screen

const number = new Intl.NumberFormat("vi", { maximumSignificantDigits: 2 });

for (const figure of document.querySelectorAll("[data-map]")) {
  const svg = figure.querySelector("svg");
  const choose = figure.querySelector("[data-map-choose]");
  const said = figure.querySelector("[data-map-said]");
  if (choose) {
    choose.hidden = false;
    fill(figure, choose.querySelector("[data-map-of]"), said);
    look(svg, choose);
  }
}

/** Fills the units that have something of what is chosen, in the map and in the list beside it. */
function fill(figure, select, said) {
  const units = Array.from(figure.querySelectorAll("svg a"), (link) => {
    const beside = Array.from(document.querySelectorAll("li a")).find((one) => one.href === link.href.baseVal || one.getAttribute("href") === link.getAttribute("href"));
    const shape = link.querySelector("path, circle");
    return { link, shape, title: shape.querySelector("title"), row: beside && beside.closest("li") };
  });
  for (const unit of units) unit.name = unit.title.textContent.replace(/: .*$/, "");

  function show() {
    const chosen = select.selectedOptions[0];
    const counts = new Map(chosen.dataset.counts.split(" ").map((one) => one.split(".")).map(([at, ...held]) => [Number(at), held.map(Number)]));
    units.forEach(({ link, shape, title, row, name }, at) => {
      const held = counts.get(at);
      const all = held ? held[0] + held[1] : 0;
      const kind = held ? `map__mark map__mark--${1 + LEVELS.filter((level) => all >= level).length}` : "map__dot";
      shape.setAttribute("class", kind);
      const told = words(held || [0, 0]) || "không có";
      title.textContent = `${name}: ${told}`;
      link.setAttribute("aria-label", `${name}: ${told}`);
      const small = row && row.querySelector("small");
      if (small) small.textContent = told;
    });
    const known = new URL(location.href);
    if (select.value) known.searchParams.set("to", select.value);
    else known.searchParams.delete("to");
    history.replaceState(history.state, "", known);
    return counts.size;
  }

  select.addEventListener("change", () => {
    const size = show();
    said.textContent = `${size} phường, xã, đặc khu được tô; số ở danh sách cũng theo lựa chọn này.`;
  });
  const asked = new URLSearchParams(location.search).get("to");
  if (asked && Array.from(select.options).some((option) => option.value === asked)) {
    select.value = asked;
    select.dispatchEvent(new Event("change"));
  }
}

function words([models, events]) {
  return [models && `${models} mô hình`, events && `${events} sự kiện`].filter(Boolean).join(", ");
}

/** A point within a shape, in the units of the drawing: the nearest to the middle of what it reaches over that a look at some finds. */
function middle(svg, shape) {
  const box = shape.getBBox();
  const tries = [0, -1, 1, -2, 2].flatMap((down) => [0, -1, 1, -2, 2].map((across) => [across / 6, down / 6]));
  const points = tries.sort((a, b) => Math.hypot(...a) - Math.hypot(...b)).map(([across, down]) => [box.x + box.width * (0.5 + across), box.y + box.height * (0.5 + down)]);
  const grain = shape.transform.baseVal.numberOfItems ? shape.transform.baseVal.getItem(0).matrix.a : 1;
  return (points.find(([x, y]) => !shape.isPointInFill || shape.isPointInFill(Object.assign(svg.createSVGPoint(), { x, y }))) || points[0]).map((one) => one * grain);
}

/** Lets one come nearer: by the buttons, by + and − and the arrows once the map is reached, with the wheel while Ctrl is held or the map
 * is enlarged, and with two fingers. */
function look(svg, choose) {
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const bar = svg.querySelector(".map__bar");
  const label = bar.querySelector("text");
  const km = parseFloat(label.textContent);
  const names = svg.appendChild(document.createElementNS(svg.namespaceURI, "g"));
  names.setAttribute("aria-hidden", "true");
  let near = 1;
  let left = 0;
  let top = 0;

  function show() {
    near = Math.min(Math.max(near, 1), MOST);
    left = Math.min(Math.max(left, 0), width - width / near);
    top = Math.min(Math.max(top, 0), height - height / near);
    svg.setAttribute("viewBox", `${left} ${top} ${width / near} ${height / near}`);
    svg.style.touchAction = near > 1 ? "none" : "pan-x pan-y";
    bar.setAttribute("transform", `translate(${left} ${top}) scale(${1 / near})`);
    label.textContent = `${number.format(km / near)} km`;
    for (const button of choose.querySelectorAll("[data-map-zoom]")) button.setAttribute("aria-disabled", String(Number(button.dataset.mapZoom) < 1 ? near === 1 : near === MOST)); // not `disabled`, which loses the focus
    name();
  }

  /** Comes `times` nearer to a point that stays where it is, in the units of the drawing. */
  function zoom(times, x = left + width / near / 2, y = top + height / near / 2) {
    const before = near;
    near = Math.min(Math.max(near * times, 1), MOST);
    left = x - ((x - left) * before) / near;
    top = y - ((y - top) * before) / near;
    show();
  }

  /** Names the units that can be seen, as far as there is room. */
  function name() {
    names.textContent = "";
    if (near < NAMED) return;
    const taken = [];
    const size = (SIZE * width) / (svg.clientWidth || width) / near;
    for (const shape of svg.querySelectorAll(".map__dot, .map__mark")) {
      const [x, y] = middle(svg, shape);
      const called = shape.querySelector("title").textContent.replace(/ \(.*|: .*$/, "").replace(/^(Phường|Xã|Đặc khu) /, "");
      const half = called.length * size * 0.27;
      const high = size;
      if (x - half < left || x + half > left + width / near || y - high < top || y + high > top + height / near) continue;
      if (taken.some((one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < high)) continue;
      taken.push({ x, y, half });
      const text = names.appendChild(document.createElementNS(svg.namespaceURI, "text"));
      text.textContent = called;
      text.setAttribute("class", "map__name");
      for (const [key, value] of Object.entries({ x, y: y + high / 3, "text-anchor": "middle" })) text.setAttribute(key, value);
      text.style.fontSize = `${size}px`;
      text.style.strokeWidth = `${size / 4}px`;
    }
  }

  /** Where on the drawing something happened. */
  function at({ clientX, clientY }) {
    const box = svg.getBoundingClientRect();
    return [left + ((clientX - box.left) / box.width) * (width / near), top + ((clientY - box.top) / box.height) * (height / near)];
  }

  for (const button of choose.querySelectorAll("[data-map-zoom]")) {
    button.addEventListener("click", () => zoom(Number(button.dataset.mapZoom) || 1 / MOST));
  }

  svg.setAttribute("tabindex", "0");
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = width / near / 4;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (event.key === "+" || event.key === "=") zoom(2);
    else if (event.key === "-") zoom(0.5);
    else if (event.key === "0") zoom(1 / MOST);
    else if (moves[event.key] && near > 1) {
      left += moves[event.key][0];
      top += moves[event.key][1];
      show();
    } else return;
    event.preventDefault();
  });

  // A unit that the keyboard comes to is brought into view.
  svg.addEventListener("focusin", ({ target }) => {
    const shape = target.querySelector("path, circle");
    if (target === svg || !shape || fingers.size) return;
    const [x, y] = middle(svg, shape);
    if (x > left && x < left + width / near && y > top && y < top + height / near) return;
    left = x - width / near / 2;
    top = y - height / near / 2;
    show();
  });

  const fingers = new Map();
  svg.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && near === 1) return; // else nobody could scroll past it
      if (near === 1 && event.deltaY > 0) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.25 : 0.8, ...at(event));
    },
    { passive: false },
  );

  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    if (!fingers.size) moved = false;
    fingers.set(event.pointerId, event);
  });
  addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const other = Array.from(fingers.values()).find((one) => one.pointerId !== event.pointerId);
    if (other) {
      const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      zoom(apart(event) / apart(before), ...at(other));
      moved = true;
    } else if (near > 1) {
      const [fromX, fromY] = at(before);
      const [toX, toY] = at(event);
      moved = moved || Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) > 3;
      left += fromX - toX;
      top += fromY - toY;
      show();
    }
    fingers.set(event.pointerId, event);
  });
  for (const over of ["pointerup", "pointercancel"]) addEventListener(over, (event) => fingers.delete(event.pointerId));
  // What was a move is no click on the unit beneath.
  svg.addEventListener("click", (event) => moved && event.preventDefault(), true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  show();
}
