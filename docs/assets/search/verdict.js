// Whether what was found is an answer: what holds every word of the query, what holds but a part of it, and what it lacks.

// How much of what a query asks must be held, or nothing is answered: where words that stand together are, and else.
const LEAST_HELD = { together: 0.12, apart: 0.5 };
const NEAR = 0.6; // of the words of a query, those that a name must have to be shown where nothing answers
const NEARLY = 0.55; // how much better than the best that holds all of that another must be to stand among them

/** The words at places of a query as they were typed, those that stand side by side as one. */
export function phrases(slots, places) {
  const found = [];
  places.forEach((place, i) => {
    const { raw, start } = slots[place];
    if (slots[places[i - 1] ?? -1]?.start === start) return;
    if (i && places[i - 1] === place - 1) found[found.length - 1] += ` ${raw}`;
    else found.push(raw);
  });
  return found;
}

/**
 * Of the documents found, which answer the query.
 * @param {{at: number}[]} ranked the best first
 * @param {Found} found
 * @param {Slot[]} slots
 * @param {number} first the place of the first word that is looked for
 * @param {Set<number>} assumed places of words so common that nobody looked where they stand
 * @returns {{state: "complete" | "corrected" | "partial" | "nothing", answers: object[], related: object[], missing: number[], areNowhere?: boolean, share: number}}
 *   `complete` where a document holds every word as it was typed, `corrected` where only as it was read; `answers` are those
 *   that do, or that hold all the rest, without the words at the places `missing`, which no other document holds where they `areNowhere`; `share` is how much of the
 *   query they hold
 */
export function verdict(ranked, found, slots, first, assumed, count) {
  const rarest = Math.log(1 + count);
  const names = found.unitNames(slots);
  const nameAt = (i) => names.find(({ start, end }) => start <= i && i <= end);
  // Within a name it is no kind of unit: `Lạc Phượng`, typed without diacritics.
  const mayLack = (i) => slots[i].isMinor && !(nameAt(i) && slots.slice(nameAt(i).start, i).some((slot) => !slot.isMinor));
  const places = slots.map((_, i) => i).filter((i) => i >= first && !mayLack(i) && (nameAt(i) || !assumed.has(i)));
  const weightOf = (i) => slots[i].share * Math.sqrt((nameAt(i) ?? { idf: found.idfs[i] || rarest }).idf);
  const sum = (some) => some.reduce((total, i) => total + weightOf(i), 0);
  const all = sum(places);
  // What is on the ground of a unit named, but of one that became it or was it, answers where it is called as the rest of the query says,
  // or is of the kind asked for; an organisation is of its own unit alone. Of several units named, the others tell which is meant.
  const isCalled = (at, rest) => rest.every((i) => found.isOfHead(at, i) && found.isHeld(at, i)) && !(rest.length && found.areOfOrganisation(rest)) && found.isOfSection(at);
  const isNear = (at, name) => (names.length > 1 && found.isUnit(at)) || isCalled(at, places.filter((i) => nameAt(i) !== name));
  const isOf = (at, name) => found.isOf(at, name) || (found.isOnGroundOf(at, name) && isNear(at, name));
  // A unit's name is held as a whole or not at all. A number behind its kind is one, `quận 1`, unless it goes with what follows:
  // `quận 5 không 3 sạch`.
  const isOfKind = (i) => slots[i]?.isMinor && !slots[i].isJoining;
  const isNumber = (i) => isOfKind(i - 1) && /^\d{1,2}$/.test(slots[i].key);
  const isHeldBy = (at, i) => found.isHeld(at, i) && (!isNumber(i) || found.areBeside(at, i - 1) || (!isOfKind(i + 1) && found.areBeside(at, i)));
  const withKinds = (some) => [...new Set(some.flatMap((i) => [...(isNumber(i) ? [i - 2, i - 1].filter(isOfKind) : []), i]))];
  const lackedBy = ({ at }) => {
    const others = names.filter((name) => !isOf(at, name));
    return places.filter((i) => !isHeldBy(at, i) || others.includes(nameAt(i)));
  };
  let missing = places;
  let held = -1;
  let fullest;
  for (const document of ranked) {
    const lacked = lackedBy(document);
    const its = all - sum(lacked);
    if (its > held + 1e-9) [missing, held, fullest] = [lacked, its, document.at];
    if (!lacked.length) break;
  }
  const isHeld = (i) => places.includes(i) && !missing.includes(i);
  const areTogether = places.some((i) => isHeld(i) && (slots[i].isWord || (isHeld(i + 1) && found.areBeside(fullest, i))));
  // What only joins other words is in every text.
  if (slots.every((slot) => slot.isJoining && !slot.isOpen)) return { state: "nothing", answers: [], related: [], missing: slots.map((_, i) => i), share: 0 };
  if (places.length && (!ranked.length || held < LEAST_HELD[areTogether ? "together" : "apart"] * all)) {
    // What is called nearly so may yet be meant.
    const isAlike = ({ at }) => places.filter((i) => found.isOfHead(at, i)).length >= Math.max(2, NEAR * places.length);
    return { state: "nothing", answers: [], related: ranked.filter(isAlike), missing: withKinds(places), share: 0 };
  }
  const needed = places.filter((i) => !missing.includes(i));
  const neededNames = names.filter((name) => needed.some((i) => nameAt(i) === name));
  const isOfAll = ({ at }) => neededNames.every((name) => isOf(at, name));
  const holds = (document) => isOfAll(document) && needed.every((i) => isHeldBy(document.at, i));
  const least = NEARLY * (ranked.find(holds)?.score ?? 0);
  // Of a page's name, `thống kê`, what but mentions it says nothing.
  const isOfPage = ranked[0]?.named > slots.length - 1 && found.isPage(ranked[0].at);
  const isTelling = ({ at }) => !isOfPage || needed.every((i) => found.isOfHead(at, i));
  const isAnswer = (document) => isTelling(document) && ((document.score > least && isOfAll(document)) || holds(document));
  const answers = ranked.filter(isAnswer);
  const isLiteral = ranked.some((document) => !lackedBy(document).length && places.every((i) => found.holds(document.at, i)));
  const state = missing.length ? "partial" : isLiteral ? "complete" : "corrected";
  return { state, answers, related: ranked.filter((d) => !isAnswer(d) && places.some((i) => isHeldBy(d.at, i))), missing: withKinds(missing), areNowhere: missing.every((i) => !ranked.some(({ at }) => isHeldBy(at, i))), share: all ? held / all : 1 };
}
