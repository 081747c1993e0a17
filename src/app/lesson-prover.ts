/** Plays a lesson out of a file, as the tests do with the page's own: fetched only then. */
import { SIM } from '../timeline/index.ts';
import { faultText, proveLesson } from '../tutor/index.ts';
import type { Language } from '../views/index.ts';
import { loadBoth } from './both/load.svelte.ts';
import { whenIdle } from './idle.ts';
import type { ReadLesson } from './lesson-reader.ts';

/** So long it may work before the page has its turn: half a frame. */
const SLICE_MS = 8;

/** What does not hold of a lesson, each with its file and line; the page goes on meanwhile. */
export async function proveInSlices(
  { path, lesson, places }: ReadLesson,
  language: Language,
): Promise<readonly string[]> {
  if (lesson.both) await loadBoth(language);
  const proof = proveLesson(SIM, lesson, places, language);
  let began = performance.now();
  for (;;) {
    const { done, value } = proof.next();
    if (done === true) return value.map((fault) => faultText(fault, path, language));
    if (performance.now() - began < SLICE_MS) continue;
    await whenIdle();
    began = performance.now();
  }
}
