/**
 * Where the page begins, and nothing else: fetched before the rest where somebody was here before,
 * or where a link leads, so that its moment is on the stage while the rest is still on its way.
 */
import '../recipes/all.ts';
import { isMistake, load } from '../timeline/index.ts';
import type { Language } from '../views/index.ts';
import { placeOf } from './address.ts';
import { loadFor } from './both/load.svelte.ts';
import { unpack } from './packed.ts';
import { type LinkedRun, runOfLoaded, type Start, startWith } from './startup.ts';
import { storage } from './storage.ts';

// From here, so that what reads recordings is not fetched before the first message.
export { hasTwoSides } from '../timeline/index.ts';

/**
 * Where a page begins that was opened with this hash: with the run of a link, unless it is none, or
 * one that is handed back as an answer to the run that is here. The run that was here waits on the
 * shelf then, also after a reload, and the lesson that was open is closed.
 */
export async function startAt(
  hash: string,
  stored: string | null,
  language: Language,
): Promise<Start> {
  const place = placeOf(hash);
  const run = place.type === 'run' ? await linkedRun(place.packed, language) : null;
  // What waits is read, not carried out.
  const start = startWith(stored);
  if (place.type !== 'run' || run === null) {
    const before = startWith(storage.runBefore());
    return { ...start, shelf: before.restored ? [before.shown] : [] };
  }
  if (stored !== null) storage.keepRunBefore(stored);
  storage.keepOpen('');
  return {
    ...{ shown: run.shown, restored: true, unreadable: start.unreadable },
    ...{ shelf: start.restored ? [start.shown] : [], link: { packed: place.packed, run } },
  };
}

async function linkedRun(packed: string, language: Language): Promise<LinkedRun | null> {
  const unpacked = await unpack(packed);
  if (typeof unpacked === 'string') return null;
  const recording = load(unpacked.text);
  if (isMistake(recording) || recording.by !== undefined) return null;
  await loadFor(recording, language);
  const shown = runOfLoaded(recording, unpacked.text, language);
  return typeof shown === 'string' ? null : { recording, shown };
}
