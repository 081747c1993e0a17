import type { Rolldown } from 'vite';

/** The files that are fetched before something moves: each entry's, and all that these import. */
export function firstChunks(bundle: Rolldown.OutputBundle): readonly Rolldown.OutputChunk[] {
  const first = new Map<string, Rolldown.OutputChunk>();
  const add = (name: string): void => {
    const file = bundle[name];
    if (file?.type !== 'chunk' || first.has(name)) return;
    first.set(name, file);
    for (const other of file.imports) add(other);
  };
  for (const [name, file] of Object.entries(bundle)) {
    if (file.type === 'chunk' && file.isEntry) add(name);
  }
  return [...first.values()];
}
