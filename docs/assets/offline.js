// Lets pages that a reader has seen be read without a network. What is kept, and how, stands in sw.js.

const worker = navigator.serviceWorker; // there is none on a page served without https

if (worker && !("preview" in document.body.dataset)) { // a preview changes under the reader's eyes
  const isFirst = !worker.controller;
  worker.register(new URL("../sw.js", import.meta.url)).catch(() => {}); // not where the browser keeps nothing
  // What came before there was a worker went past it.
  if (isFirst) {
    const seen = () => [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
    worker.ready.then(({ active }) => active.postMessage(seen()));
  }
}
