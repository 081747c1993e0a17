import { describe, expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import { parseScriptLine } from '../../../src/script/index.ts';
import type { World } from '../../../src/sim/index.ts';
import { eventsBetween, runUntil } from '../../../src/timeline/index.ts';
import { epochClass } from '../../../src/views/epoch-class.ts';
import { logModel } from '../../../src/views/log/model.ts';
import type { EntryStage } from '../../../src/views/props.ts';
import { captionOf } from '../../../src/views/stage/caption.ts';
import { clientOffers } from '../../../src/views/stage/client-offers.ts';
import { leftOf } from '../../../src/views/stage/clients.ts';
import { quorumName } from '../../../src/views/stage/later-words.ts';
import { faultOffers, flatOffers, stageOffers } from '../../../src/views/stage/menus.ts';
import { opWords, progressOf } from '../../../src/views/stage/messages.ts';
import { stageModel, stageTokens } from '../../../src/views/stage/model.ts';
import { cluster } from '../../support/cluster.ts';
import { peerOf } from '../../support/zab.ts';
import { Run } from './hospital-run.ts';

/** What a stage says of an entry, as the log's tab does. */
const STAGES: Readonly<Record<EntryStage, { committed: boolean; applied: boolean }>> = {
  received: { committed: false, applied: false },
  logged: { committed: false, applied: false },
  unused: { committed: false, applied: false },
  kept: { committed: false, applied: true },
  committed: { committed: true, applied: false },
  applied: { committed: true, applied: true },
  snapshot: { committed: true, applied: true },
};

const server = (world: World, sid: number) => {
  const found = stageModel(world).servers.find((one) => one.sid === sid);
  if (found === undefined) throw new Error(`no server ${sid}`);
  return found;
};

describe('a server’s card', () => {
  test('counts votes while it looks for a leader', () => {
    const card = server(new Run().to(1500).world, 1);
    expect(card.state).toBe('LOOKING');
    expect(card.crown).toBeNull();
    expect(card.count?.of).toBe('votes');
    expect(card.vote).not.toBeNull();
  });

  test('a crown is hollow until a quorum has acknowledged the leader', () => {
    const run = new Run();
    const { at } = runUntil(run.timeline, 0, { type: 'until', until: 'leader' });
    expect(server(run.to(at - 1).world, 3).crown).toBe('hollow');
    expect(server(run.to(at).world, 3).crown).toBe('full');
    expect(server(run.world, 1).leader).toBe(3);
  });

  test('cells go from received by logged to applied', () => {
    const run = new Run().until('leader').until('commit');
    const stages = [1, 2, 3].map((sid) => server(run.world, sid).cells.at(-1)?.stage);
    expect(stages).toContain('logged');
    run.to(5_000_000);
    for (const sid of [1, 2, 3]) {
      const card = server(run.world, sid);
      expect(card.cells.every((cell) => cell.stage === 'applied')).toBe(true);
      expect(card.earlier + card.cells.length).toBe(15);
    }
  });

  test('a dead server has what is on its disk, and knows nothing of commits', () => {
    const run = new Run().to(5_000_000).say('crash 3');
    const card = server(run.world, 3);
    expect(card.status).toBe('down');
    expect(card.state).toBeNull();
    expect(card.cells.every((cell) => cell.stage === 'logged')).toBe(true);
  });
});

describe('the quorum meter', () => {
  test('forgets an old leader once there is a new one', () => {
    const run = new Run().until('leader').to(5_000_000).say('isolate 3');
    run.until('leader');
    const leads = (sid: number) => peerOf(run.world.hosts[sid - 1])?.leader?.established;
    expect([leads(2), leads(3)]).toEqual([true, true]);
    expect(stageModel(run.world).quorum?.leader).not.toBe(3);
  });

  test('keeps what is committed on the disks of those that are gone', () => {
    const run = new Run().until('leader').to(5_000_000).say('crash 1');
    expect(stageModel(run.world).quorum).toMatchObject({ committed: true, have: [1, 2, 3] });
  });

  test('counts the ACKs of the next proposal', () => {
    const run = new Run().until('leader');
    const { at } = runUntil(run.timeline, run.at, { type: 'until', until: 'commit' });
    const before = stageModel(run.to(at - 1).world).quorum;
    expect(before?.committed).toBe(false);
    expect(before?.have.length).toBeLessThan(before?.need ?? 0);
    const after = stageModel(run.to(5_000_000).world).quorum;
    expect(after?.committed).toBe(true);
    expect(after?.have).toEqual([1, 2, 3]);
  });
});

describe('cells, the log’s tab and the meter say the same of a log', () => {
  /** Every instant of a write, of a leader’s end, and of a leader whose disk is slow. */
  const stories: readonly (readonly [string, Run, readonly string[]])[] = [
    [
      'a write',
      new Run().until('leader').to(5_000_000).say('radiology: create /a x'),
      ['applied true', 'logged true', 'received false'],
    ],
    [
      'a crash',
      new Run().until('leader').to(5_040_000).say('crash 3'),
      ['applied true', 'kept true', 'logged true'],
    ],
    [
      'a slow leader',
      new Run().until('leader').to(5_000_000).say('disk 3 4000').say('radiology: create /a x'),
      ['applied false', 'applied true', 'logged true', 'received false'],
    ],
  ];
  const at = (zxid: { readonly epoch: number; readonly counter: number }) =>
    `${zxid.epoch}·${zxid.counter}`;

  test.each(stories)('%s', (_, run, seen) => {
    const begin = run.at;
    const drawn = new Set<string>();
    for (let now = begin; now < begin + 400_000; now += 1000) {
      const { world } = run.to(now);
      const rows = logModel({ world, events: [] }).rows;
      const { servers, quorum } = stageModel(world);
      for (const { sid, cells } of servers) {
        const row = rows.find((one) => one.sid === sid)?.cells ?? [];
        for (const { epoch, counter, stage, onDisk } of cells) {
          const told = row.find(({ zxid }) => at(zxid) === at({ epoch, counter }));
          const { held, committed, applied } = told ?? { held: 'none' };
          expect([at({ epoch, counter }), onDisk, STAGES[stage]]).toEqual([
            at({ epoch, counter }),
            held !== 'received',
            { committed, applied },
          ]);
          drawn.add(`${stage} ${onDisk}`);
        }
      }
      if (quorum === null) continue;
      const onDisk = servers.filter(({ cells }) =>
        cells.some((cell) => at(cell) === at(quorum.zxid) && cell.onDisk),
      );
      const sids = onDisk.map(({ sid }) => sid);
      if (quorum.committed) expect(quorum.have).toEqual(sids);
      // An ACK follows its disk; and the words say which of both is counted.
      expect(sids).toEqual(expect.arrayContaining([...quorum.have]));
      const words = quorumName(quorum, translate('en'));
      expect(/on disk/.test(words)).toBe(quorum.committed);
    }
    expect([...drawn].sort()).toEqual(seen);
  });
});

test.each([
  ['halfQuorum', 'start 3 4', 2],
  ['commitAlone', 'start 2 3 4', 1],
] as const)('under %s the meter of four voters needs what the leader does', (name, start, need) => {
  const run = cluster({ voters: 4, variants: { [name]: true } })
    .do(start)
    .run(1500);
  run.do('client a connect 3').run(300);
  expect(stageModel(run.world).quorum).toMatchObject({ need, committed: true, leader: 4 });
});

test('votes are counted towards what this run needs', () => {
  const run = cluster({ voters: 4, variants: { halfQuorum: true } })
    .do('start 1')
    .run(300);
  expect(server(run.world, 1).count).toEqual({ of: 'votes', have: 1, need: 2 });
});

describe('messages', () => {
  test('say the end of a long name, which tells it from others', () => {
    const path = '/lock/100000000000000-13-lock-0000000007';
    expect(opWords({ type: 'exists', path, watch: false })).toBe('exists …ock-0000000007');
    expect(opWords({ type: 'exists', path: '/a/MRI', watch: false })).toBe('exists …/MRI');
  });

  test('move from 0 to 1 with virtual time, and by nothing else', () => {
    const world = new Run().to(900).world;
    const [token] = stageTokens(world, false);
    if (token === undefined || token.arrivesAt === null) throw new Error('a vote is on its way');
    expect(token.form).toBe('envelope');
    expect(progressOf(token, token.sentAt)).toBe(0);
    expect(progressOf(token, (token.sentAt + token.arrivesAt) / 2)).toBeCloseTo(0.5);
    expect(progressOf(token, token.arrivesAt + 5)).toBe(1);
  });

  test('a held one waits in the open, and what is behind it waits behind it', () => {
    const run = new Run().to(5_000_000).say('hold PROPOSAL 3 -> 1');
    run.say('radiology: create /a ""').say('radiology: create /b ""').to(5_100_000);
    const waiting = stageTokens(run.world, true).filter((token) => token.waits !== null);
    expect(waiting[0]?.type).toBe('PROPOSAL');
    expect(waiting[0]?.waits).toBe(0);
    const places = waiting.map((token) => progressOf(token, run.at));
    expect(places[1]).toBeLessThan(places[0] ?? 0);
    const link = stageModel(run.world).links.find(({ a, b }) => a === 1 && b === 3);
    expect(link?.holds).toEqual([{ message: 'PROPOSAL', from: 3, to: 1 }]);
    const line = 'release PROPOSAL 3 -> 1';
    const { id = 0, from = 0, to = 0 } = waiting[0] ?? {};
    const target = { type: 'message', id, from, to, message: 'PROPOSAL', waits: 0 } as const;
    expect(faultOffers(target, run.world)[0]).toMatchObject({ key: 'faults.release', line });
  });

  test('pings can be hidden', () => {
    const run = new Run().to(6_000_000);
    let seen = 0;
    for (let at = 6_000_000; at < 9_000_000 && seen === 0; at += 500) {
      seen = stageTokens(run.to(at).world, true).filter((token) => token.ping).length;
    }
    expect(seen).toBeGreaterThan(0);
    expect(stageTokens(run.world, false).some((token) => token.ping)).toBe(false);
  });
});

describe('clients', () => {
  test('a session runs down between heartbeats, and holds still without a leader', () => {
    const run = new Run().to(5_000_000);
    const ring = stageModel(run.world).clients[0]?.ring;
    if (ring == null || ring.endsAt === null) throw new Error('radiology has a session');
    expect(leftOf(ring, ring.endsAt - ring.whole)).toBe(1);
    expect(leftOf(ring, ring.endsAt)).toBe(0);
    run.say('client radiology kill').say('crash 1 2 3').to(20_000_000);
    const after = stageModel(run.world).clients[0];
    expect(after?.state).toBe('DEAD');
  });
});

test('a partition makes groups, and healing ends them', () => {
  const run = new Run().to(5_000_000).say('partition 1 | 2 3');
  expect(stageModel(run.world).groups).toEqual([[1], [2, 3]]);
  expect(stageModel(run.say('heal').world).groups).toEqual([]);
});

test('every offer of every menu is a line that can be said', () => {
  const run = new Run().to(5_000_000).say('hold ACK 1 -> 3').say('cut 1 -> 2').say('crash 2');
  const model = stageModel(run.world);
  const offers = [
    ...model.servers.flatMap(({ sid }) => faultOffers({ type: 'server', sid }, run.world)),
    ...model.links.flatMap(({ a, b }) => faultOffers({ type: 'link', a, b }, run.world)),
    ...model.clients.flatMap(({ name }) => faultOffers({ type: 'client', name }, run.world)),
    ...model.clients.flatMap((one) => clientOffers(one, model, null)),
    ...stageOffers(run.world),
    ...stageOffers(run.say('load 3 clients 1 per second').world),
  ];
  const flat = flatOffers(offers);
  expect(flat.length).toBeGreaterThan(100);
  for (const line of flat.flatMap((offer) => [...(offer.before ?? []), offer.line ?? ''])) {
    expect(parseScriptLine(line), line).toMatchObject({ type: 'command' });
  }
});

test('the sentence is about what people would stop for while time passes', () => {
  const run = new Run().until('leader');
  const { world, at, timeline } = run;
  const events = eventsBetween(timeline, 0, at, 400);
  const moment = { world, now: at, events, selected: null, observed: 1 };
  expect(captionOf(moment, true, false)?.timed.event.type).toBe('leaderEstablished');
  const paused = captionOf(moment, false, false);
  expect(paused?.timed.n).toBeGreaterThan(captionOf(moment, true, false)?.timed.n ?? 0);
});

test('epochs take their colours in turn', () => {
  expect([0, 1, 4, 5].map(epochClass)).toEqual(['epoch-none', 'epoch-1', 'epoch-4', 'epoch-1']);
});
