// The server of the desk: the one module that knows its addresses.

import { upper } from "./form/words.js";

export const TOP = "/ban-lam-viec/";
const API = `${TOP}api/`;

const sentences = (...texts) => texts.filter(Boolean).map(upper).join(". ");

/** What the server refused or could not do: `status` is 0 where it didn't answer; `problems` and `conflicts` as it sent them. */
export class Refused extends Error {
  constructor(status, answer = {}) {
    super(sentences(answer.what, answer.todo) || "Bàn làm việc không trả lời");
    Object.assign(this, { status, problems: answer.problems || [], conflicts: answer.conflicts || [] });
  }
  /** All of it in words, for where there is no field to say it at. */
  get told() {
    const fields = this.conflicts.flatMap((one) => (one.fields || []).map((field) => field.label));
    return [this.message, ...(fields.length ? [`Mục đã đổi: ${fields.join(", ")}`] : []), ...this.conflicts.filter((one) => one.what).map((one) => sentences(one.what)), ...new Set(this.problems.map(({ what, todo }) => sentences(what, todo)))].join(". ");
  }
  get isGone() {
    return this.status === 0 || this.status === 401 || this.status === 421;
  }
}

/** What is wrong, and what to do. */
export const sentence = ({ what, todo }) => [what, todo].filter(Boolean).join(". ");

/** The id, or the key, of the record that a problem is of. */
export const whose = (problem) => problem.key || problem.id;

async function ask(method, path, { body, raw, signal } = {}) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-Desk"] = "1";
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(API + path, { method, headers, body: body === undefined ? raw : JSON.stringify(body), signal, credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

const part = encodeURIComponent;
const at = (folder, id) => `${part(folder)}/${part(id)}`;

export const api = {
  kinds: () => ask("GET", "kinds"),
  begin: (values, table) => ask("POST", "new-site", { body: { values, table } }),
  blankTable: `${API}new-site/units.xlsx`,
  overview: () => ask("GET", "overview"),
  status: () => ask("GET", "status"),
  record: (folder, id) => ask("GET", `record/${at(folder, id)}`),
  find: (folder, q, day = "") => ask("GET", `find?folder=${part(folder)}&q=${part(q)}&day=${part(day)}`),
  check: (records, signal) => ask("POST", "check", { body: { records }, signal }),
  page: (records, show, signal) => ask("POST", "page", { body: { records, show }, signal }),
  save: (records, note) => ask("POST", "save", { body: { records, note } }),
  refers: (folder, id) => ask("GET", `refers/${at(folder, id)}`),
  remove: (folder, id, base, unlink) => ask("POST", "delete", { body: { folder, id, base, unlink } }),
  publication: () => ask("GET", "publish"),
  publish: (order) => ask("POST", "publish", { body: order }),
  answerPublication: (answer) => ask("POST", "publish/answer", { body: answer }),
  history: () => ask("GET", "history"),
  undo: (entry) => ask("POST", "undo", { body: { entry } }),
  unfinished: () => ask("GET", "unfinished"),
  unfinishedOne: (key) => ask("GET", `unfinished/${part(key)}`),
  keepUnfinished: (key, body) => ask("POST", `unfinished/${part(key)}`, { body }),
  dropUnfinished: (key) => ask("DELETE", `unfinished/${part(key)}`),
  upload: (file) => ask("POST", `upload?name=${part(file.name)}`, { raw: file }),
  inbox: () => ask("GET", "inbox"),
  receive: (file) => ask("POST", "inbox", { raw: file }),
  takeSlip: (mark) => ask("POST", `inbox/${part(mark)}`, { body: {} }),
  dropSlip: (mark) => ask("DELETE", `inbox/${part(mark)}`),
  workbook: (kinds) => `${API}tables.xlsx?${kinds.map((one) => `kind=${part(one)}`).join("&")}`,
  lookAtTable: (file, kind, source) => ask("POST", `tables?name=${part(file.name)}&kind=${part(kind)}&source=${part(source)}`, { raw: file }),
  takeTable: (mark, keys) => ask("POST", "tables/take", { body: { mark, keys } }),
  review: () => ask("GET", "review"),
  reviewOf: (folder, id) => ask("GET", `review/${at(folder, id)}`),
  makeReview: () => ask("POST", "review/make", { body: {} }),
  reviewFile: `${API}review.zip`,
  takeReview: (file, isSure) => ask("POST", `review/take${isSure ? "?sure=1" : ""}`, { raw: file }),
  approve: (numbers, by) => ask("POST", "review/approve", { body: { numbers, by } }),
  correct: (number, by, what) => ask("POST", "review/correct", { body: { number, by, what } }),
  dealt: (folder, id, at) => ask("POST", "review/dealt", { body: { folder, id, at } }),
  readArticle: (text) => ask("POST", "read-article", { body: { text } }),
  media: (file, width) => `${API}media/${String(file).split("/").map(part).join("/")}?w=${width}`,
  events: (heard) => {
    const stream = new EventSource(`${API}events`);
    stream.onmessage = (event) => heard(JSON.parse(event.data));
    return stream;
  },
  /** The names of records by their ids. */
  names: (folder, ids) => ask("GET", `names?folder=${part(folder)}${ids.filter((id) => !id.startsWith("+")).map((id) => `&id=${part(id)}`).join("")}`),
};
