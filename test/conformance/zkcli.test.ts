/** What zkCli printed at a real ensemble of three, line by line. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { getKey, sliceLog } from '../../src/lib/index.ts';
import { DEFAULT_CONFIG } from '../../src/model/index.ts';
import {
  type ConsoleLine,
  NOT_CONNECTED,
  parseScriptLine,
  parseZkCli,
  printTranscript,
} from '../../src/script/index.ts';
import { advance, createWorld, perform, type World } from '../../src/sim/index.ts';

interface Exchange {
  readonly typed: string;
  readonly printed: readonly string[];
}

/** A transcript as exchanges; stderr lines keep their `! `. */
function exchangesOf(text: string): readonly Exchange[] {
  const exchanges: { typed: string; printed: string[] }[] = [];
  for (const line of text.trimEnd().split('\n')) {
    if (line.startsWith('$ ')) exchanges.push({ typed: line.slice(2), printed: [] });
    else exchanges.at(-1)?.printed.push(line);
  }
  return exchanges.filter(({ typed }) => !typed.startsWith('('));
}

/** Dates, session ids and where notices stand depend on the moment: left out, or put in order. */
function normal(lines: readonly string[]): readonly string[] {
  const plain = lines
    .map((line) => line.replace(/(time = ).*/, '$1…').replace(/0x[1-9a-f][0-9a-f]{14,}/, '…'))
    .filter((line) => line !== 'WATCHER::');
  const notices = plain.filter((line) => line.startsWith('WatchedEvent'));
  const others = plain.filter((line) => !line.startsWith('WatchedEvent'));
  // A notice brings two empty lines.
  for (const _ of notices) {
    for (const _ of [1, 2]) others.splice(others.indexOf(''), 1);
  }
  return [...others.sort(order), ...notices];
}

/** stdout and stderr were recorded apart: stdout first. */
function order(a: string, b: string): number {
  return Number(a.startsWith('! ')) - Number(b.startsWith('! '));
}

class Shell {
  private world: World;
  private seen = 0;

  constructor() {
    const servers = [1, 2, 3].map((sid) => ({
      sid,
      learnerType: 'PARTICIPANT' as const,
      host: `server${sid}`,
    }));
    const config = { ...DEFAULT_CONFIG, servers, standalone: false, extendedTypesEnabled: true };
    this.world = createWorld({ name: 'zkcli', config, setup: [] }, 1);
    this.say('start 1 2');
    this.run(5000);
    this.say('start 3');
    this.run(5000);
    this.say('client shell connect 1 timeout 30000');
    this.run(2000);
    this.news();
  }

  private say(line: string): void {
    const parsed = parseScriptLine(line);
    if (parsed.type !== 'command') throw new Error(JSON.stringify(parsed));
    this.world = perform(this.world, parsed.command, false).world;
  }

  private run(ms: number): void {
    const end = this.world.now + ms * 1000;
    while (this.world.now < end) {
      const turn = advance(this.world, false);
      if (turn === null) return;
      this.world = turn.world;
    }
  }

  private get client() {
    const host = getKey(this.world.clients, 'shell');
    if (host === undefined) throw new Error('no client');
    return host.client;
  }

  private news(): readonly ConsoleLine[] {
    const { transcript } = this.client;
    const all = printTranscript(sliceLog(transcript, 0));
    const lines = all.slice(this.seen);
    this.seen = all.length;
    return lines.filter(({ stream }) => stream !== 'in');
  }

  /** What is printed to a line; null: the simulator does not have the command. */
  type(typed: string): readonly string[] | null {
    const parsed = parseZkCli(typed);
    if (parsed.type === 'unmodelled') return null;
    if (parsed.type === 'local') {
      return [...parsed.out, ...parsed.err.map((line) => `! ${line}`)];
    }
    if (this.client.leaf !== 'CONNECTED') return [NOT_CONNECTED];
    const command = { type: 'ask', client: 'shell', line: typed, op: parsed.op } as const;
    this.world = perform(this.world, command, false).world;
    this.run(300);
    return this.news().map(({ stream, text }) => (stream === 'err' ? `! ${text}` : text));
  }
}

const folder = join(import.meta.dirname, 'zkcli');

/** Commands that the simulator does not have, and that change what later ones print. */
const ENDS = /^(?:deleteall|setquota|connect)\b/;
const DIED = /^! Exception in thread/;

describe('zkCli prints what the real one prints', () => {
  test.each(readdirSync(folder))('%s', (file) => {
    const shell = new Shell();
    const said: Exchange[] = [];
    const heard: Exchange[] = [];
    for (const { typed, printed } of exchangesOf(readFileSync(join(folder, file), 'utf8'))) {
      if (ENDS.test(typed)) break;
      const answer = shell.type(typed);
      if (answer === null) continue;
      // Where the real shell dies its own stack follows, and nothing else.
      const died = DIED.test(printed[0] ?? '');
      said.push({ typed, printed: normal(died ? printed.slice(0, 1) : printed) });
      heard.push({ typed, printed: normal(answer) });
      if (died) break;
    }
    expect(heard).toEqual(said);
    expect(said.length).toBeGreaterThan(1);
  });
});
