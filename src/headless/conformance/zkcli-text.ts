/** A line typed at zkCli, and what was printed to it; lines of stderr begin with `! `. */
export interface Exchange {
  readonly typed: string;
  readonly printed: readonly string[];
}

/** A transcript as exchanges: `(start: …)` and `(end of input)` are two of them. */
export function exchangesOf(text: string): readonly Exchange[] {
  const exchanges: { typed: string; printed: string[] }[] = [];
  for (const line of text.trimEnd().split('\n')) {
    if (line.startsWith('$ ')) exchanges.push({ typed: line.slice(2), printed: [] });
    else exchanges.at(-1)?.printed.push(line);
  }
  return exchanges;
}

/** Whether a `deleteall` that failed says so is a race between the real shell's two threads. */
const RACE = '! Failed to delete some node(s) in the subtree!';

/**
 * Dates, session ids, ports and where notices stand depend on the moment: left out, or put in
 * order.
 */
export function comparable(lines: readonly string[]): readonly string[] {
  const plain = lines
    .map((line) => line.replace(/(time = ).*/, '$1…').replace(/0x[1-9a-f][0-9a-f]{14,}/, '…'))
    .map((line) => line.replace(/(127\.0\.0\.1)(:\d+)+/g, '$1:…'))
    // Where the real shell dies its stack follows.
    .filter((line) => line !== 'WATCHER::' && line !== RACE && !line.startsWith('! \tat '));
  const notices = plain.filter((line) => line.startsWith('WatchedEvent'));
  const others = plain.filter((line) => !line.startsWith('WatchedEvent'));
  // A notice brings two empty lines.
  for (const _ of notices) {
    for (const _ of [1, 2]) others.splice(others.indexOf(''), 1);
  }
  return [...others.sort(stdoutFirst), ...inOrder(notices)];
}

/**
 * The library tells of removed watches in the order of enum hashes, new with every process. Where
 * a session follows another, each has a thread of its own that tells.
 */
function inOrder(notices: readonly string[]): readonly string[] {
  if (notices.every((text) => text.includes('WatchRemoved '))) return [...notices].sort();
  const begins = (text: string): boolean => text.includes('state:SyncConnected type:None');
  return [...notices.filter((text) => !begins(text)), ...notices.filter(begins)];
}

/** Text of standard output without the end of a line: the complaints of `setAcl -R`. */
const UNENDED = /^KeeperErrorCode = /;

/**
 * A recorder that reads whole lines hears text without an end only with the next line of standard
 * output. This one puts it back to where it was printed.
 */
export class HeldBack {
  private text = '';

  /** What was recorded, given what ours printed to the same line. */
  putBack(recorded: readonly string[], answer: readonly string[]): readonly string[] {
    const held = this.text;
    const first = recorded.findIndex((line) => !line.startsWith('! '));
    if (first >= 0) this.text = '';
    const whole = recorded.map((line, i) =>
      i === first && line.startsWith(held) ? line.slice(held.length) : line,
    );
    const unended = answer.find((line) => UNENDED.test(line));
    if (unended === undefined || whole.includes(unended)) return whole;
    this.text += unended;
    return [unended, ...whole];
  }
}

/** stdout and stderr were recorded apart: stdout first. */
function stdoutFirst(a: string, b: string): number {
  return Number(a.startsWith('! ')) - Number(b.startsWith('! '));
}
