/** `npm run ensemble` of three servers, as the real ones are that the tours were recorded at. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverLines } from '../support/real-ensemble.ts';

const HOME = join(import.meta.dirname, '../..');
let count = 0;

/** What their zoo.cfg says of all. */
export const CONFIG: readonly string[] = [
  ...['tickTime=2000', 'initLimit=5', 'syncLimit=2', 'maxClientCnxns=0'],
  ...['extendedTypesEnabled=true', '4lw.commands.whitelist=*'],
];

export const hostsFrom = (port: number): readonly string[] =>
  [0, 1, 2].map((i) => `127.0.0.1:${port + i}`);

/** The file that keeps what a tour printed at a real ensemble. */
export const recordingOf = (tour: string): string =>
  join(import.meta.dirname, 'tours', `${tour}.txt`);

/** One that runs, on ports of its own. */
export class Ensemble {
  readonly port = 20_000 + 300 * ((process.pid + 7 * count++) % 40);
  private readonly config = this.file('cfg');
  private readonly recordingFile = this.file('json');
  private child: ChildProcess | null = null;

  /** Until it listens: the servers' addresses. */
  async start(): Promise<readonly string[]> {
    const own = [`clientPort=${this.port}`, 'dataDir=/data'];
    writeFileSync(this.config, `${[...CONFIG, ...own, ...serverLines(this.port)].join('\n')}\n`);
    const args = ['--import', 'tsx', 'src/headless/ensemble.ts'];
    const options = ['--zoo-cfg', this.config, '--recording', this.recordingFile];
    const child = spawn(process.execPath, [...args, ...options], { cwd: HOME });
    this.child = child;
    await once(child.stdout, 'data');
    return hostsFrom(this.port);
  }

  /** Ctrl-C: its status, and the recording that it has written. */
  async end(): Promise<{ readonly status: number; readonly recording: string }> {
    if (this.child === null) throw new Error('it was not started');
    this.child.kill('SIGINT');
    const [status] = await once(this.child, 'exit');
    return { status, recording: readFileSync(this.recordingFile, 'utf8') };
  }

  /** Nothing of it stays. */
  clear(): void {
    if (this.child?.exitCode === null) this.child.kill('SIGKILL');
    for (const file of [this.config, this.recordingFile]) rmSync(file, { force: true });
  }

  private file(ending: string): string {
    return join(tmpdir(), `zabscope-tour-${process.pid}-${this.port}.${ending}`);
  }
}
