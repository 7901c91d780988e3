// What the form knows of records: the JSON that macros/forms/schema.py makes of their fields, and what follows from it alone.

import { shownNumber } from "./numbers.js";
import { shownDate, shownPeriod, shownTime } from "./dates.js";

/** Whether nothing is told: no text, no item, no field that tells anything. */
export function isEmpty(value) {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

/**
 * What of `values` is told, as the server takes it, and where it came from: {values, origin(place), sent(place)}. Items of lists that
 * tell nothing are left out, so places differ between what is sent and the form.
 */
export function tidied(values) {
  const kept = new Map(); // the path of a list → the numbers of the items that are sent
  const tidy = (value, path) => {
    if (Array.isArray(value)) {
      const numbers = value.map((_, number) => number).filter((number) => !isEmpty(value[number]));
      kept.set(path.join("/"), numbers);
      return numbers.map((number) => tidy(value[number], [...path, number]));
    }
    if (value === null || typeof value !== "object") return typeof value === "string" ? value.trim() : value;
    return Object.fromEntries(Object.entries(value).filter(([, one]) => !isEmpty(one)).map(([name, one]) => [name, tidy(one, [...path, name])]));
  };
  const numbersAt = (path, key) => (typeof key === "number" && kept.get(path.join("/"))) || null;
  const origin = (place) => place.reduce((path, key) => {
    const numbers = numbersAt(path, key);
    return [...path, numbers && key in numbers ? numbers[key] : key];
  }, []);
  const sent = (place) => {
    const found = place.map((key, at) => {
      const numbers = numbersAt(place.slice(0, at), key);
      return numbers ? numbers.indexOf(key) : key;
    });
    return found.includes(-1) ? null : found;
  };
  return { values: tidy(values, []), origin, sent };
}

/** The same values as another object. */
export const copied = (values) => JSON.parse(JSON.stringify(values));

export class Schema {
  constructor(forms) {
    this.kinds = forms.site ? { ...forms.kinds, [forms.site.folder]: forms.site } : forms.kinds;
    this.parts = forms.parts;
    for (const part of Object.values(this.parts)) part.byName = new Map(part.fields.map((field) => [field.name, field]));
  }

  kind(folder) {
    return this.kinds[folder];
  }

  fields(part) {
    return this.parts[part].byName;
  }

  /** The field at a place of a record, and the part that holds it: {field, part}. */
  at(folder, place) {
    let part = this.kind(folder).part, found = null;
    for (const key of place) {
      if (typeof key === "number") continue;
      const field = this.fields(part).get(key);
      if (!field) return found;
      found = { field, part };
      part = field.part || part;
    }
    return found;
  }

  /** A place in words: `Số liệu, mục 2, Giá trị`. */
  named(folder, place) {
    const words = [];
    let part = this.kind(folder).part;
    for (const key of place) {
      if (typeof key === "number") words.push(`mục ${key + 1}`);
      else {
        const field = this.fields(part) && this.fields(part).get(key);
        words.push(field ? field.label : String(key));
        if (field && field.part) part = field.part;
      }
    }
    return words.join(", ");
  }

  /** The checker's words with the labels of fields and choices in place of their keys, as they stand beside a place. */
  words(folder, place, text) {
    const names = new Map();
    let part = this.kind(folder).part;
    const take = () => {
      for (const field of this.parts[part].fields) {
        names.set(field.name, field.label);
        for (const choice of field.choices || []) if (choice.value.length > 3) names.set(choice.value, choice.label);
      }
    };
    take();
    for (const key of place) {
      const field = typeof key === "string" && this.fields(part).get(key);
      if (field && field.part) {
        part = field.part;
        take();
      }
    }
    return text.replace(/(^|[\s(,;:'“])([a-z][a-z0-9_]+)(?=$|[\s),.;:'”])/g, (whole, before, word) =>
      names.has(word) ? `${before}“${names.get(word)}”` : whole);
  }

  /** What an item of a list is called when it is closed: its first texts, numbers and choices; names of records by `nameOf`. */
  told(field, value, nameOf = () => "") {
    if (isEmpty(value)) return "";
    if (!field.part) return this.shown(field, value, nameOf);
    const part = this.parts[field.part], words = [];
    for (const name of part.first) {
      const inner = part.byName.get(name), one = value[name];
      if (isEmpty(one) || inner.many || inner.part || inner.type === "flag" || inner.type === "file") continue;
      words.push(this.shown(inner, one, nameOf));
      if (words.length === 3) break;
    }
    const told = words.filter(Boolean).join(" · ");
    return told.length > 110 ? `${told.slice(0, 107)}…` : told;
  }

  /** One value as a person reads it. */
  shown(field, value, nameOf = () => "") {
    const text = String(value);
    if (field.link) return nameOf(field.link, text) || text;
    if (field.choices) return (field.choices.find((choice) => choice.value === value) || { label: text }).label;
    switch (field.type) {
      case "flag": return value ? "có" : "không";
      case "number": return shownNumber(text);
      case "integer": return text;
      case "date": return shownDate(text);
      case "period": return shownPeriod(text);
      case "time": return shownTime(text);
      default: return text.replace(/\s+/g, " ").replace(/\*\*/g, "");
    }
  }
}
