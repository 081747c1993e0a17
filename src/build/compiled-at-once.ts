import type { Plugin } from 'vite';
import { firstChunks } from './first-chunks.ts';

/**
 * Says to V8 that most of a file's functions are called as the page begins: it compiles them beside
 * the main thread while the file comes, and not one after the other as each is called first.
 * (V8, "Explicit compile hints".)
 */
const AT_ONCE = '//# allFunctionsCalledOnLoad\n';

/**
 * What is fetched before something moves is compiled at once. The rest is not: of that, most waits
 * until somebody asks for it.
 */
export function compiledAtOnce(): Plugin {
  return {
    name: 'compiled-at-once',
    apply: 'build',
    generateBundle: {
      // The first line counts, and Vite puts one before it.
      order: 'post',
      handler(_, bundle) {
        for (const file of firstChunks(bundle)) file.code = `${AT_ONCE}${file.code}`;
      },
    },
  };
}
