/** The browser's storage. Every access may fail (private windows, quotas); none breaks the page. */
const RUN = 'zabscope.run';
const OWNER = 'zabscope.run.window';
const OTHER_RUN = 'zabscope.run.other';
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

/** What this window keeps for itself: it outlives a reload, and no other window sees it. */
function own(text?: string): string | null {
  try {
    if (text !== undefined) sessionStorage.setItem(RUN, text);
    return sessionStorage.getItem(RUN);
  } catch {
    return null;
  }
}

/** The runs of one window, in the storage that all windows share. */
export function runsOfWindow() {
  /** By this the window knows its own run. */
  const me = String(Math.random());
  /** What it goes on with. */
  let opened: string | null = null;
  return {
    /** The run of this window; a new one goes on with the run that was kept last. */
    run: (): string | null => {
      opened = own() ?? get(RUN);
      return opened;
    },
    /** What a window shows that no other one is to go on with. */
    keepShown: (text: string): void => void own(text),
    /** What another window has kept meanwhile is put aside, not lost. */
    keepRun: (text: string): boolean => {
      own(text);
      if (get(OWNER) !== me) {
        const theirs = get(RUN);
        if (theirs !== null && theirs !== text && theirs !== opened) put(OTHER_RUN, theirs);
        put(OWNER, me);
      }
      return put(RUN, text);
    },
    /**
     * The run of another window that was open at the same time: put aside by this one or, where the
     * other has put this one's aside since, in the place of the last.
     */
    otherRun: (): string | null =>
      [get(OTHER_RUN), get(RUN)].find((text) => text !== null && text !== opened) ?? null,
  };
}

export const storage = {
  ...runsOfWindow(),
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
