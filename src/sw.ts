/**
 * The service worker: the page without a network. All files of one build are kept together, so a
 * page never gets files of two; a newer build is fetched beside them and waits until somebody asks
 * for it. The build that was before stays for the windows that still show it.
 */

/** What of a service worker's events is used here: TypeScript knows pages or workers, not both. */
interface WorkerEvent extends Event {
  readonly waitUntil: (done: Promise<unknown>) => void;
  readonly respondWith: (answer: Promise<Response>) => void;
  readonly request: Request;
  readonly data: unknown;
}
interface WorkerScope {
  readonly location: Location;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly skipWaiting: () => Promise<void>;
  readonly addEventListener: (type: string, listen: (event: WorkerEvent) => void) => void;
}
/** Filled in by the build: every file by its path from here, and what tells builds apart. */
declare const __FILES__: readonly string[];
declare const __VERSION__: string;

const worker = globalThis as unknown as WorkerScope;
const scope = new URL('./', worker.location.href);
/** Other copies of the page on the same host keep theirs under other names. */
const ALL = `zabscope ${scope.pathname} `;
const NAME = ALL + __VERSION__;

worker.addEventListener('install', (event) => event.waitUntil(fetchAll()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('message', ({ data }) => {
  if (data === 'use') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const key = request.method === 'GET' ? keyOf(request) : null;
  if (key !== null) event.respondWith(answer(request, key));
});

async function fetchAll(): Promise<void> {
  const cache = await caches.open(NAME);
  await Promise.all(
    __FILES__.map(async (file) => {
      const url = new URL(file, scope).href;
      // What is named after its content is the same wherever it comes from.
      const isSame = file.startsWith('assets/');
      const known = isSame ? await caches.match(url, { ignoreVary: true }) : undefined;
      const response = known ?? (await fetch(url, { cache: isSame ? 'default' : 'no-cache' }));
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      await cache.put(url, response);
    }),
  );
}

async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(ALL) && name !== NAME);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** Under which address what is asked for is kept; null: it is none of ours. */
function keyOf(request: Request): string | null {
  const { origin, pathname } = new URL(request.url);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const isPage = pathname === `${scope.pathname}index.html`;
  return isPage ? scope.href : origin + pathname;
}

async function answer(request: Request, key: string): Promise<Response> {
  const cache = await caches.open(NAME);
  const kept = await cache.match(key, { ignoreVary: true });
  return kept ?? (await caches.match(key, { ignoreVary: true })) ?? fetch(request);
}

// So that its names are its own.
export {};
