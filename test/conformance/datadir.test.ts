/**
 * Real servers' files against what ZooKeeper's own tools print of them. `quiet` and `orphan` were
 * left by ensembles of three, `types` by a server that was asked for every kind of transaction.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type DataFile,
  entryText,
  logClose,
  logTitle,
  readFileName,
  scanFile,
  snapshotText,
} from '../../src/datadir/index.ts';

const HERE = join(import.meta.dirname, 'datadir');
const FOLDERS = readdirSync(HERE).flatMap((name) =>
  readdirSync(join(HERE, name)).map((server) => join(HERE, name, server)),
);

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => readFileName(name) !== null);
}

/** Read in pieces of so many bytes. */
function scanned(bytes: Uint8Array, name: string, piece = 1 << 16): DataFile {
  const scan = scanFile(name);
  if (scan === null) throw new Error(name);
  for (let at = 0; at < bytes.length; at += piece) scan.push(bytes.subarray(at, at + piece));
  return scan.end();
}

function printed(file: DataFile): string {
  if (file.kind === 'snapshot') return [...snapshotText(file, file.zxid)].join('');
  if (file.kind !== 'log') return '';
  const lines = file.entries.map(entryText).join('');
  return `${logTitle(file.header)}${lines}${logClose(file.count)}`;
}

test.each(FOLDERS)('%s is printed as the real tools print it', (folder) => {
  const names = namesIn(folder);
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    const expected = readFileSync(join(folder, `${name}.dump.txt`), 'utf8');
    for (const piece of bytes.length > 100_000 ? [1 << 14] : [333, 1 << 16]) {
      const file = scanned(bytes, name, piece);
      expect(file.damages, name).toEqual([]);
      expect(printed(file), `${name} in pieces of ${piece}`).toBe(expected);
    }
  }
});

const SIMULATE = join(import.meta.dirname, '../../src/headless/simulate.ts');

test('the command prints a folder’s logs and then its snapshots', () => {
  const folder = join(HERE, 'quiet', 'server2');
  const run = spawnSync(process.execPath, [
    '--import',
    'tsx',
    SIMULATE,
    '--data',
    folder,
    '--dump',
  ]);
  const dumps = readdirSync(folder).filter((name) => name.endsWith('.dump.txt'));
  const expected = dumps.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  expect(run.stderr.toString()).toBe('');
  expect(run.stdout.toString()).toBe(expected);
  expect(run.status).toBe(0);
});

test('the command names what is damaged by file and byte, and prints the rest', () => {
  const from = join(HERE, 'orphan', 'server2', 'log.100000001');
  const folder = mkdtempSync(join(tmpdir(), 'datadir-'));
  const bytes = readFileSync(from);
  bytes[200] = 0xff;
  writeFileSync(join(folder, 'log.100000001'), bytes.subarray(0, 900));
  const run = spawnSync(process.execPath, [
    '--import',
    'tsx',
    SIMULATE,
    '--data',
    folder,
    '--dump',
  ]);
  expect(run.status).toBe(1);
  const said = run.stderr.toString();
  expect(said).toMatch(/log\.100000001, byte \d+: the record of 0x\d+ is not what its checksum/);
  expect(said).toMatch(/log\.100000001 ends in the middle of something that begins at byte \d+/);
  expect(said.trim().split('\n')).toHaveLength(2);
  expect(run.stdout.toString()).toContain('CRC ERROR - ');
  expect(run.stdout.toString()).toContain('MRI/lock,,');
});
