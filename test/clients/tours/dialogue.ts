import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a command may take. */
const PATIENCE_MS = 30_000;
const START = '(start)';
const END = '(end of input)';

/** A shell that reads commands from its standard input, and how it is talked to. */
export interface Shell {
  readonly command: string;
  readonly args: readonly string[];
  /** What it has printed when it can be typed at. */
  readonly ready: RegExp;
  /** Typed behind every command, and what it prints to that: the command's answer is whole then. */
  readonly marker: { readonly typed: string; readonly printed: RegExp };
}

/** What a shell printed to one line typed. */
export interface Answer {
  readonly typed: string;
  readonly lines: readonly string[];
}

/** Types lines one after the other, and what was printed to each; the first is the greeting. */
export async function dialogue(shell: Shell, typed: readonly string[]): Promise<Answer[]> {
  const child = spawn('sh', ['-c', 'exec "$0" "$@" 2>&1', shell.command, ...shell.args], {
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' },
  });
  let heard = '';
  let over = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  child.stdin.on('error', () => {});
  const closed = once(child, 'close').then(() => {
    over = true;
  });
  const until = async (holds: () => boolean): Promise<void> => {
    for (let ms = 0; ms < PATIENCE_MS && !over && !holds(); ms += 5) await pause(5);
  };
  const take = (end: RegExp): readonly string[] => {
    const found = end.exec(heard);
    const text = heard.slice(0, found?.index);
    heard = found === null ? '' : heard.slice(found.index + found[0].length);
    return text === '' ? [] : text.replace(/\n$/, '').split('\n');
  };
  try {
    await until(() => shell.ready.test(heard));
    const answers: Answer[] = [];
    const { marker } = shell;
    for (const line of [START, ...typed]) {
      if (over) break;
      child.stdin.write(line === START ? '' : `${line}\n`);
      child.stdin.write(`${marker.typed}\n`);
      await until(() => marker.printed.test(heard));
      answers.push({ typed: line, lines: take(marker.printed) });
    }
    child.stdin.end();
    await until(() => false);
    answers.push({ typed: END, lines: take(/$^./) });
    return answers;
  } finally {
    child.kill('SIGKILL');
    await closed;
  }
}
