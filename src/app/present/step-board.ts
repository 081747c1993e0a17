/** What a step says to the room besides its questions: what it takes for granted, and its task. */
import { offered, type TaskWay } from '../../tutor/index.ts';
import type { deskOf } from '../lesson-desk.svelte.ts';
import { type Board, MOST_TEXT, type TaskBoard } from './messages.ts';
import { inlineText, proseText } from './prose-text.ts';
import type { Room } from './room.svelte.ts';

type Desk = ReturnType<typeof deskOf>;
/** What a room can have before its eyes. */
const MOST_LINES = 40;
/** A shorter folder is no longer than what is told by it. */
const LEAST_FOLDER = 8;

const short = (text: string): string => text.slice(0, MOST_TEXT);

/** What the step tells before anything runs; empty: it has run. */
export function premiseOf(desk: Desk): string {
  const { leaf, scene, step } = desk;
  const isBefore = leaf === 'reading' || leaf === 'predicting' || leaf === 'predicted';
  return step !== null && isBefore ? short(proseText(step.narration, scene.world)) : '';
}

/** The lines that a task is put together of: blanks with all that may stand in them. */
function linesOf(way: TaskWay): readonly string[] {
  if (way.type !== 'fill') return offered(way);
  return [...way.zooCfg, ...way.lines].map((line) =>
    line
      .map((part) =>
        typeof part === 'string' ? part : `{${way.blanks[part]?.choices.join(' | ') ?? ''}}`,
      )
      .join(''),
  );
}

/** A line that time has to pass behind: what is done is what a room puts in order. */
const withoutPause = (line: string): string => line.replace(/\nrun \d+$/, '');

/** A ticket by its last digits, as the stage and the ward have it. */
const withShortTickets = (line: string): string => line.replace(/-\d{6}(?=\d{4}\b)/g, '-…');

/** A folder that all paths of the lines lie in is left out: a room reads few letters. */
function withoutFolder(lines: readonly string[]): readonly string[] {
  const paths = lines.flatMap((line) => line.match(/(?<=\s)\/[^\s"]*/g) ?? []);
  const [first = [], ...others] = paths.map((path) => path.split('/'));
  const apart = first.findIndex((part, n) => others.some((path) => path[n] !== part));
  const folder = (apart < 0 ? first : first.slice(0, apart)).join('/');
  if (others.length === 0 || folder.length < LEAST_FOLDER) return lines;
  return lines.map((line) => line.replaceAll(folder, '…'));
}

/** Lines of a task as a room reads them. */
export function shortLines(lines: readonly string[]): readonly string[] {
  return withoutFolder(lines.map(withoutPause)).map(withShortTickets);
}

/** What is to be done in the step, once its run has been seen, or `ahead`; null: nothing. */
export function taskOf(desk: Desk, ahead = false): TaskBoard | null {
  const { leaf, scene, step } = desk;
  const isOn = leaf === 'checking' || leaf === 'done';
  if (step === null || step.task.length === 0 || !(isOn || ahead)) return null;
  const { task, goals, way } = step;
  return {
    text: short(proseText(task, scene.world)),
    goals: goals.map((goal, n) => ({
      text: short(inlineText(goal.text, scene.world)),
      met: leaf === 'done' || (isOn && scene.met[n] === true),
    })),
    lines: shortLines(linesOf(way)).slice(0, MOST_LINES).map(short),
  };
}

/** What stands beside the stage in the audience's window. */
export function saidBoard({
  deck,
  desk,
  runs,
  votes,
}: Room): Pick<Board, 'asked' | 'premise' | 'task'> {
  const about = votes.ballot === null ? null : votes.asks;
  const isFree = about === null && deck.open === null;
  return {
    asked: runs.boardOf(votes.board),
    premise: isFree || about === 'prediction' ? premiseOf(desk) : '',
    task: isFree ? taskOf(desk) : null,
  };
}
