// Serves the shell of /field where there is no line. What the shell consists of is read from its own page,
// so that this file is the same for every build; what a page works with is kept by the page itself.
const shell = 'mofang-shell'
const photos = 'mofang-photos'
const mostPhotos = 300
const page = '/field'

/** The scripts and styles that a page names; scripts name what they load in turn. */
async function partsOf(html) {
  const parts = new Set(Array.from(html.matchAll(/(?:src|href)="(\/[^"]+)"/g), ([, path]) => path))
  return [...parts]
}

async function keepShell(response) {
  const cache = await caches.open(shell)
  const html = await response.clone().text()
  const before = await (await cache.match(page))?.text()
  if (html === before) return
  const parts = await partsOf(html)
  // All or nothing: a shell with a part missing is worse than yesterday's.
  await cache.addAll(parts)
  await cache.put(page, new Response(html, { headers: response.headers }))
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname !== page && !parts.includes(pathname) && !pathname.endsWith('.woff2')) await cache.delete(request)
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(
    fetch(page)
      .then(keepShell)
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

const patience = 4000

/** The newest shell when the line is good; the kept one as soon as it is not. */
async function openPage(event) {
  const fresh = fetch(page, { credentials: 'same-origin' }).then(async (response) => {
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    event.waitUntil(keepShell(response.clone()).catch(() => {}))
    // A navigation refuses an answer that came by a redirect.
    return response.redirected ? new Response(response.body, { headers: response.headers }) : response
  })
  const kept = await caches.match(page)
  if (!kept) return fresh
  const tooLong = new Promise((resolve) => setTimeout(() => resolve(kept), patience))
  return Promise.race([fresh.catch(() => kept), tooLong])
}

/** Parts of the shell carry their content in their name: once kept they never change. */
async function openPart(request) {
  const kept = await caches.match(request, { ignoreVary: true })
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok && /\.(js|css|woff2|svg|png|webmanifest)$/.test(new URL(request.url).pathname)) {
    await (await caches.open(shell)).put(request, response.clone())
  }
  return response
}

/** Photos of cases never change under their id; the oldest go when there are many. */
async function openPhoto(request) {
  const cache = await caches.open(photos)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) {
    await cache.put(request, response.clone())
    const keys = await cache.keys()
    for (const old of keys.slice(0, Math.max(0, keys.length - mostPhotos))) await cache.delete(old)
  }
  return response
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (/^\/field(\/|$)/.test(url.pathname)) event.respondWith(openPage(event))
    return
  }
  if (/^\/api\/\d{9}\/files\//.test(url.pathname)) event.respondWith(openPhoto(request))
  else if (!url.pathname.startsWith('/api/')) event.respondWith(openPart(request))
})
