/** Ensembles that start from real servers' files, and simulated disks that become such files. */
import { expect, test } from 'vitest';
import '../../../src/protocols/all.ts';
import {
  archiveOf,
  type DataFile,
  readArchive,
  scenarioOf,
  serversOf,
} from '../../../src/datadir/index.ts';
import { faultsFor } from '../../../src/headless/sweep/run-seed.ts';
import { keysOf, lastItem } from '../../../src/lib/index.ts';
import { MS, zxid } from '../../../src/model/index.ts';
import { disksOf, zooServerOf } from '../../../src/sim/index.ts';
import {
  complaintOf,
  follow,
  isMistake,
  load,
  type Recording,
  replay,
  save,
  type Timeline,
  toJson,
} from '../../../src/timeline/index.ts';
import { contentsOf } from '../../../src/zab/disk-files.ts';
import type { Disk } from '../../../src/zab/index.ts';
import type { Database } from '../../../src/znodes/index.ts';
import { filesOf } from './files-of.ts';

function recordingOf(files: readonly DataFile[]): Recording {
  const { scenario } = scenarioOf(serversOf(files));
  return { version: 1, scenario, seed: 1, commands: [] };
}

function started(recording: Recording): Timeline {
  const timeline = replay(recording);
  if (isMistake(timeline)) throw new Error(JSON.stringify(timeline));
  return timeline;
}

/** The events of the first seconds, and the last world. */
function ran(recording: Recording) {
  const events: string[] = [];
  const breaches: unknown[] = [];
  const point = follow(started(recording), 10_000 * MS, ({ turn, breaches: found }) => {
    for (const event of turn.events) events.push(JSON.stringify(event));
    breaches.push(...found);
    return true;
  });
  return { events, breaches, world: point.world };
}

test('servers whose disks are alike elect the greatest number, and have tree and sessions', () => {
  const { world, breaches, events } = ran(recordingOf(filesOf('quiet', [1, 2, 3])));
  expect(breaches).toEqual([]);
  expect(events.some((event) => event.includes('"leaderEstablished"'))).toBe(true);
  for (const host of world.hosts) {
    const server = zooServerOf(host);
    expect(server?.leader).toBe(3);
    const { image, lastProcessed } = server?.peer.memory ?? {};
    const db = image as Database;
    expect(lastProcessed?.epoch).toBeGreaterThan(0);
    // The session of radiology's lock ticket is gone, the other one goes on.
    expect(keysOf(db.sessions)).toEqual(['0x1000058e4530000']);
    expect(db.nodes.size).toBe(19);
  }
});

test('a tail that nobody else has is taken back', () => {
  const recording = recordingOf(filesOf('orphan', [1, 2, 3]));
  const { world, breaches } = ran(recording);
  expect(breaches).toEqual([]);
  const trees = world.hosts.map(({ server }) => server?.peer.memory.image as Database);
  for (const tree of trees) expect(tree.nodes.size).toBe(trees[0]?.nodes.size);
  const disk = world.hosts[1]?.server?.peer.disk as Disk;
  expect(disk.currentEpoch).toBe(3);
  const snapshot = disk.snapshots.at(-1);
  const last = lastItem(disk.log);
  expect(snapshot?.zxid ?? last?.zxid).toEqual(zxid(2, 2));
});

test('such a run is replayed from its recording alone', () => {
  const recording = recordingOf(filesOf('orphan', [1, 2, 3]));
  const text = toJson(save(started(recording)));
  const again = load(text);
  if (isMistake(again)) throw new Error(JSON.stringify(again));
  expect(ran(again).events).toEqual(ran(recording).events);
  const wrong = load(text.replace(/"disks": "UEsD/, '"disks": "!EsD'));
  expect(isMistake(wrong)).toBe(true);
});

test('a disk that is written to files and read back is the same', () => {
  for (const name of ['quiet', 'orphan']) {
    const { world } = ran(recordingOf(filesOf(name, [1, 2, 3])));
    const disks = new Map(
      world.hosts.map(({ sid, server }) => [sid, contentsOf(server?.peer.disk as Disk)]),
    );
    const archive = archiveOf(disks);
    expect(archiveOf(disks)).toEqual(archive);
    const files = readArchive(archive) ?? [];
    expect(files.flatMap(({ damages }) => damages)).toEqual([]);
    const { scenario, notices } = scenarioOf(serversOf(files));
    expect(notices).toEqual({ empty: [], refused: [] });
    const again = started({ version: 1, scenario, seed: 1, commands: [] });
    for (const [sid, contents] of disks) {
      expect(again.opening.scenario.disks?.get(sid)).toEqual(contents);
    }
  }
});

test('a disk without a snapshot gets one of nothing: a real server refuses a log alone', () => {
  const { world } = ran({ version: 1, scenario: 'hospital', seed: 1, commands: [] });
  const disks = disksOf(world);
  if (disks === null) throw new Error('zab has such files');
  const bare = [...disks.values()].filter(({ snapshots }) => snapshots.length === 0);
  expect(bare.length).toBeGreaterThan(0);
  for (const { snapshots, logs } of serversOf(readArchive(archiveOf(disks)) ?? [])) {
    expect(logs.length).toBeGreaterThan(0);
    expect(snapshots[0]).toMatchObject({ zxid: zxid(0, 0), valid: true });
  }
});

test('a server with a bad checksum that it would read stays down', () => {
  const files = filesOf('quiet', [1, 3]);
  const bad = filesOf('quiet', [2], (bytes) => {
    if (bytes.length > 16_000) bytes[100] = 1;
  });
  const { scenario, notices } = scenarioOf(serversOf([...files, ...bad]));
  expect(notices.refused).toMatchObject([{ sid: 2, damage: { kind: 'checksum', offset: 16 } }]);
  expect(scenario.setup).toEqual(['start 1 3']);
});

test('random faults are drawn on such disks, and leave a refused server down', () => {
  const { scenario } = scenarioOf(serversOf(filesOf('orphan', [1, 2, 3])));
  for (const seed of [1, 2, 3]) {
    const options = { untilMs: 60_000, faults: 'chaos', variants: {} } as const;
    const commands = faultsFor(scenario, seed, [], options);
    expect(commands.some((line) => line.includes('crash'))).toBe(true);
    const breaches: unknown[] = [];
    follow(
      started({ version: 1, scenario, seed, commands }),
      60_000 * MS,
      ({ breaches: found }) => {
        breaches.push(...found);
        return true;
      },
    );
    expect(breaches).toEqual([]);
    const without = faultsFor({ ...scenario, setup: ['start 1 3'] }, seed, [], options);
    expect(without.filter((line) => /start 2/.test(line))).toEqual([]);
  }
});

test('servers of another protocol do not start from them', () => {
  const recording = { ...recordingOf(filesOf('quiet', [1])), protocol: 'raft' };
  const refused = load(toJson(recording));
  expect(isMistake(refused) && complaintOf(refused, 'en')).toMatch('raft, do not start from');
});
