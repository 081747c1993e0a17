import '../../src/checker/all.ts';
import '../../src/i18n/all.ts';
import '../../src/protocols/all.ts';
import '../../src/recipes/all.ts';
import { expect, test } from 'vitest';
import { runSeed } from '../../src/headless/sweep/run-seed.ts';
import { PROTOCOLS } from '../../src/protocols/index.ts';

/*
 * Seeds of Raft that once broke something: a snapshot without its log at a start (414), a leader
 * that committed and stepped down in the turn in which it went on (649), a sync that was answered
 * as of the end of a step in which more was applied (178, 663), the end of a stream that a frozen
 * server read behind what came after it (3301), a request that was still on its way when the member
 * it was for led no more (8662), or led again, and the client had gone on meanwhile (6823).
 */
test.each([178, 414, 649, 663, 3301, 6823, 8662])('seed %i', { timeout: 120_000 }, (seed) => {
  const { raft: protocol } = PROTOCOLS;
  const shape = {
    servers: 3,
    observers: 0,
    faults: 'chaos',
    untilMs: 60_000,
    variants: {},
  } as const;
  const report = runSeed(seed, protocol === undefined ? shape : { ...shape, protocol });
  expect([report.crash, report.breaches, report.recording.protocol]).toEqual([null, [], 'raft']);
});
