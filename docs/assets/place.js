// Finding one's ward by typing what it is or was called, in the combobox pattern of the ARIA Authoring Practices Guide.
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

const SHOWN = 8;
const PAUSE = 350; // ms without a key press, after which what was found is spoken

// As in search/normalise.js, which comes to readers within the whole engine.
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("đ", "d");

const words = (text) => fold(text).split(/[^a-z\d]+/).filter(Boolean);
const joined = (spaced) => spaced.replace(/ /g, "");
const initials = (spaced) => spaced.split(" ").map(([first]) => first).join("");

// How names of streets begin, and what stands before a street in an address.
const STREET = /^(?:tuyen )?(?:d|duong(?: pho)?|pho|dai lo|quoc lo|tinh lo|huong lo) (?=\w)/;
const HOUSE = /^(?:(?:(?:so|nha|can|lo|ngo|ngach|hem|kiet) )*\d+[a-z]? )+(?=[a-z])/;

/** What is left of a syllable that the keyboard did not make Vietnamese, as in search/vocabulary.js: `phuwowngf` is `phuong`. */
function withoutKeystrokes(word) {
  if (/^\d+$/.test(word)) return word;
  const [, onset, rime] = /^([^aeiouyw]*)(.*)$/.exec(word.replace(/\d/g, ""));
  const vowels = rime.replace(/aa|ee|oo/g, (twice) => twice[0]).replace(/([aou])w/g, "$1").replace(/w/g, "u");
  return onset.replace("dd", "d") + vowels.replace(/[sfrxjz]/g, "");
}

/** The letters of a text, each a bit. */
const letters = (text) => Array.from(text).reduce((mask, letter) => mask | (1 << (letter.charCodeAt(0) % 32)), 0);

/** How many letters of one lack in the other, which is no more than they are apart. */
function lacking(one, other) {
  let count = 0;
  for (let rest = one & ~other; rest; rest &= rest - 1) count++;
  return count;
}

/** How many slips of the fingers a text of that length may have. */
const slips = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

const FAR = 99;
const ROWS = [0, 1, 2].map(() => new Uint8Array(1000)); // a field takes 100 letters

/** The fewest letters to put in, leave out, change or swap so that `typed` becomes the beginning of `name`; more than `most` is Infinity. */
export function apart(typed, name, most) {
  if (name.startsWith(typed)) return 0;
  if (!most || name.length < typed.length - most) return Infinity;
  const long = Math.min(name.length, typed.length + most);
  let [before, row, next] = ROWS;
  for (let at = 0; at <= long; at++) row[at] = at > most ? FAR : at;
  for (let i = 1; i <= typed.length; i++) {
    next.fill(FAR, 0, long + 1);
    if (i <= most) next[0] = i;
    let least = next[0];
    for (let j = Math.max(1, i - most); j <= Math.min(long, i + most); j++) {
      const isSame = typed[i - 1] === name[j - 1];
      let off = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (isSame ? 0 : 1));
      if (!isSame && j > 1 && typed[i - 1] === name[j - 2] && typed[i - 2] === name[j - 1]) off = Math.min(off, before[j - 2] + 1);
      next[j] = off;
      if (off < least) least = off;
    }
    if (least > most) return Infinity;
    [before, row, next] = [row, next, before];
  }
  let least = FAR;
  for (let at = Math.max(0, typed.length - most); at <= long; at++) least = Math.min(least, row[at]);
  return least > most ? Infinity : least;
}

/** What is in places.json, made ready to be looked through by `meant`: `all` places, each with its name, its page, the units of today that
 * it went into, or the units that it lies in; what kinds of units are called, and shortened to; and how an address ends in the province, or the country. */
