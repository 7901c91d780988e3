// The service worker: keeps what a reader has seen, to be read again without a network.
// Pages and what they are made of come from the network while there is one, so nothing kept is ever shown in place of
// something newer. Only the files of the search index come from what is kept first: their names hold a hash of their content.
"use strict";

// Another site of the same host, in another folder, has stores of its own.
const PAGES = `pages ${registration.scope}`;
const INDEX = `shards ${registration.scope}`;
const MOST = { [PAGES]: 400, [INDEX]: 4000 }; // kept; the oldest go first
const OF_INDEX = /\/search\/index\/.*-[0-9a-f]{6,}\.(json|bin)$/;
const MANIFEST = /\/search\/index\/manifest\.json$/;
// `.mjs`: what pages kept before 12/2026 load. A page's address may lack its last `/`.
const FORM = /\/assets\/form\/[^/]+\.json$/; // what the page for word from the wards is made from
const PAGE = /(\/|\/[^/.]+|\.(html|css|m?js|svg|woff2|png|jpe?g|webp|avif))$/;
const NO_NETWORK = "Không có mạng";
const told = (url) => `<h1>${NO_NETWORK}</h1>
<p>Trang này chưa được xem lần nào trên thiết bị nên chưa lưu lại. Xin mở lại khi có mạng.</p>
<p><a href="${quoted(url)}">Mở lại</a> · <a href="${registration.scope}">Trang chủ</a></p>`;
const quoted = (url) => url.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

// A static page is the same whatever is asked of it behind `?`, and by the name of its file.
function nameOf(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/index\.html$/, "/");
}

async function keep(store, url, response) {
  await (await caches.open(store)).put(nameOf(url), response);
}

async function forgetOldest() {
  for (const [store, most] of Object.entries(MOST)) {
    const cache = await caches.open(store);
    const names = await cache.keys();
    await Promise.all(names.slice(0, Math.max(0, names.length - most)).map((name) => cache.delete(name)));
  }
}

const kept = async (store, url) => (await caches.open(store)).match(nameOf(url));

async function fromNetwork(event, store, options) {
  const response = await fetch(event.request, options);
  // A device may have no room left; the page is shown all the same.
  if (response.ok && !response.redirected) event.waitUntil(keep(store, event.request.url, response.clone()).catch(() => {}));
  return response;
}

// A part of a file of the index, as its address says behind `?`: from the whole file, or as it came before. No store takes what
// is but a part, so it is put there as if it were a whole.
async function partOf(event) {
  const { request } = event;
  const [, from, to] = /\?(\d+)-(\d+)$/.exec(request.url);
  const store = await caches.open(INDEX);
  const asPart = (bytes) => new Response(bytes, { status: 206 });
  const [whole, part] = [await store.match(nameOf(request.url)), await store.match(request.url)];
  if (whole) return asPart((await whole.arrayBuffer()).slice(+from, +to + 1));
  if (part) return asPart(await part.arrayBuffer());
  const response = await fetch(request);
  if (response.status !== 206) {
    if (response.ok) event.waitUntil(keep(INDEX, request.url, response.clone()).catch(() => {}));
    return response;
  }
  const bytes = await response.arrayBuffer();
  event.waitUntil(store.put(request.url, new Response(bytes)).catch(() => {}));
  return asPart(bytes);
}

async function networkFirst(event, options) {
  try {
    const response = await fromNetwork(event, PAGES, options);
    if (event.request.mode === "navigate") event.waitUntil(forgetOldest());
    return response;
  } catch {
    return (await kept(PAGES, event.request.url)) ?? (await keptFolder(event.request)) ?? notReached(event.request);
  }
}

// A kept page that is asked for without its last `/`: led to, as a server would, since its links are seen from there.
async function keptFolder({ mode, url }) {
  const folder = `${nameOf(url)}/`;
  return mode === "navigate" && (await kept(PAGES, folder)) ? Response.redirect(folder + new URL(url).search) : undefined;
}

const keptFirst = async (event) => (await kept(INDEX, event.request.url)) ?? fromNetwork(event, INDEX).catch(() => notReached(event.request));

// What is answered when there is nothing: to fail instead is an error of the worker's in Firefox, which logs one for every
// file that was still on its way when a reader left the page.
async function notReached({ mode, url }) {
  if (mode !== "navigate") return new Response(null, { status: 503 });
  return new Response(await notKept(url), { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

// A kept page that has the box in its header, the latest.
async function keptPage() {
  const cache = await caches.open(PAGES);
  for (const like of (await cache.keys()).reverse()) {
    const html = like.url.endsWith("/") ? await (await cache.match(like)).text() : "";
    if (/class="search".*<main/s.test(html)) return [like, html];
  }
  return [];
}

// That a page isn't kept, in the face of one that is: what stands around its text, and the links there as seen from it.
async function notKept(url) {
  const [like, html] = await keptPage();
  if (!html) return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${NO_NETWORK}</title>${told(url)}</html>`;
  const put = (text, pattern, by) => text.replace(pattern, () => by); // in which no `$` means anything
  const main = `<main class="md-main"><div class="md-main__inner md-grid"><article class="md-content md-content__inner md-typeset"><span id="noi-dung-trang"></span>${told(url)}</article></div></main>`;
  const faced = put(put(html.replace(/ aria-current="[a-z]*"/g, ""), /<main[^]*<\/main>/, main), /<title>[^]*?<\/title>/, `<title>${NO_NETWORK}</title>`);
  return put(put(faced, "<head>", `<head><base href="${quoted(like.url)}">`), 'href="#noi-dung-trang"', `href="${quoted(url.split("#")[0])}#noi-dung-trang"`);
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  if (OF_INDEX.test(pathname)) event.respondWith(request.headers.has("range") ? partOf(event).catch(() => notReached(request)) : keptFirst(event));
  // Asked of the server every time, lest an old manifest name files that are there no more.
  else if (MANIFEST.test(pathname)) event.respondWith(networkFirst(event, { cache: "no-cache" }));
  else if (PAGE.test(pathname) || FORM.test(pathname)) event.respondWith(networkFirst(event));
});

// The addresses that a page had fetched before there was a worker, or past it: browsers load a page now and then without the
// worker, when it starts too late. What the browser has loaded is kept, however old: the network is not asked for it once more.
// From here on the page's requests come this way.
addEventListener("message", (event) => {
  const add = async (url) => {
    const store = OF_INDEX.test(nameOf(url)) ? INDEX : PAGES;
    const isOurs = url.startsWith(registration.scope) && [OF_INDEX, MANIFEST, PAGE, FORM].some((kind) => kind.test(nameOf(url)));
    // Of the index, what came in parts is asked for again by who needs it.
    if (!isOurs || (store === INDEX && url !== nameOf(url)) || (await kept(store, url))) return;
    const response = await fetch(url, { cache: "force-cache" });
    if (response.ok && !response.redirected) await keep(store, url, response);
  };
  event.waitUntil(Promise.allSettled([clients.claim(), ...event.data.map(add)]));
});
