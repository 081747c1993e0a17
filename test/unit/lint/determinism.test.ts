/** A plugin of the linter that no longer works says so only in passing: so each ban is tried. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const home = join(import.meta.dirname, '../../..');
const biome = join(home, 'node_modules/@biomejs/biome/bin/biome');

/** The lines on which lint reports an error, in a project of one file with our configuration. */
function errorLines(path: string, lines: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'zabscope-lint-'));
  try {
    for (const part of ['biome.json', 'test/lint']) {
      cpSync(join(home, part), join(folder, part), { recursive: true });
    }
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${lines.join('\n')}\n`);
    const flags = ['--vcs-enabled=false', '--diagnostic-level=error', '--colors=off'];
    const args = [biome, 'lint', ...flags, '--max-diagnostics=none', path];
    const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const numbers = [...run.stderr.matchAll(/^\s*> (\d+) │/gm)].map((match) => Number(match[1]));
    return [...new Set(numbers)].sort((a, b) => a - b).map((line) => lines[line - 1] ?? '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const CHANCE_AND_CLOCKS = [
  'export const a = [Date.now()];',
  'export const b = [performance.now()];',
  'export const c = [crypto.randomUUID()];',
  'setTimeout(a.pop, 1);',
  'queueMicrotask(a.pop);',
  'requestAnimationFrame(a.pop);',
  "export const d = fetch('x');",
  'export const e = [document.title, window.name, localStorage.length];',
];

const OTHER_BITS = [
  'export const f = Math.random();',
  'export const g = [Math.sin(1)];',
  'export const h = [Math.atan2(1, 2)];',
  'export const i = [Math.pow(2, 3)];',
  'export const j = [Math.log10(3)];',
  'export const k = 3 ** a.length;',
  "export const l = Math['abs'](1);",
  'export const { abs, sin } = Math;',
  'export const m = globalThis;',
  'a.sort();',
  'a.map(String).sort();',
  "export const n = 'a'.localeCompare('b');",
  "export const o = 'a'.localeCompare('b', 'de');",
  'export const p = (5).toLocaleString();',
  'for (const key in a) b.push(Number(key));',
  'export const q = structuredClone(a);',
  "export const r = new Intl.NumberFormat('de');",
  'export type S = Event | Node | Request;',
  'export const t = process.memoryUsage();',
  'console.log(a);',
];

const FINE = [
  'export const u = [Math.imul(2, 3), Math.floor(2.5), Math.max(1, 2), Math.abs(1)];',
  'u.sort((x, y) => x - y);',
  'for (const value of u) u.push(value);',
  'export const v = { name: 1, event: 2, process: 3 };',
];

test('below app, what would let two machines differ is an error', () => {
  const banned = [...CHANCE_AND_CLOCKS, ...OTHER_BITS];
  expect(errorLines('src/sim/any.ts', [...banned, ...FINE])).toEqual(banned);
});

test('a layout knows no clock and no page, and may use any Math', () => {
  const lines = [...CHANCE_AND_CLOCKS, 'export const w = Math.sin(1) * 2 ** 3;'];
  expect(errorLines('src/views/tree/layout.ts', lines)).toEqual(CHANCE_AND_CLOCKS);
});

test('app may use them', () => {
  expect(errorLines('src/app/any.ts', CHANCE_AND_CLOCKS)).toEqual([]);
});
