// The last page of a screen, kept for a start without a network: a TV that is switched on while the line is down shows what
// it showed last, says so, and joins again by itself. Only this screen's own first page is kept, and what that page names.
"use strict";
const KEPT = "loket-screen-1";
const HOME_URL = self.registration.scope;
const HOME = new URL(HOME_URL).pathname;
const PATIENCE_MS = 8000;
const GONE = [401, 403, 404, 410];
// Named by style sheets, not by the page.
const FONT = /\.woff2?$/;

const within = (promise) => Promise.race([
  promise,
  new Promise((_done, failed) => { setTimeout(failed, PATIENCE_MS, new Error("no answer")); }),
]);

const named = (html) => new Set([...html.matchAll(/\/static\/[^"'&\s)]+/g)].map(([path]) => new URL(path, HOME_URL).href));

// What the page names is fetched anew with a page that names other things; what no page names any more goes.
const keep = async (answer) => {
  const cache = await caches.open(KEPT);
  const wanted = named(await answer.clone().text());
  const there = new Set((await cache.keys()).map((request) => request.url));
  await cache.put(HOME_URL, answer);
  await Promise.all([...there].filter((url) => url !== HOME_URL && !wanted.has(url) && !FONT.test(url)).map((url) => cache.delete(url)));
  await Promise.all([...wanted].filter((url) => !there.has(url)).map((url) => cache.add(url).catch(() => {})));
};

// The page is told that it is old; its server's time is long past, so it goes by the clock of the device.
const kept = async () => {
  const answer = await caches.match(HOME_URL);
  if (!answer) return Response.error();
  const html = (await answer.text()).replace(/data-now="\d*"/, 'data-now=""').replace("<body", '<body data-kept="yes"');
  return new Response(html, { headers: answer.headers });
};

const page = async (event, isHome) => {
  try {
    const answer = await within(fetch(event.request));
    if (isHome && answer.ok && !answer.redirected) event.waitUntil(keep(answer.clone()));
    if (isHome && GONE.includes(answer.status)) event.waitUntil(caches.delete(KEPT));
    return answer;
  } catch {
    return kept();
  }
};

const part = async (event) => {
  try {
    const answer = await fetch(event.request);
    if (answer.ok && FONT.test(event.request.url)) {
      const copy = answer.clone();
      event.waitUntil(caches.open(KEPT).then((cache) => cache.put(event.request, copy)));
    }
    return answer;
  } catch {
    return (await caches.match(event.request.url)) || Response.error();
  }
};

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fetch(HOME_URL, { credentials: "same-origin" }).then((answer) => (answer.ok ? keep(answer) : null)).catch(() => {}));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url.pathname === HOME && !url.search));
  else if (url.pathname.startsWith("/static/")) event.respondWith(part(event));
});
