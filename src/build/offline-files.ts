import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Files of the host, and of those who link to the page: nobody needs them without a network. */
const NOT_KEPT = new Set(['_headers', '404.html', 'zabscope.png', 'sw.js', 'index.html']);

/**
 * Builds the service worker (`src/sw.ts`) beside the page, and tells it what there is: all files of
 * the build, so that a lesson that was never opened opens without a network, too.
 */
export function offlineFiles(): Plugin {
  let publicDir = '';
  let root = '';
  return {
    name: 'offline-files',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      ({ publicDir, root } = config);
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: join(root, 'sw.ts'), fileName: 'sw.js' });
    },
    generateBundle(_, bundle) {
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') throw new Error('the build has no service worker');
      if (worker.imports.length > 0) throw new Error('the service worker has to be one file');
      const hash = createHash('sha256');
      for (const file of Object.values(bundle)) {
        hash.update(file.type === 'chunk' ? file.code : file.source);
      }
      const kept = readdirSync(publicDir).filter((name) => !NOT_KEPT.has(name));
      for (const name of kept) hash.update(readFileSync(join(publicDir, name)));
      const built = Object.keys(bundle).filter((name) => !NOT_KEPT.has(name));
      // The page is asked for by the name of its folder: hosts turn its file’s name away.
      const files = ['', ...kept, ...built].sort();
      worker.code = worker.code
        .replaceAll('__FILES__', JSON.stringify(files))
        .replaceAll('__VERSION__', JSON.stringify(hash.digest('hex').slice(0, 16)));
    },
  };
}
