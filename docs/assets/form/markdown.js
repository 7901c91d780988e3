// What the small bar over a text does: pure changes of {text, start, end}, where start and end are what is selected.

/** Makes the selected words bold, or no longer bold where they are. */
export function bold({ text, start, end }) {
  [start, end] = trimmed(text, start, end);
  const before = text.slice(0, start), chosen = text.slice(start, end), after = text.slice(end);
  if (before.endsWith("**") && after.startsWith("**"))
    return { text: before.slice(0, -2) + chosen + after.slice(2), start: start - 2, end: end - 2 };
  if (/^\*\*[^*]+\*\*$/.test(chosen)) return { text: before + chosen.slice(2, -2) + after, start, end: end - 4 };
  const words = chosen || "chữ đậm";
  return { text: `${before}**${words}**${after}`, start: start + 2, end: start + 2 + words.length };
}

/** Makes each selected line an item of a list (`- `, or `1. ` …), or a plain line again where all are. */
export function list({ text, start, end }, numbered = false) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const until = text.indexOf("\n", Math.max(end - (end > start && text[end - 1] === "\n" ? 1 : 0), start));
  const close = until === -1 ? text.length : until;
  const lines = text.slice(from, close).split("\n");
  const mark = numbered ? /^\d+\. / : /^- /;
  const whole = lines.filter((line) => line.trim());
  const isList = whole.length > 0 && whole.every((line) => mark.test(line));
  let number = 0;
  const changed = lines.map((line) => {
    const plain = line.replace(/^(- |\* |\d+\. )/, "");
    return isList || (!line.trim() && lines.length > 1) ? plain : `${numbered ? `${++number}.` : "-"} ${plain}`;
  });
  let block = changed.join("\n");
  const head = text.slice(0, from);
  const lead = !isList && head && !head.endsWith("\n\n") && !/(^|\n)(- |\d+\. )[^\n]*\n$/.test(head) ? "\n" : "";
  return { text: head + lead + block + text.slice(close), start: from + lead.length, end: from + lead.length + block.length };
}

/** Makes the selected words a link to `address`. */
export function link({ text, start, end }, address) {
  const chosen = text.slice(start, end).trim() || "chữ của liên kết";
  const made = `[${chosen}](${address})`;
  return { text: text.slice(0, start) + made + text.slice(end), start: start + 1, end: start + 1 + chosen.length };
}

/** Enter at the end of an item begins the next one; on an empty item it ends the list. Null: nothing of the kind. */
export function nextItem({ text, start, end }) {
  if (start !== end) return null;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const found = /^(- |(\d+)\. )(.*)$/.exec(text.slice(from, start));
  if (!found) return null;
  if (!found[3].trim()) return { text: text.slice(0, from) + text.slice(start), start: from, end: from };
  const mark = `\n${found[2] ? `${+found[2] + 1}. ` : "- "}`;
  return { text: text.slice(0, start) + mark + text.slice(start), start: start + mark.length, end: start + mark.length };
}

function trimmed(text, start, end) {
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  return [start, end];
}
