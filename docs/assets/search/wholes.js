// What is told once, though each of its parts is found: a festival that many units hold. `macros/search/numbering.py` numbers them.

import { UNIT_KIND, UNITS } from "./units.js";
import { fold } from "./normalise.js";

export const NAMED_AMONG = 3; // parts that the index holds best, of which the query may name one

/** Of documents in an order, those that are parts of one whole as one, where the first of them stands; `parts` are these. */
export function toldOnce(found, wholeOf, told = new Map()) {
  const listed = [];
  for (const document of found) {
    const whole = wholeOf(document.number);
    if (told.has(whole)) told.get(whole).push(document);
    else {
      const parts = [document];
      if (whole !== undefined) told.set(whole, parts);
      listed.push(whole === undefined ? document : { ...document, whole, parts });
    }
  }
  return listed;
}

/** Whether a query, as it is meant, says the name of a unit, with its kind or without any. */
export function isNamed(name, meant) {
  const isSaid = (words) => ` ${meant} `.includes(` ${words} `);
  const bare = name.replace(UNIT_KIND, "");
  return isSaid(name) || (isSaid(bare) && !UNITS.some((kind) => isSaid(`${fold(kind)} ${bare}`)));
}
