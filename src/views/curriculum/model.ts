/** What the page of all lessons shows: tracks, ways through them, and how far somebody has come. */
import { type Language, translate } from '../../i18n/index.ts';
import {
  byCode,
  type LessonCard,
  PATHS,
  PLANNED,
  type Progress,
  TRACKS,
  type TrackLetter,
} from '../../tutor/index.ts';

export type CellState = 'done' | 'begun' | 'fresh';

export interface LessonLine {
  readonly code: string;
  readonly title: string;
  readonly able: string;
  readonly minutes: number;
  /** Codes of lessons that come before and are not done. */
  readonly after: readonly string[];
  readonly state: CellState | 'planned';
  /** One a step. */
  readonly cells: readonly CellState[];
  readonly done: number;
  /** How long it was on the screen. */
  readonly spentMinutes: number;
}

export interface TrackView {
  readonly track: TrackLetter;
  readonly lessons: readonly LessonLine[];
}

export interface PathView {
  readonly name: (typeof PATHS)[number]['name'];
  readonly lessons: readonly LessonLine[];
  readonly state: CellState;
  /** Where somebody goes on: the first lesson that is not done, or the first of all. */
  readonly next: string;
}

/** The lesson that somebody was in, and at which step (from 1). */
export interface GoOn {
  readonly line: LessonLine;
  readonly n: number;
}

export interface CurriculumView {
  readonly tracks: readonly TrackView[];
  readonly paths: readonly PathView[];
  readonly goOn: GoOn | null;
  readonly done: number;
  readonly of: number;
}

/** `cards`: the lessons there are; `progress`: the latest last. */
export function curriculumView(
  cards: readonly LessonCard[],
  progress: readonly Progress[],
  language: Language,
): CurriculumView {
  const doneCodes = new Set(
    cards.filter((card) => lineOf(card, progress).state === 'done').map(({ code }) => code),
  );
  const written = cards.map((card) => {
    const line = lineOf(card, progress);
    return { ...line, after: line.after.filter((code) => !doneCodes.has(code)) };
  });
  const lines = [...written, ...plannedLines(cards, language)].sort((a, b) =>
    byCode(a.code, b.code),
  );
  return {
    tracks: TRACKS.map((track) => ({
      track,
      lessons: lines.filter(({ code }) => code.startsWith(track)),
    })),
    paths: PATHS.map((path) => pathView(path, lines)),
    goOn: goOnAt(cards, progress),
    done: doneCodes.size,
    of: cards.length,
  };
}

/** A lesson that is there, with what somebody has done of it. */
export function lineOf(card: LessonCard, progress: readonly Progress[]): LessonLine {
  const been = progress.find(({ slug }) => slug === card.slug);
  const cells = Array.from({ length: card.steps }, (_, n): CellState => {
    const leaf = been?.steps[n]?.leaf ?? 'reading';
    if (leaf === 'done') return 'done';
    return leaf === 'reading' && n > (been?.reached ?? -1) ? 'fresh' : 'begun';
  });
  const done = cells.filter((cell) => cell === 'done').length;
  const spentMs = been?.steps.reduce((sum, { spentMs: ms }) => sum + ms, 0) ?? 0;
  const isFresh = cells.every((cell) => cell === 'fresh');
  return {
    code: card.code,
    title: card.title,
    able: card.able,
    minutes: card.minutes,
    after: card.after,
    state: done === card.steps ? 'done' : isFresh ? 'fresh' : 'begun',
    cells,
    done,
    spentMinutes: Math.round(spentMs / 60_000),
  };
}

function plannedLines(cards: readonly LessonCard[], language: Language): readonly LessonLine[] {
  const t = translate(language);
  const written = new Set(cards.map(({ code }) => code));
  return PLANNED.filter(({ code }) => !written.has(code)).map(({ code, minutes }) => ({
    code,
    title: t(`curriculum.planned.${code}`),
    able: t(`curriculum.planned.${code}.able`),
    minutes,
    after: [],
    state: 'planned' as const,
    cells: [],
    done: 0,
    spentMinutes: 0,
  }));
}

function pathView({ name, codes }: (typeof PATHS)[number], all: readonly LessonLine[]): PathView {
  const lessons = codes.flatMap((code) => all.filter((line) => line.code === code));
  const open = lessons.find(({ state }) => state === 'fresh' || state === 'begun');
  const isTouched = lessons.some(({ state }) => state === 'begun' || state === 'done');
  return {
    name,
    lessons,
    state: open === undefined ? 'done' : isTouched ? 'begun' : 'fresh',
    next: (open ?? lessons[0])?.code ?? '',
  };
}

function goOnAt(cards: readonly LessonCard[], progress: readonly Progress[]): GoOn | null {
  for (const been of [...progress].reverse()) {
    const card = cards.find(({ slug }) => slug === been.slug);
    if (card === undefined) continue;
    const line = lineOf(card, progress);
    if (line.state === 'begun') return { line, n: Math.max(1, been.step + 1) };
  }
  return null;
}
