import type { Key } from '../i18n/index.ts';
import { fitProgress } from '../tutor/index.ts';
import type { ReadFile } from './files.ts';
import type { Lab } from './lab.svelte.ts';
import { deskOf } from './lesson-desk.svelte.ts';

/** Adds what files know of somebody's lessons to what is known here; each bad one is named. */
export function addProgress(lab: Lab, files: readonly ReadFile[]): void {
  const desk = deskOf(lab);
  for (const { name, text } of files) {
    const added = desk.shelf.add(text);
    if (typeof added === 'number') {
      const { lesson } = desk;
      const kept = lesson === null ? undefined : desk.shelf.find(lesson.slug);
      if (lesson !== null && kept !== undefined) desk.progress = fitProgress(lesson, kept);
      lab.notify('curriculum.kept.added', { n: added });
    } else {
      const why = added.key.replace(/^tutor\.stored/, 'curriculum.refused') as Key;
      lab.notice(`${name}: ${lab.t(why, added.facts)}`, 'alarm');
    }
  }
}
