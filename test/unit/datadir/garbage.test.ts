/** Files that were damaged in every way: what can be read is read, and the rest is named. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  entryText,
  readArchive,
  scanFile,
  scenarioOf,
  serversOf,
  snapshotText,
} from '../../../src/datadir/index.ts';
import { nextRandom, type RandomState, randomBetween, seeded } from '../../../src/lib/index.ts';

const FOLDER = join(import.meta.dirname, '../../conformance/datadir/types/server1');
const FILES = readdirSync(FOLDER)
  .filter((name) => scanFile(name) !== null)
  .map((name) => {
    const bytes = new Uint8Array(readFileSync(join(FOLDER, name)));
    // A log's zeros say nothing that a few of them do not.
    let end = bytes.length - 1;
    while (end > 0 && bytes[end] === 0) end -= 1;
    return { name, bytes: bytes.slice(0, Math.min(bytes.length, end + 40)) };
  });

/** So many damaged files; 100,000 were read once. */
const COUNT = Number(process.env.MUTATIONS ?? 1500);

/** Bytes changed, cut out, put in, swapped, or cut off. */
function damaged(bytes: Uint8Array, chance: () => number): Uint8Array {
  const at = chance() % bytes.length;
  switch (chance() % 5) {
    case 0: {
      const copy = bytes.slice();
      for (let i = chance() % 8; i >= 0; i--) copy[chance() % copy.length] = chance() % 256;
      return copy;
    }
    case 1:
      return bytes.slice(0, at);
    case 2: {
      const copy = bytes.slice();
      copy.fill(chance() % 2 === 0 ? 0xff : 0, at, at + (chance() % 40));
      return copy;
    }
    case 3: {
      const length = chance() % 64;
      const longer = new Uint8Array(bytes.length + length);
      longer.set(bytes.subarray(0, at));
      for (let i = at; i < at + length; i++) longer[i] = chance() % 256;
      longer.set(bytes.subarray(at), at + length);
      return longer;
    }
    default: {
      const cut = at + (chance() % 64);
      const shorter = new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(cut)]);
      return shorter;
    }
  }
}

test('a damaged file is read to its end, and its damage stands within it', () => {
  let state: RandomState = seeded(4711);
  const chance = (): number => {
    state = nextRandom(state);
    return randomBetween(state, 0, 0x3fff_ffff);
  };
  let found = 0;
  for (let i = 0; i < COUNT; i++) {
    const { name, bytes } = FILES[i % FILES.length] as (typeof FILES)[number];
    const wrong = damaged(bytes, chance);
    const scan = scanFile(`server1/${name}`);
    if (scan === null) throw new Error(name);
    const piece = 1 + (chance() % 4000);
    for (let at = 0; at < wrong.length; at += piece) scan.push(wrong.subarray(at, at + piece));
    const file = scan.end();
    for (const damage of file.damages) {
      expect(damage.file).toBe(`server1/${name}`);
      expect(damage.offset).toBeLessThanOrEqual(wrong.length);
    }
    if (file.damages.length > 0) found += 1;
    if (file.kind === 'log') for (const entry of file.entries) entryText(entry);
    if (file.kind === 'snapshot') for (const _ of snapshotText(file, file.zxid));
    if (i % 7 === 0) scenarioOf(serversOf([file]));
  }
  expect(found).toBeGreaterThan(COUNT / 2);
});

test('what is no archive is refused', () => {
  expect(readArchive(new Uint8Array(0))).toBeNull();
  expect(readArchive(new Uint8Array(100).fill(0x50))).toBeNull();
});

test('a file of another version, or of something else, is told by one damage', () => {
  const log = FILES.find(({ name }) => name.startsWith('log.'));
  const bytes = (log?.bytes ?? new Uint8Array(0)).slice();
  bytes[7] = 3;
  const scan = scanFile('log.1');
  scan?.push(bytes);
  expect(scan?.end().damages).toEqual([{ file: 'log.1', offset: 4, kind: 'version', about: '3' }]);
  for (const name of ['log.1', 'snapshot.1']) {
    const other = scanFile(name);
    other?.push(new TextEncoder().encode('#!/bin/sh\necho this is no file of a server\n'));
    expect(other?.end().damages.map(({ kind }) => kind)).toEqual(['magic']);
  }
});
