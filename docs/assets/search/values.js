// What lists and objects of newer browsers can do by themselves: `at(-1)` and `Object.hasOwn`.

/** The last item of a list or letter of a text. */
export const lastOf = (list) => list[list.length - 1];

/** Whether an object has a property of its own. */
export const owns = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
