// The list that the results page shows as a file: the rows of the open data's table of events, as they stand there, each as CSV already.

// A row ends where a line does outside of quotes.
const ROW = /(?:"[^"]*"|[^"\r])+\r\n/g;

const idOf = (row) => row.slice(0, row.indexOf(","));

/**
 * The rows of `results` in their order, below the titles of the columns, with the mark by which spreadsheets know the letters.
 * Fails where the table lacks one of them, as it was published anew since the index was fetched.
 */
async function tableOf(address, results) {
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  const [titles, ...rows] = (await response.text()).match(ROW);
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  const asked = results.map(({ url }) => byId.get(url.replace(/\/$/, "").replace(/.*\//, "")));
  if (asked.includes(undefined)) throw new Error(`${address} lacks what was found`);
  return new Blob(["\ufeff", titles, ...asked], { type: "text/csv" });
}

/** Has the browser keep the rows of `results` as a file called `name`. */
export async function saveTable(address, results, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await tableOf(address, results));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // when it has surely begun
}
