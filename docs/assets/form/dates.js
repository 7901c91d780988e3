// Dates, stretches of time and times of day as people write them: `19/8/2024`, `8/2024`, `khoảng 2023`, `6 tháng đầu năm 2024`, `14h30`;
// kept as the records have them (EDTF): `2024-08-19`, `2024-08`, `2023~`, `2024-01/2024-06`, `14:30`.

const WRITTEN = /^(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?(~)?$/;
const DAY = /^(?:ngày )?(\d{1,2}) ?(?:[/.-]| tháng ) ?(\d{1,2}) ?(?:[/.-]| năm ) ?(\d{4})$/i;
const MONTH = /^(?:tháng |t\.? ?)?(\d{1,2}) ?(?:[/.-]| năm ) ?(\d{4})$/i;
const YEAR = /^(?:(?:cả )?năm )?(\d{4})$/i;
const YEAR_FIRST = /^(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?$/;
const NO_YEAR = /^(?:ngày )?(\d{1,2}) ?(?:[/-]| tháng ) ?(\d{1,2})$/i;
const ABOUT = /^(?:khoảng|chừng|độ) /i;
const SHORT_YEAR = /^(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})$/;
const WEEKDAYS = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];
const QUARTERS = ["I", "II", "III", "IV"];

const two = (number) => String(number).padStart(2, "0");
const squeezed = (text) => text.trim().normalize("NFC").replace(/\s+/g, " ");

/** What is meant: {plain, shown}; {plain: null, hint} where it is no date, with what to write instead if that can be told. */
export function readDate(text, today = new Date()) {
  let written = squeezed(text);
  const relative = { "hôm nay": 0, "hôm qua": -1, "hôm kia": -2 }[written.toLowerCase()];
  if (relative !== undefined) {
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + relative);
    return told(day.getFullYear(), day.getMonth() + 1, day.getDate());
  }
  const short = SHORT_YEAR.exec(written);
  if (short) return { plain: null, hint: `Viết đủ năm: ${short[1]}20${short[2]}` };
  const about = ABOUT.test(written) || written.endsWith("~");
  written = written.replace(ABOUT, "").replace(/~$/, "");
  let found = DAY.exec(written);
  if (found) return told(+found[3], +found[2], +found[1], about);
  if ((found = MONTH.exec(written))) return told(+found[2], +found[1], null, about);
  if ((found = YEAR.exec(written))) return told(+found[1], null, null, about);
  if ((found = YEAR_FIRST.exec(written))) return told(+found[1], +found[2], found[3] ? +found[3] : null, about);
  if ((found = /^XXXX-(\d{2})-(\d{2})$/.exec(written))) return told(null, +found[1], +found[2]);
  if ((found = NO_YEAR.exec(written))) return told(null, +found[2], +found[1], about);
  return { plain: null, hint: "Viết như 19/8/2024, 8/2024 hoặc 2024; chưa chắc thì viết khoảng 2024" };
}

function told(year, month, day, about = false) {
  if (year === 0 || (month !== null && (month < 1 || month > 12))) return { plain: null, hint: "Không có tháng hoặc năm này" };
  if (day !== null && (day < 1 || day > daysIn(year === null ? 2000 : year, month))) return { plain: null, hint: "Ngày này không có trong lịch" };
  if (about && (day !== null || year === null)) return { plain: null, hint: "“Khoảng” chỉ đứng trước tháng hoặc năm" };
  const plain = [year === null ? "XXXX" : String(year).padStart(4, "0"), ...[month, day].filter((p) => p !== null).map(two)].join("-");
  const full = `${plain}${about ? "~" : ""}`;
  return { plain: full, shown: shownDate(full) + (year && day ? `, ${WEEKDAYS[new Date(year, month - 1, day).getDay()]}` : "") };
}

const daysIn = (year, month) => new Date(year, month, 0).getDate();

