import { byCodeUnit } from '../../lib/index.ts';
import type { Discrepancy } from './elections-compare.ts';
import type { CallBlock } from './javaclient-format.ts';

/** A line, and the thread that said it: a handle's event thread, or the caller (null). */
export interface SaidLine {
  readonly by: string | null;
  readonly text: string;
}

/*
 * Every handle has a thread for watchers and callbacks; the caller is another one, and what one
 * thread does before another is a race: a line of an event thread may come later than what caused
 * it, and never earlier. So each thread's lines are compared in order, and of the handle that was
 * called nothing may come after the return that the real one said before it. One event's watchers
 * are a set, and so are the events of one removal: their order means nothing, nor does that of
 * lists.
 */

/** What differs between a block's lines and ours. `caller`: the handle that was called. */
export function compareBlock(
  where: string,
  expected: readonly SaidLine[],
  got: readonly SaidLine[],
  caller: string,
): readonly Discrepancy[] {
  const threads = [...new Set([...expected, ...got].map(({ by }) => by))];
  const found: Discrepancy[] = [];
  for (const thread of threads) {
    const [theirs, ours] = [linesOf(expected, thread), linesOf(got, thread)];
    if (theirs === ours) continue;
    found.push({ where: `${where}: ${thread ?? 'the caller'}`, expected: theirs, got: ours });
  }
  if (found.length > 0) return found;
  const late = beforeReturn(expected, caller) - beforeReturn(got, caller);
  if (late <= 0) return [];
  return [{ where, expected: `${late} lines more before the return`, got: 'after it' }];
}

function linesOf(said: readonly SaidLine[], thread: string | null): string {
  return JSON.stringify(
    inOrder(said.filter(({ by }) => by === thread).map(({ text }) => comparable(text))),
  );
}

/** The same lines, those that tell of one event, or of one removal, sorted. */
function inOrder(lines: readonly string[]): readonly string[] {
  const groups: { event: string; lines: string[] }[] = [];
  for (const line of lines) {
    const told = /^[\w.]+: (.*)$/.exec(line)?.[1] ?? '';
    const event = told.replace(/^\w+WatchRemoved/, 'WatchRemoved');
    const last = groups.at(-1);
    if (event !== '' && last?.event === event) last.lines.push(line);
    else groups.push({ event, lines: [line] });
  }
  return groups.flatMap((group) => group.lines.sort(byCodeUnit));
}

function beforeReturn(said: readonly SaidLine[], caller: string): number {
  const end = said.findIndex(({ by }) => by === null);
  return said.slice(0, Math.max(end, 0)).filter(({ by }) => by === caller).length;
}

/**
 * The lines of a block with their threads. `ownerOf`: whose event thread calls a watcher object of
 * that name.
 */
export function saidIn(
  { lines }: CallBlock,
  caller: string,
  ownerOf: (watcher: string) => string,
): readonly SaidLine[] {
  return lines.map((line) => {
    const text = comparable(line);
    const watcher = /^(?<name>[\w.]+): /.exec(text)?.groups?.name;
    if (watcher !== undefined) return { by: ownerOf(watcher), text };
    return { by: text.startsWith('cb ') ? caller : null, text };
  });
}

const CHILDREN = /^(?<start>returned |cb getChildren rc=0 )\[(?<names>.*)\]$/;

/** Children come in no order; NUL is written in two ways; the first file has two names for w. */
function comparable(line: string): string {
  const text = line.replaceAll('\0', '\\0').replace(/^writer\./, 'w.');
  const { start, names } = CHILDREN.exec(text)?.groups ?? {};
  if (start === undefined || names === undefined) return text;
  return `${start}[${names.split(', ').sort(byCodeUnit).join(', ')}]`;
}