export function prepared({ kinds, provinces, now, before, shares, spots, streets }) {
  const called = kinds.map((kind) => words(kind).join(" "));
  const pattern = new RegExp(`\\b(?:${called.join("|")}) (?=\\w)`, "g");
  const bare = (spaced) => spaced.replace(pattern, "");
  const shortened = new Map(called.map((kind) => [initials(kind), kind]));
  const above = ["Việt Nam", ...provinces].map((name) => words(name).join(" ")).flatMap((name) => [name, initials(name)]).filter((name) => name.length > 1);
  const ending = new RegExp(` (?:(?:${called.join("|")}) )?(?:${above.join("|")})$`);
  const units = [...now, ...before].map(([name, page, ...heirs], at) => ({ name, page, isNow: at < now.length, heirs: heirs.map(([unit, share]) => ({ at: unit, share: shares[share] })) }));
  for (const { heirs } of units) for (const heir of heirs) heir.into = units[heir.at];
  const within = ([name, ...at], isStreet) => {
    const there = at.map((unit) => units[unit]);
    const told = at.length > 1 ? name : `${name} – ${there[0].name}`;
    return { name: told, page: "", heirs: [], within: there, isStreet };
  };
  const all = [...units, ...spots.map((spot) => within(spot, false)), ...streets.map((street) => within(street, true))];
  for (const place of all) {
    const [name, within = ""] = place.name.split(/ [(–] ?/);
    const [whole, above] = [words(name).join(" "), /^(?:đến|từ|địa giới) /.test(within) ? "" : words(within.split(",")[0]).join(" ")];
    const own = place.isStreet ? whole.replace(STREET, "") : bare(whole);
    place.spaced = [whole, own];
    place.keys = [joined(whole), joined(own), joined(`${whole}${above}`), joined(`${own}${bare(above)}`)];
    place.plain = name.toLowerCase().normalize("NFC");
    place.letters = letters(place.keys[2]);
    place.later = own.split(" ").map((_, at, all) => all.slice(at).join("")).slice(1);
  }
  return { all, bare, shortened, ending };
}

/** The places that may be meant by what was typed, the likeliest first: by all of it, else by the street that an address begins with and by
 * what stands behind its comma. */
export function meant(ready, typed) {
  const found = read(ready, typed);
  const comma = typed.indexOf(",");
  if (comma < 0 || found.some((place) => !place.isStreet)) return found;
  const streets = read(ready, typed.slice(0, comma)).filter((place) => place.isStreet);
  return Array.from(new Set([...found, ...streets, ...meant(ready, typed.slice(comma + 1))]));
}

/** The places that a text may mean: as it was typed, else as what is left of it without the country and the province that an address ends
 * in, and without key strokes that stayed behind. */
function read(ready, typed) {
  const { shortened, ending } = ready;
  const tokens = words(typed);
  if (!` ${tokens.join(" ")}`.replace(ending, "")) return [];
  for (const read of [tokens, tokens.map(withoutKeystrokes)]) {
    // A word that is being typed may become a name, but no name begins as kinds of two words are shortened.
    const whole = read.map((word, at) => ((at < read.length - 1 || (!at && word.length > 1)) && shortened.get(word)) || word).join(" ");
    for (let spaced = whole, before; spaced !== before; spaced = spaced.replace(ending, "")) {
      const found = called(ready, spaced, typed);
      if (found.length) return found;
      before = spaced;
    }
  }
  return [];
}

/** The places that a text may call, where kinds are written out. Where it begins as a street does, or a house, no slip of the fingers makes
 * it a ward of nearly that name. */
function called({ all: places, bare }, whole, typed) {
  const [all, name] = [joined(whole), joined(bare(whole))];
  const street = whole.replace(HOUSE, "");
  const isStreet = street !== whole || STREET.test(whole);
  const along = street.replace(STREET, "");
  const [road] = whole.split(" ");
  if (name.length < 2) return [];
  const said = typed.trim().toLowerCase().normalize("NFC");
  const ways = [[all, 0], [all, 1], [all, 2]].concat(name === all ? [[all, 3]] : [[name, 1], [name, 3]]);
  const has = letters(name);
  const onStreets = [[joined(street), 0], [joined(street), 2], [joined(along), 1], [joined(along), 3]];
  const isOn = ({ spaced }) => isStreet && [`${street} `, `${along} `].some((one) => spaced.some((name) => one.startsWith(`${name} `)));
  const found = [];
  const look = (most) => {
    for (const place of places) {
      if (!isStreet && lacking(has, place.letters) > most(name)) continue;
      const allowed = isStreet && !place.isStreet && place.spaced[1].split(" ")[0] !== road ? () => 0 : most;
      let off = place.isStreet && isOn(place) ? 0 : Infinity;
      for (const [one, key] of place.isStreet ? onStreets : ways) if (off && one.length > 1) off = Math.min(off, apart(one, place.keys[key], allowed(one)));
      if (off > 1 && place.later.some((one) => one.startsWith(name))) off = 1;
      if (off === Infinity) continue;
      const likeness = [place.plain.includes(said) && 4, all === place.keys[0] && 3, name === place.keys[1] && 2, place.isNow && 1];
      found.push({ place, rank: off * 8 - likeness.reduce((sum, one) => sum + Number(one), 0) });
    }
  };
  look(() => 0);
  if (found.length < SHOWN) {
    found.length = 0;
    look((text) => slips(text.length)); // which takes longer
  }
  return found.sort((one, other) => one.rank - other.rank).map(({ place }) => place);
}

let loading;

/** Fetches the names, once. */
function load() {
  loading = loading || fetch(new URL("places.json", import.meta.url)).then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.status)))).then(prepared);
  loading.catch(() => (loading = undefined));
  return loading;
}