/** A date of the records as a person reads it: `19/8/2024`, `tháng 8/2024`, `năm 2024`, `khoảng năm 2023`. */
export function shownDate(plain) {
  const found = WRITTEN.exec(plain);
  if (!found) return plain;
  const [, year, month, day, about] = found;
  if (about) return `khoảng ${shownDate(plain.slice(0, -1))}`;
  if (year === "XXXX") return `${+day}/${+month} (không rõ năm)`;
  return day ? `${+day}/${+month}/${year}` : month ? `tháng ${+month}/${year}` : `năm ${year}`;
}

/** A date of the records as it is typed again: `19/8/2024`, `8/2024`, `2024`, `khoảng 2023`, `27/9`. */
export function typedDate(plain) {
  const found = WRITTEN.exec(plain);
  if (!found) return plain;
  const [, year, month, day, about] = found;
  const parts = [day && +day, month && +month, year === "XXXX" ? null : year].filter((part) => part);
  return `${about ? "khoảng " : ""}${parts.join("/")}`;
}

const UNTIL = /^(?:tính )?đến (?:hết |cuối )?(.+)$/i;
const SINCE = /^từ (.+?)(?: đến nay| trở đi)?$/i;
const QUARTER = /^quý (iv|i{1,3}|[1-4])(?: ?năm | ?[/.-] ?| )(\d{4})$/i;
const MONTHS = /^(\d{1,2}) tháng(?: (đầu|cuối))?(?: năm | ?[/.-] ?| )(\d{4})$/i;
const BETWEEN = /^(?:giai đoạn |từ )?(.+?) ?(?:đến|–| - ) ?(.*\d.*)$/i;
const YEARS = /^(\d{4}) ?[-–/] ?(\d{4})$/;

/** The same for a stretch of time: `2013–2023`, `6 tháng đầu năm 2024`, `quý II/2024`, `đến tháng 7/2023`, `từ 2019`. */
export function readPeriod(text, today = new Date()) {
  const written = squeezed(text).replace(/^giai đoạn /i, "");
  const period = meant(written, today);
  if (!period.plain) return period;
  const [start, end = start] = period.plain.split("/");
  if (start !== ".." && end !== ".." && end.replace(/~$/, "") + "-99" < start.replace(/~$/, ""))
    return { plain: null, hint: "Thời gian này kết thúc trước khi bắt đầu" };
  return { plain: period.plain, shown: shownPeriod(period.plain) };
}

function meant(written, today) {
  let found = QUARTER.exec(written);
  if (found) {
    const number = found[1].toUpperCase();
    const quarter = QUARTERS.includes(number) ? QUARTERS.indexOf(number) : +number - 1;
    return { plain: `${found[2]}-${two(quarter * 3 + 1)}/${found[2]}-${two(quarter * 3 + 3)}` };
  }
  if ((found = MONTHS.exec(written)) && +found[1] >= 2 && +found[1] <= 12) {
    const count = +found[1], year = found[3];
    if (count === 12) return { plain: year };
    const [first, last] = (found[2] || "").toLowerCase() === "cuối" ? [13 - count, 12] : [1, count];
    return { plain: `${year}-${two(first)}/${year}-${two(last)}` };
  }
  if ((found = YEARS.exec(written))) return { plain: `${found[1]}/${found[2]}` };
  if (written.includes("/") && /^(\.\.|\d{4}(-\d\d){0,2})\/(\.\.|\d{4}(-\d\d){0,2})$/.test(written) && written !== "../..") return { plain: written };
  const day = readDate(written, today);
  if (day.plain) return day;
  if ((found = UNTIL.exec(written))) return open(found[1], (date) => `../${date}`, today);
  if ((found = BETWEEN.exec(written)) && found[2]) {
    const last = readDate(found[2], today), from = found[1].replace(/^từ /i, ""), year = /^\d{4}/.exec(last.plain || "");
    let first = readDate(from, today);
    // The year is often said once, with the end: `từ 1/6 đến 24/8/2024`, `tháng 1 đến tháng 6 năm 2024`.
    if (year && (!first.plain || first.plain.startsWith("XXXX"))) first = readDate(`${from}${/^tháng/i.test(from) ? " năm " : "/"}${year[0]}`, today);
    if (first.plain && last.plain) return { plain: `${first.plain}/${last.plain}` };
  }
  if ((found = SINCE.exec(written))) return open(found[1], (date) => `${date}/..`, today);
  return { plain: null, hint: "Viết như 2023, 6 tháng đầu năm 2024, quý II/2024, 2013–2023, đến tháng 7/2023 hoặc từ 2019" };
}

