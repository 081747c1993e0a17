/** The browser's storage. Every access may fail (private windows, quotas); none breaks the page. */
const RUN = 'zabscope.run';
const SETTINGS = 'zabscope.settings';
const LESSONS = 'zabscope.lessons';
const LESSON = 'zabscope.lesson';
const SOLUTIONS = 'zabscope.solutions';
const LESSON_FILES = 'zabscope.lesson-files';
const BEFORE = 'zabscope.run.before';
const GIVEN = 'zabscope.given';
const UNREADABLE = 'zabscope.run.unreadable';
const LESSONS_UNREADABLE = 'zabscope.lessons.unreadable';

function get(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function put(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

export const storage = {
  run: (): string | null => get(RUN),
  keepRun: (text: string): boolean => put(RUN, text),
  /** The run that was here before a link was followed. */
  runBefore: (): string | null => get(BEFORE),
  keepRunBefore: (text: string): boolean => put(BEFORE, text),
  /** The recording that a link brought, to be answered. */
  given: (): string | null => get(GIVEN),
  keepGiven: (text: string): boolean => put(GIVEN, text),
  settings: (): string | null => get(SETTINGS),
  keepSettings: (text: string): boolean => put(SETTINGS, text),
  /** What is stored and cannot be read is put aside, not lost. */
  putAside: (text: string): boolean => put(UNREADABLE, text),
  /** How far somebody is in each lesson, and which one is open. */
  progress: (): string | null => get(LESSONS),
  /** Hears of what another window of this page keeps. */
  onProgress: (listen: (text: string | null) => void): void =>
    addEventListener('storage', ({ key, newValue }) => {
      if (key === LESSONS) listen(newValue);
    }),
  keepProgress: (text: string): boolean => put(LESSONS, text),
  putProgressAside: (text: string): boolean => put(LESSONS_UNREADABLE, text),
  /** What was done in each step that is done. */
  solutions: (): string | null => get(SOLUTIONS),
  keepSolutions: (text: string): boolean => put(SOLUTIONS, text),
  /** Lessons that were opened from files. */
  lessonFiles: (): string | null => get(LESSON_FILES),
  keepLessonFiles: (text: string): boolean => put(LESSON_FILES, text),
  open: (): string | null => get(LESSON),
  keepOpen: (text: string): boolean => put(LESSON, text),
};
