/**
 * Real clients at the simulated ensemble. What a tour prints was recorded at a real ensemble of
 * 3.8.0; it runs where the client is installed (Debian's python3-kazoo), and is skipped elsewhere.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOf, extendTo, isMistake, load, marksOf, replay } from '../../src/timeline/index.ts';

const HOME = join(import.meta.dirname, '../..');
const PORT = 20_000 + 3 * (process.pid % 5_000);
const RECORDING = join(tmpdir(), `zabscope-tour-${process.pid}.json`);
/** The system's own Python has Debian's packages. */
const PYTHON = '/usr/bin/python3';
const hasKazoo = spawnSync(PYTHON, ['-c', 'import kazoo']).status === 0;

async function startEnsemble(): Promise<ChildProcess> {
  const args = ['--import', 'tsx', 'src/headless/ensemble.ts'];
  const options = ['--port', String(PORT), '--recording', RECORDING];
  const child = spawn(process.execPath, [...args, ...options], { cwd: HOME });
  await once(child.stdout, 'data');
  return child;
}

describe.skipIf(!hasKazoo)(
  hasKazoo ? 'kazoo' : 'kazoo: skipped, python3-kazoo is not installed here',
  () => {
    let ensemble: ChildProcess;
    let status: number | null = null;
    let printed = '';

    beforeAll(async () => {
      ensemble = await startEnsemble();
      const hosts = [0, 1, 2].map((i) => `127.0.0.1:${PORT + i}`).join(',');
      const tour = spawn(PYTHON, [join(import.meta.dirname, 'kazoo-tour.py'), hosts]);
      tour.stdout.on('data', (bytes) => {
        printed += bytes;
      });
      await once(tour, 'close');
      ensemble.kill('SIGINT');
      [status] = await once(ensemble, 'exit');
    }, 120_000);
    afterAll(() => {
      if (ensemble.exitCode === null) ensemble.kill('SIGKILL');
      rmSync(RECORDING, { force: true });
    });

    test('prints what it prints at a real ensemble', () => {
      expect(printed).toBe(readFileSync(join(import.meta.dirname, 'kazoo-tour.txt'), 'utf8'));
    });

    test('breaks no invariant, also when its recording is replayed without it', () => {
      expect(status).toBe(0);
      const recording = load(readFileSync(RECORDING, 'utf8'));
      if (isMistake(recording)) throw new Error(JSON.stringify(recording));
      const timeline = replay(recording);
      if (isMistake(timeline)) throw new Error(JSON.stringify(timeline));
      const whole = extendTo(timeline, Math.floor((recording.untilMs ?? 0) * 1000));
      expect(endOf(whole)).toBeGreaterThan(1_000_000);
      expect(marksOf(whole).filter((mark) => mark.type === 'violated')).toEqual([]);
    });
  },
);