/** Makes the field of a form say what may be meant; `choose(place)` is told of what is picked, `say(text)` of what is to be spoken. */
export function attach(form, choose, say) {
  const input = form.elements.q;
  const list = form.querySelector("[role=listbox]");
  let shown = [];
  let active = -1;
  let pause;

  function activate(at) {
    active = at;
    Array.from(list.children, (row, number) => row.setAttribute("aria-selected", String(number === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  }

  function show(places) {
    shown = places;
    list.textContent = "";
    places.forEach(({ name, heirs, within = [] }, at) => {
      const row = list.appendChild(document.createElement("li"));
      Object.assign(row, { id: `${list.id}-${at}`, textContent: name });
      row.setAttribute("role", "option");
      if (heirs.length) row.appendChild(document.createElement("small")).textContent = ` nay thuộc ${heirs.length > 2 ? `${heirs.length} phường, xã` : heirs.map(({ into }) => into.name).join(", ")}`;
      if (within.length > 1) row.appendChild(document.createElement("small")).textContent = ` ở ${within.length} phường, xã`;
      row.addEventListener("click", () => pick(at));
    });
    list.hidden = !places.length;
    input.setAttribute("aria-expanded", String(places.length > 0));
    activate(-1);
  }

  async function look() {
    const text = input.value;
    try {
      const places = await load();
      if (text !== input.value) return;
      const found = meant(places, text);
      show(found.slice(0, SHOWN));
      clearTimeout(pause);
      pause = setTimeout(() => say(found.length ? `${Math.min(found.length, SHOWN)} nơi phù hợp.` : text.trim().length < 2 ? "" : "Không thấy nơi nào có tên ấy. Ô này biết tên phường, xã, quận, huyện hiện nay và trước đây, cùng những đường, phố, nơi mà nguồn có nêu; nơi khác thì bấm Tìm để tìm trong cả trang."), PAUSE);
    } catch {
      say("Chưa tải được tên các đơn vị. Xin thử lại khi có mạng, hoặc bấm Tìm.");
    }
  }

  function pick(at) {
    const place = shown[at];
    clearTimeout(pause);
    input.value = place.name;
    show([]);
    choose(place);
  }

  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    // The key that ends a composition is the input method's. Safari sends it when the composition is over, as 229.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    const { key, altKey } = event;
    if ((key === "ArrowDown" || key === "ArrowUp") && !altKey && shown.length) activate(((active + 1 + (key === "ArrowDown" ? 1 : -1) + shown.length + 1) % (shown.length + 1)) - 1);
    else if (key === "ArrowDown") look();
    else if (key === "Escape" && shown.length) show([]);
    else {
      if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) activate(-1); // these move in the text
      return;
    }
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    if (!shown.length) return; // the form leads to the search
    event.preventDefault();
    pick(Math.max(active, 0));
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // a click there doesn't take the focus from the field
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || show([]));
  if (input.value) look();
}
