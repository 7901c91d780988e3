// Where a value stands in a record, however it moves: the place of an item follows it through the list that holds it.

/** The whole of a record's values. `changed(place)` is called after each change. */
export class Root {
  constructor(values, changed = () => {}) {
    this.value = values;
    this.changed = changed;
  }
  get place() {
    return [];
  }
  made() {
    return this.value;
  }
  slot(key) {
    return new Slot(this, key);
  }
}

/** One value within a part or a list; `key` is a field's name, or the number of an item, which its list keeps right. */
class Slot {
  constructor(parent, key) {
    this.parent = parent;
    this.key = key;
  }
  get place() {
    return [...this.parent.place, this.key];
  }
  get value() {
    const holder = this.parent.value;
    return holder === undefined || holder === null ? undefined : holder[this.key];
  }
  set value(value) {
    const holder = this.parent.made(typeof this.key === "number");
    if (value === undefined && typeof this.key !== "number") delete holder[this.key];
    else holder[this.key] = value;
    this.changed(this.place);
  }
  /** The part or list that stands here, made where there is none yet. */
  made(isList = false) {
    let value = this.value;
    if (value === undefined || value === null || typeof value !== "object") {
      value = isList ? [] : {};
      this.parent.made(typeof this.key === "number")[this.key] = value;
    }
    return value;
  }
  slot(key) {
    return new Slot(this, key);
  }
  changed(place) {
    this.parent.changed(place);
  }
}
