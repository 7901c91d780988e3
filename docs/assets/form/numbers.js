// Numbers as Vietnamese writes them: `33.786` and `36,6`; kept as the records have them: `33786`, `36.6`.

const GROUPED = /^\d{1,3}(\.\d{3})+$/;
const SPACED = /^\d{1,3}([ \u00a0\u202f]\d{3})+$/;
const HOW = {
  hơn: "over", trên: "over", khoảng: "about", chừng: "about", ước: "about", gần: "under", dưới: "under",
  "ít nhất": "at_least", "tối thiểu": "at_least", "nhiều nhất": "at_most", "tối đa": "at_most", "không quá": "at_most",
};
const NUMBER = "[\\d.,]*\\d";
const TWO = new RegExp(`^(?:từ )?(${NUMBER}) ?(/|-|–|đến|trong|trên) ?(${NUMBER})(?: ?([^\\d\\s].*))?$`, "i");
const TOLD = new RegExp(`^(?:(${Object.keys(HOW).join("|")}) )?(${NUMBER})(?: ?([^\\d\\s].*))?$`, "i");

/** What is meant by `text`: {plain, shown, doubt}; null where it is no number. `doubt` says how else it could be read. */
export function readNumber(text) {
  let written = text.trim().normalize("NFC");
  const sign = /^[-−]/.test(written) ? "-" : "";
  written = written.replace(/^[-−+]\s*/, "");
  let plain = null, doubt = "";
  const [whole, ...parts] = written.split(",");
  if (/^\d+$/.test(written)) plain = written;
  else if (GROUPED.test(written)) {
    plain = written.replace(/\./g, "");
    if ((written.match(/\./g) || []).length === 1)
      doubt = `Dấu chấm được hiểu là phân cách hàng nghìn. Nếu là số lẻ thì viết dấu phẩy: ${written.replace(".", ",")}`;
  } else if (SPACED.test(written)) plain = written.replace(/\D/g, "");
  else if (parts.length === 1 && /^\d+$/.test(parts[0]) && (/^\d+$/.test(whole) || GROUPED.test(whole) || SPACED.test(whole))) {
    plain = `${whole.replace(/\D/g, "")}.${parts[0]}`;
    if (parts[0].length === 3 && /^[1-9]\d{0,2}$/.test(whole))
      doubt = `Dấu phẩy được hiểu là phần lẻ. Nếu là hàng nghìn thì viết ${whole}.${parts[0]}`;
  } else if (/^\d+\.\d+$/.test(written)) {
    plain = written;
    doubt = "Dấu chấm được hiểu là phần lẻ, vì sau nó không đủ ba chữ số";
  }
  if (plain === null || plain.replace(/\D/g, "").length > 18) return null;
  plain = settled(plain);
  return { plain: sign + plain, shown: sign + shownNumber(plain), doubt };
}

/** Without zeros in front; three decimals get a 0 behind them, since the records refuse what reads in two ways. */
function settled(plain) {
  const [whole, decimals] = plain.split(".");
  const front = whole.replace(/^0+(?=\d)/, "");
  return decimals === undefined ? front : `${front}.${decimals.length === 3 ? decimals + "0" : decimals}`;
}

/** `33786` → `33.786`, `36.6` → `36,6`; what is no number of the records stays as it is. */
export function shownNumber(plain) {
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return plain;
  const [whole, decimals] = plain.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  if (decimals === undefined) return grouped;
  return `${grouped},${decimals.length === 4 && decimals.endsWith("0") ? decimals.slice(0, -1) : decimals}`;
}

/**
 * What several fields hold of what was written in one, `hơn 3.000 hộ`, `15/16 trường`, `1–2`:
 * {value, to, of, precision, measure}, those that are told; null for a plain number and for what is none.
 */
export function apart(text) {
  const written = text.trim().normalize("NFC").replace(/\s+/g, " ");
  let found = TWO.exec(written);
  if (found) {
    const [, first, mark, second, measure] = found;
    const one = readNumber(first), other = readNumber(second);
    if (!one || !other) return null;
    const isRange = ["-", "–", "đến"].includes(mark.toLowerCase());
    return apartOf({ value: one.plain, [isRange ? "to" : "of"]: other.plain, measure });
  }
  found = TOLD.exec(written);
  const number = found && (found[1] || found[3]) && readNumber(found[2]);
  return number ? apartOf({ value: number.plain, precision: found[1] && HOW[found[1].toLowerCase()], measure: found[3] }) : null;
}

function apartOf(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}
