/*
 * What watchers and callers of the real client library saw. `== ` begins a case, `-- ` says what
 * was called next; then, in order of time, what came of it. Lines ahead of the first call of a case
 * tell of handles that were opened for it.
 */

/** A call and what came of it. */
export interface CallBlock {
  readonly call: string;
  /** How long was waited after it beyond what is usual. */
  readonly waitMs: number;
  readonly lines: readonly string[];
}

export interface Case {
  readonly title: string;
  readonly blocks: readonly CallBlock[];
}

/** Whether a text is of this kind. */
export function isJavaClient(text: string): boolean {
  return /^== /m.test(text) && /^-- /m.test(text);
}

const OPENED = /^(?<handle>\w+)\.default: None SyncConnected null$/;
const STATE = /^state (?<state>\w+)$/;
const WAIT = /^wait (?<ms>\d+)$/;
const RESULTS = 'results of the failed multi';

/** The cases of a file, in order; what is ahead of the first is one without a title. */
export function casesOf(text: string): readonly Case[] {
  const cases: { title: string; blocks: CallBlock[] }[] = [{ title: '', blocks: [] }];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const blocks = cases.at(-1)?.blocks ?? [];
    if (line.startsWith('== ')) cases.push({ title: line.slice(3), blocks: [] });
    else if (line.startsWith('-- ')) open(blocks, line.slice(3));
    else add(blocks, line);
  }
  return cases.filter(({ blocks }) => blocks.length > 0);
}

function open(blocks: CallBlock[], call: string): void {
  const state = STATE.exec(call)?.groups?.state;
  const ms = WAIT.exec(call)?.groups?.ms;
  // What is said of the handle called last, and what a failed multi held.
  if (state !== undefined) {
    const handle = blocks.at(-1)?.call.split('.')[0];
    blocks.push({ call: `${handle}.state`, waitMs: 0, lines: [`returned ${state}`] });
  } else if (ms !== undefined) change(blocks, (last) => ({ ...last, waitMs: Number(ms) }));
  else if (call !== RESULTS) blocks.push({ call, waitMs: 0, lines: [] });
}

function add(blocks: CallBlock[], line: string): void {
  const last = blocks.at(-1);
  const opened = OPENED.exec(line)?.groups?.handle;
  const isOpening =
    last === undefined || (last.call.startsWith('connect ') && last.lines.length > 0);
  if (isOpening && opened !== undefined) {
    blocks.push({ call: `connect ${opened}`, waitMs: 0, lines: [line] });
  } else change(blocks, (block) => ({ ...block, lines: [...block.lines, line] }));
}

function change(blocks: CallBlock[], how: (block: CallBlock) => CallBlock): void {
  const last = blocks.pop();
  if (last === undefined) throw new Error('a case begins with what came of no call');
  blocks.push(how(last));
}
