// Runs in the browser: other engines behind one door. Each opens its index and returns a function that answers a query.

const FOUND = 10;

async function timed(search) {
  const start = performance.now();
  const urls = await search();
  return { urls, milliseconds: performance.now() - start };
}

/** Material's own search, in the worker that it comes with. */
export async function material() {
  const worker = new Worker("/material/workers/search.js");
  const ask = (type, data) =>
    new Promise((resolve) => {
      worker.onmessage = (event) => resolve(event.data.data);
      worker.postMessage({ type, data });
    });
  const index = await (await fetch("/material/search_index.json")).json();
  await ask(0, { ...index, options: { suggest: false } });
  return (query) => timed(async () => (await ask(2, query)).items.slice(0, FOUND).map(([page]) => page.location));
}

/** Pagefind. */
export async function pagefind() {
  const engine = await import("/pagefind/pagefind.js");
  await engine.init();
  return (query) =>
    timed(async () => {
      const { results } = await engine.search(query);
      return (await Promise.all(results.slice(0, FOUND).map((result) => result.data()))).map((page) => page.url);
    });
}
