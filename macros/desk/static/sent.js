// Records as they are sent to be saved, and what a form holds when they come back: new ones have got ids, and somebody has written on.

import { tidied } from "./form/schema.js";

export const NEW = "+";

/** A record as it is saved: a new one has no id yet, but a key by which the others name it. */
export const asNew = (record) => (record.id.startsWith(NEW) ? { ...record, id: null, key: record.id } : record);

/** The ids that new records were saved under, by their keys. */
export const keysOf = (saved) => new Map(saved.filter((one) => one.key).map((one) => [one.key, one.id]));

/** Values with the ids that new records got in the place of their keys. */
const withIds = (values, ids) => JSON.parse(JSON.stringify(values), (_, value) => (typeof value === "string" && ids.has(value) ? ids.get(value) : value));

/**
 * What a form of `values` holds from now on, of which `sent` was saved: what the `file` has, with what differs by now from what was sent;
 * and whether anything does (`isWritten`). New records are named by their `ids`.
 */
export function merged(values, sent, file, ids) {
  const shown = tidied(values).values, now = withIds(shown, ids), then = withIds(sent, ids);
  const written = Object.keys({ ...now, ...then }).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(then[name]));
  const wanted = { ...file };
  for (const name of written)
    if (now[name] === undefined) delete wanted[name];
    else wanted[name] = now[name];
  const all = { ...values };
  for (const name of Object.keys({ ...shown, ...wanted }))
    if (JSON.stringify(shown[name]) !== JSON.stringify(wanted[name])) {
      if (wanted[name] === undefined) delete all[name];
      else all[name] = wanted[name];
    }
  return { values: all, isWritten: written.length > 0 };
}
