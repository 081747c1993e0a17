import { untrack } from 'svelte';
import type { Lab } from './lab.svelte.ts';
import { onePerLab } from './one-per-lab.ts';

/** What of Trusted Types is used here; browsers without them take any address. */
interface Policies {
  readonly trustedTypes?: {
    readonly createPolicy: (
      name: string,
      rules: { readonly createScriptURL: (url: string) => string },
    ) => { readonly createScriptURL: (url: string) => string };
  };
}

/**
 * The page without a network: it is kept by a service worker, which says when all of it is there. A
 * newer version waits until somebody asks for it; the page is never loaded anew by itself.
 */
class Offline {
  /** All that the page has is kept in this browser. */
  ready: boolean = $state.raw(false);
  /** This window has asked for the newer version. */
  #asked = false;
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
    const { serviceWorker } = navigator;
    const isBuilt = import.meta.env.PROD && import.meta.env.MODE !== 'single';
    // Without https there is none, nor in what stands within somebody else's page.
    if (serviceWorker === undefined || !isBuilt || window.parent !== window) return;
    this.#register(serviceWorker).catch(() => {
      // A host or a browser that wants none: the page works as long as there is a network.
    });
  }

  async #register(container: ServiceWorkerContainer): Promise<void> {
    const isFirst = container.controller === null;
    container.addEventListener('controllerchange', () => this.#changed(isFirst));
    const policy = (window as Policies).trustedTypes?.createPolicy('zabscope-sw', {
      createScriptURL: (url) => url,
    });
    const url = policy?.createScriptURL('sw.js') ?? 'sw.js';
    const registration = await container.register(url, { scope: './', updateViaCache: 'none' });
    registration.addEventListener('updatefound', () => this.#follow(registration.installing));
    this.#follow(registration.installing);
    if (registration.waiting !== null) this.#offer(registration.waiting);
    await container.ready;
    this.ready = true;
    if (isFirst) this.#tell();
  }

  /** Once something has stopped: what the first visit is shown meanwhile matters more. */
  #tell(): void {
    const stop = $effect.root(() => {
      $effect(() => {
        if (this.#lab.playing) return;
        untrack(() => this.#lab.notify('offline.ready'));
        queueMicrotask(() => stop());
      });
    });
  }

  #follow(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      const isNewer = navigator.serviceWorker.controller !== null;
      if (worker.state === 'installed' && isNewer) this.#offer(worker);
    });
  }

  #offer(worker: ServiceWorker): void {
    const run = (): void => {
      this.#asked = true;
      worker.postMessage('use');
    };
    this.#lab.notify('offline.newer', {}, 'kept', { key: 'offline.use', run });
  }

  /** Another version answers from now on: asked for here, or in another window of the page. */
  #changed(isFirst: boolean): void {
    if (this.#asked) location.reload();
    else if (!isFirst) {
      const run = (): void => location.reload();
      this.#lab.notify('offline.elsewhere', {}, 'kept', { key: 'offline.use', run });
    }
  }
}

/** The one of a lab. */
export const offlineOf = onePerLab((lab) => new Offline(lab));
