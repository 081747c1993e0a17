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

/**
 * Dates, session ids, ports and where notices stand depend on the moment: left out, or put in
 * order.
 */
export function comparable(lines: readonly string[]): readonly string[] {
  const plain = lines
    .map((line) => line.replace(/(time = ).*/, '$1…').replace(/0x[1-9a-f][0-9a-f]{14,}/, '…'))
    .map((line) => line.replace(/(127\.0\.0\.1)(:\d+)+/g, '$1:…'))
    // Where the real shell dies its stack follows.
    .filter((line) => line !== 'WATCHER::' && !line.startsWith('! \tat '));
  const notices = plain.filter((line) => line.startsWith('WatchedEvent'));
  const others = plain.filter((line) => !line.startsWith('WatchedEvent'));
  // A notice brings two empty lines.
  for (const _ of notices) {
    for (const _ of [1, 2]) others.splice(others.indexOf(''), 1);
  }
  return [...others.sort(stdoutFirst), ...notices];
}

/** stdout and stderr were recorded apart: stdout first. */
function stdoutFirst(a: string, b: string): number {
  return Number(a.startsWith('! ')) - Number(b.startsWith('! '));
}
