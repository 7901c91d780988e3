// What kinds of administrative units are called, and how readers shorten that.

import { fold } from "./normalise.js";

/** Every kind of unit. */
export const UNITS = ["tỉnh", "thành phố", "quận", "huyện", "thị xã", "phường", "xã", "thị trấn", "đặc khu"];

/** What short forms stand for, without diacritics; between other words only, as each is much else as well. */
export const SHORT_UNITS = { p: "phuong", x: "xa", q: "quan", h: "huyen", tt: "thi tran", tx: "thi xa", tp: "thanh pho" };

/** A kind of unit at the start of folded words, followed by a space. */
export const UNIT_KIND = new RegExp(`^(${UNITS.map(fold).join("|")}) `);
