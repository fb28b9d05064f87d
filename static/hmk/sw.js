// What was last seen opens without network: the list of meetings and the pages of meetings, for
// one user at a time. Nothing else is kept: no admin, no sign-in, no file, no answer to a form.
"use strict";

const FILES = "hmk-files";
const PAGES = "hmk-pages-"; // followed by the user
const NO_NETWORK = "/offline/";
const KEPT = /^\/meetings\/(\d+\/)?$/;
const HASHED = /\.[0-9a-f]{12}\./;
const PATIENCE = 10000; // milliseconds of a slow network before the kept page is shown
const OLDEST = 30 * 24 * 3600 * 1000; // milliseconds that a page is kept
const MOST_FILES = 200;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(FILES).then((cache) => cache.add(NO_NETWORK)));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(event));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

// --- Files of the program -----------------------------------------------------------------------
async function file({ request }) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request);
  // A name with a hash never means anything else; another may, so it is asked for first.
  if (kept && HASHED.test(request.url)) return kept;
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function rememberFiles(urls) {
  const cache = await caches.open(FILES);
  for (const url of urls) if (!(await cache.match(url))) await cache.add(url).catch(() => {});
  const names = await cache.keys();
  for (const name of names.slice(0, Math.max(names.length - MOST_FILES, 0))) await cache.delete(name);
}

// --- Pages --------------------------------------------------------------------------------------
async function page(event, url) {
  const coming = fetch(event.request);
  const kept = url.search ? null : await lastSeen(url.pathname);
  try {
    const response = await (kept ? Promise.race([coming, tooLong()]) : coming);
    // A dead server behind a living proxy.
    if (kept && [502, 503, 504].includes(response.status)) return kept;
    if (response.ok && !url.search && KEPT.test(url.pathname)) {
      event.waitUntil(remember(url.pathname, response.clone()));
    }
    return response;
  } catch {
    coming.catch(() => {});
    if (url.pathname === "/") return Response.redirect("/meetings/");
    return kept ?? (await caches.match(NO_NETWORK)) ?? Response.error();
  }
}

const tooLong = () => new Promise((_, late) => setTimeout(late, PATIENCE));

async function remember(path, response) {
  const text = await response.text();
  const user = /<body[^>]* data-user="(\d+)"/.exec(text)?.[1];
  if (!user) return;
  await wipePages(user);
  const headers = new Headers(response.headers);
  headers.set("X-HMK-Seen", String(Date.now()));
  const cache = await caches.open(PAGES + user);
  await cache.put(path, new Response(text, { headers }));
}

// The page as it was, and since when: its script says so at its head.
async function lastSeen(path) {
  for (const name of await caches.keys()) {
    const kept = name.startsWith(PAGES) && (await (await caches.open(name)).match(path));
    if (!kept) continue;
    const at = Number(kept.headers.get("X-HMK-Seen"));
    if (Date.now() - at > OLDEST) continue;
    const text = (await kept.text()).replace("<body", `<body data-kept="${at}"`);
    return new Response(text, { headers: kept.headers });
  }
  return null;
}

async function wipePages(but) {
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== PAGES + but) await caches.delete(name);
  }
}

self.addEventListener("message", (event) => {
  const { user, path, files } = event.data;
  const work = async () => {
    if (user !== undefined) await wipePages(user);
    if (files) await rememberFiles(files);
    if (path && KEPT.test(path)) await remember(path, await fetch(path));
  };
  event.waitUntil(work().catch(() => {}));
});