function open(text, wrap, today) {
  const date = readDate(text, today);
  return date.plain && WRITTEN.exec(date.plain)[1] !== "XXXX" && !date.plain.endsWith("~") ? { plain: wrap(date.plain) } : date;
}

/** A stretch of time of the records as a person reads it. */
export function shownPeriod(plain) {
  const [start, end] = plain.split("/");
  if (end === undefined) return shownDate(start);
  if (end === "..") return `từ ${shownDate(start)}`;
  if (start === "..") return `tính đến ${shownDate(end)}`;
  const from = WRITTEN.exec(start), to = WRITTEN.exec(end);
  if (!from || !to) return plain;
  if (!from[2] && !to[2]) return `${start}–${end}`;
  if (from[1] === to[1] && from[2] && to[2] && !from[3] && !to[3]) {
    const [first, last] = [+from[2], +to[2]];
    if (last - first === 2 && first % 3 === 1) return `quý ${QUARTERS[(first - 1) / 3]} năm ${from[1]}`;
    if (first === 1) return last === 12 ? `năm ${from[1]}` : `${last} tháng đầu năm ${from[1]}`;
    if (last === 12) return `${13 - first} tháng cuối năm ${from[1]}`;
  }
  return `từ ${shownDate(start)} đến ${shownDate(end)}`;
}

/** The same as it is typed again, so that `readPeriod` reads the same. */
export function typedPeriod(plain) {
  const [start, end] = plain.split("/");
  if (end === undefined) return typedDate(start);
  if (end === "..") return `từ ${typedDate(start)}`;
  if (start === "..") return `đến ${typedDate(end)}`;
  const shown = shownPeriod(plain);
  return shown.startsWith("từ ") ? `từ ${typedDate(start)} đến ${typedDate(end)}` : shown;
}

const CLOCK = /^(\d{1,2}) ?(?::|\.|h|g|giờ) ?(\d{1,2})?(?: ?(?:phút|p|'))?(?: (sáng|trưa|chiều|tối))?$/i;

/** The same for a time of day: `14:30`, `14h30`, `2 giờ chiều`, `sáng`. */
export function readTime(text) {
  const written = squeezed(text).toLowerCase().replace(/^(lúc|buổi) /, "");
  if (["sáng", "trưa", "chiều", "tối"].includes(written)) return { plain: written, shown: `buổi ${written}` };
  const found = CLOCK.exec(written);
  const hour = found && +found[1] + (["chiều", "tối"].includes(found[3]) && +found[1] < 12 ? 12 : 0);
  if (!found || hour > 23 || +(found[2] || 0) > 59) return { plain: null, hint: "Viết như 14:30, 14h30, hoặc sáng, trưa, chiều, tối" };
  const plain = `${two(hour)}:${two(+(found[2] || 0))}`;
  return { plain, shown: shownTime(plain) };
}

/** A time of day as a person reads it: `14 giờ 30`, `buổi sáng`. */
export function shownTime(plain) {
  const found = /^(\d{2}):(\d{2})$/.exec(plain);
  return found ? `${+found[1]} giờ${found[2] === "00" ? "" : ` ${found[2]}`}` : `buổi ${plain}`;
}
