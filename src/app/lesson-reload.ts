import { LESSON_SAVED, type SavedLesson } from '../tutor/index.ts';
import type { Lab } from './lab.svelte.ts';
import { deskOf } from './lesson-desk.svelte.ts';
import { libraryOf } from './library.svelte.ts';

/** Development only: a lesson that is saved is shown anew, at the step where one is. */
export function followSaves(lab: Lab): void {
  import.meta.hot?.on(LESSON_SAVED, ({ language, lesson, faults }: SavedLesson) => {
    if (lesson === null) {
      lab.notice(faults.join(' '), 'alarm');
      return;
    }
    libraryOf(lab).replace(lesson, language);
    if (language === lab.settings.language) deskOf(lab).renew(lesson);
    lab.notify('curriculum.saved', { code: lesson.code });
  });
}
