/**
 * Lessons at build time: a lesson file becomes a module whose default export is the Lesson, so that
 * no parser is shipped, and a file with a fault stops the build with the fault's sentence and line.
 * With `?card` the export is the LessonCard alone, small enough to load all of them for a menu.
 */
import {
  complain,
  isParseError,
  type Language,
  parseScriptLine,
  parseZooCfg,
  say,
} from '../script/index.ts';
import { faultText } from './fault.ts';
import { cardOf, type Lesson, lessonFile } from './lesson.ts';
import { type ParsedLesson, parseLesson } from './parse-lesson.ts';
import type { TextJudges } from './parse-text.ts';

/** What of a Vite plugin is used here. */
interface LessonFiles {
  readonly name: string;
  readonly enforce: 'pre';
  readonly handleHotUpdate: (saved: SavedFile) => Promise<[] | undefined>;
  readonly transform: (text: string, id: string) => { code: string; map: null } | null;
}

/** What of Vite's news of a saved file is used here. */
interface SavedFile {
  readonly file: string;
  readonly read: () => string | Promise<string>;
  readonly server: {
    readonly ws: { readonly send: (event: string, news: SavedLesson) => void };
    readonly config: { readonly logger: { readonly error: (text: string) => void } };
  };
}

/** A lesson file that was saved while the page is being developed: the page hears of it. */
export interface SavedLesson {
  readonly language: Language;
  /** Null: it has faults. */
  readonly lesson: Lesson | null;
  readonly faults: readonly string[];
}

/** The event's name on Vite's own channel. */
export const LESSON_SAVED = 'zabscope:lesson';

/** Notices of a zoo.cfg that name keys without effect. */
const IDLE: ReadonlySet<string> = new Set(
  ['unmodelled', 'prefixed', 'unknown'].map((why) => `errors.zoo.notice.${why}`),
);

/** The script language and zoo.cfg's own reader; what a lesson sets to no effect is wrong, too. */
export function textJudges(language: Language): TextJudges {
  return {
    script: (line) => {
      const parsed = parseScriptLine(line);
      return isParseError(parsed) ? complain(parsed, language) : null;
    },
    zooCfg: (text) => {
      const read = parseZooCfg(text);
      if (isParseError(read)) return { line: read.line, why: complain(read, language) };
      const idle = read.notices.find(({ key }) => IDLE.has(key));
      return idle === undefined ? null : { line: 0, why: say(idle, language) };
    },
  };
}

/** Reads the text of a lesson file by its path; null when the path is not a lesson's. */
export function readLessonFile(path: string, text: string): ParsedLesson | null {
  const file = lessonFile(path);
  return file === null ? null : parseLesson(text, file.slug, textJudges(file.language));
}

function faultTexts(faults: ParsedLesson['faults'], path: string): readonly string[] {
  const file = path.slice(path.lastIndexOf('/lessons/') + 1);
  return faults.map((fault) => faultText(fault, file, 'en'));
}

/** The plugin for Vite's configuration. */
export function lessonFiles(): LessonFiles {
  return {
    name: 'lesson-files',
    enforce: 'pre',
    transform(text, id) {
      const [path = '', query] = id.split('?');
      const parsed = path.includes('/lessons/') ? readLessonFile(path, text) : null;
      if (parsed === null || (query !== undefined && query !== 'card')) return null;
      const { lesson, faults } = parsed;
      if (lesson === null) throw new Error(faultTexts(faults, path).join('\n'));
      const value = query === 'card' ? cardOf(lesson) : lesson;
      return { code: `export default ${JSON.stringify(value)};`, map: null };
    },
    /** The page goes on where it is, with the new text; faults go to the terminal, too. */
    async handleHotUpdate({ file, read, server }) {
      const parsed = file.includes('/lessons/') ? readLessonFile(file, await read()) : null;
      if (parsed === null) return;
      const faults = faultTexts(parsed.faults, file);
      for (const fault of faults) server.config.logger.error(fault);
      const language = lessonFile(file)?.language ?? 'en';
      server.ws.send(LESSON_SAVED, { language, lesson: parsed.lesson, faults });
      return [];
    },
  };
}
