import { beginWith, complaintOf, isMistake, openingOf } from '../timeline/index.ts';
import { type Lesson, linesBefore, playLines, scenarioOf } from '../tutor/index.ts';
import type { Lab } from './lab.svelte.ts';
import { tellRefused } from './lesson-refused.ts';
import type { ShownRun } from './saved-run.ts';
import { ENGINE } from './startup.ts';

/** A run where a step has begun, and `more` was done; null, and a sentence, if it cannot be had. */
export function goodRun(
  lab: Lab,
  lesson: Lesson,
  step: number,
  zooCfg: readonly string[],
  more: readonly string[] = [],
  before: readonly string[] = linesBefore(lesson, step),
): ShownRun | null {
  const opening = openingOf(scenarioOf(lesson, zooCfg));
  if (isMistake(opening)) {
    lab.notice(complaintOf(opening, lab.settings.language), 'alarm');
    return null;
  }
  const timeline = beginWith(ENGINE, opening, lesson.seed);
  const played = playLines({ timeline, at: 0 }, [...before, ...more]);
  if (!('type' in played)) return played;
  tellRefused(lab, played);
  return null;
}
