/** `npm run sweep`: many seeds of random faults and client load, all invariants on. */
import '../checker/all.ts';
import '../i18n/all.ts';
import '../protocols/all.ts';
import '../recipes/all.ts';
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { explain } from '../script/index.ts';
import { toJson } from '../timeline/index.ts';
import { type Covered, NOTHING_COVERED, plus } from './sweep/coverage.ts';
import { SWEEP_USAGE, type SweepOptions, sweepOptions } from './sweep/options.ts';
import { runSeed, type SeedReport } from './sweep/run-seed.ts';
import { shrink } from './sweep/shrink.ts';
import { statusOf } from './usage.ts';

/** What is known when some seeds have been run. */
interface Tally {
  passed: number;
  failed: number;
  covered: Covered;
}

function complaintOf(report: SeedReport): string | null {
  const { seed, crash, breaches } = report;
  if (crash !== null) return `seed ${seed}: ${crash}`;
  const [first, ...others] = breaches;
  if (first === undefined) return null;
  const more = others.length === 0 ? '' : ` (${others.map((one) => one.invariant).join(', ')})`;
  const at = `${report.at / 1000} ms`;
  return `seed ${seed}: ${first.invariant}: ${explain(first.because, 'en')} [${at}]${more}`;
}

function write(report: SeedReport, options: SweepOptions): void {
  const { recordings, run } = options;
  if (recordings === null) return;
  const [first] = report.breaches;
  const short =
    first === undefined
      ? report.recording
      : shrink(report.recording, run.variants, first.invariant);
  mkdirSync(recordings, { recursive: true });
  writeFileSync(join(recordings, `seed-${report.seed}.json`), toJson(short));
}

/** Runs this process's seeds one after the other. */
function runHere(options: SweepOptions, tell: (line: string) => void): Tally {
  const tally: Tally = { passed: 0, failed: 0, covered: NOTHING_COVERED };
  const { index, of } = options.slice ?? { index: 0, of: 1 };
  for (let seed = options.first + index; seed <= options.last; seed += of) {
    const report = runSeed(seed, options.run);
    const complaint = complaintOf(report);
    tally.covered = plus(tally.covered, report.covered);
    if (complaint === null) tally.passed += 1;
    else {
      tally.failed += 1;
      tell(complaint);
      write(report, options);
    }
  }
  return tally;
}

/** Shares the seeds among processes; each sends its complaints, and its tally at the end. */
async function runShared(options: SweepOptions, argv: readonly string[]): Promise<Tally> {
  const file = process.argv[1] as string;
  const children = Array.from(
    { length: options.jobs },
    (_, i): ChildProcess => fork(file, [...argv, '--jobs', '1', '--slice', `${i}/${options.jobs}`]),
  );
  const tallies = await Promise.all(children.map(tallyOf));
  return tallies.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    covered: plus(a.covered, b.covered),
  }));
}

function tallyOf(child: ChildProcess): Promise<Tally> {
  return new Promise((resolve, reject) => {
    let tally: Tally | null = null;
    child.on('message', (message: string | Tally) => {
      if (typeof message === 'string') console.log(message);
      else tally = message;
    });
    child.on('exit', (code) => {
      if (tally !== null) resolve(tally);
      else reject(new Error(`a process of the sweep ended with ${code}`));
    });
  });
}

/** The closing report: what the runs reached, how fast, and how many are clean. */
function report(tally: Tally, seconds: number): void {
  const parts = Object.entries(tally.covered).map(([what, count]) => `${what} ${count}`);
  console.log(`covered: ${parts.join(', ')}`);
  console.log(`${Math.round(tally.covered.events / seconds)} events/s, ${seconds.toFixed(1)} s`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
}

function withoutJobs(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf('--jobs');
  const plain = at < 0 ? argv : [...argv.slice(0, at), ...argv.slice(at + 2)];
  return plain.filter((word) => !word.startsWith('--jobs='));
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = sweepOptions(argv, availableParallelism());
    if (process.connected) {
      process.send?.(runHere(options, (line) => process.send?.(line)));
      process.disconnect();
      return 0;
    }
    const start = performance.now();
    const tally =
      options.jobs === 1 || options.slice !== null
        ? runHere(options, (line) => console.log(line))
        : await runShared(options, withoutJobs(argv));
    report(tally, (performance.now() - start) / 1000);
    return tally.failed === 0 ? 0 : 1;
  } catch (error) {
    return statusOf(error, SWEEP_USAGE);
  }
}

process.exitCode = await main(process.argv.slice(2));
