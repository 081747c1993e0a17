/**
 * `npm test`: types, lint, and every test in Node and in a real browser; `npm run check`: the first
 * two only. The last line is always `N passed, M failed`; a check counts as one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const home = join(import.meta.dirname, '..');
const bin = (path: string) => join(home, 'node_modules', path);

const CHECKS: readonly (readonly [name: string, ...command: string[]])[] = [
  // svelte-check reads every file that tsc reads, and the pages: tsc would say it all twice.
  ['types', bin('svelte-check/bin/svelte-check'), '--threshold', 'error', '--output', 'human'],
  ['lint', bin('@biomejs/biome/bin/biome'), 'check', '--colors=off'],
];

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Runs one check quietly: what it printed is shown only if it failed. */
async function check(name: string, command: readonly string[]): Promise<Tally> {
  const began = Date.now();
  const child = spawn(process.execPath, command, { cwd: home });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const passed = (await exitCode(child)) === 0;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  if (!passed) console.log(output.trimEnd());
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** What Vitest's JSON report says of one file. */
interface FileReport {
  readonly status: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages: readonly string[] | null;
  }[];
}

/** Vitest says that a test was tried twice, and not why: who asks would wait for the next time. */
function tellOfRetried(files: readonly FileReport[]): void {
  for (const { status, fullName, failureMessages } of files.flatMap((f) => f.assertionResults)) {
    if (status !== 'passed' || !failureMessages?.length) continue;
    console.log(`tried twice: ${fullName}\n${failureMessages[0]}`);
  }
}

function tally(files: readonly FileReport[]): Tally {
  let passed = 0;
  let failed = 0;
  for (const file of files) {
    const statuses = file.assertionResults.map((result) => result.status);
    const broken = statuses.filter((status) => status === 'failed').length;
    passed += statuses.filter((status) => status === 'passed').length;
    // A file that could not even be loaded has no failed test in it, and has failed all the same.
    failed += broken === 0 && file.status === 'failed' ? 1 : broken;
  }
  return { passed, failed };
}

async function tests(args: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'zabscope-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const command = [bin('vitest/vitest.mjs'), 'run', ...reporters, ...args];
  const code = await exitCode(spawn(process.execPath, command, { cwd: home, stdio: 'inherit' }));
  try {
    const files: readonly FileReport[] = JSON.parse(readFileSync(report, 'utf8')).testResults;
    tellOfRetried(files);
    const sum = tally(files);
    return code !== 0 && sum.failed === 0 ? { ...sum, failed: 1 } : sum;
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [mode, ...rest] = process.argv.slice(2);
const results: Tally[] = await Promise.all(CHECKS.map(([name, ...line]) => check(name, line)));
if (mode !== 'check') results.push(await tests(mode === undefined ? rest : [mode, ...rest]));
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
