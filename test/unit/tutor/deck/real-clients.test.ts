/** Cards about clients, where the clients are somebody else's. */
import { describe, expect, test } from 'vitest';
import { JuteWriter, writeGreeting, writeRequest } from '../../../../src/jute/index.ts';
import { base64Of, getKey } from '../../../../src/lib/index.ts';
import { NO_SESSION, OPEN_ACL, type Op, ZERO } from '../../../../src/model/index.ts';
import type { SimEvent } from '../../../../src/sim/index.ts';
import {
  begin,
  eventsBetween,
  extendTo,
  isMistake,
  openingOf,
  worldAt,
  zooCfgFor,
} from '../../../../src/timeline/index.ts';
import {
  type FailureId,
  failureOf,
  isUnable,
  type Played,
  planOf,
  playLines,
  znodeAt,
} from '../../../../src/tutor/index.ts';

const packet = (write: (w: JuteWriter) => void): string => {
  const w = new JuteWriter();
  write(w);
  return base64Of(w.take());
};
const GREET = packet((w) => {
  const seen = { lastZxid: ZERO, readOnly: false, passwordOk: true } as const;
  const connect = { type: 'CONNECT', session: NO_SESSION, timeoutMs: 20_000, ...seen } as const;
  writeGreeting(w, { connect, old: false });
});
let cxid = 0;
const said = (op: Op) => packet((w) => writeRequest(w, { type: 'CALL', cxid: ++cxid, op }));
const made = (path: string, flags: number): Op => ({
  ...({ type: 'create', path, data: 'x', acl: OPEN_ACL, flags, ttl: 0 } as const),
});

/** Nobody but real clients, who have said something. */
function live(...ops: readonly (readonly Op[])[]): Played {
  const opening = openingOf({ zooCfg: zooCfgFor(3, 0), setup: ['start 1 2 3'] });
  if (isMistake(opening)) throw new Error('it opens');
  const from = { timeline: extendTo(begin(opening, 1), 6_000_000), at: 6_000_000 };
  const lines = ops.flatMap((own, i) => [
    `wire tcp${i + 1} dial ${(i % 3) + 1}`,
    `wire tcp${i + 1} greet ${GREET}`,
    'run 500',
    ...own.flatMap((op) => [`wire tcp${i + 1} say ${said(op)}`, 'run 500']),
  ]);
  return played(from, lines);
}

function played(from: Played, lines: readonly string[]): Played {
  const next = playLines(from, lines);
  if ('type' in next) throw new Error(`${next.line} is refused`);
  return next;
}

const planned = (id: FailureId, { timeline, at }: Played) =>
  planOf(id, worldAt(timeline, at), failureOf(id).amount?.least ?? 0, false);

function carriedOut(id: FailureId, state: Played) {
  const plan = planned(id, state);
  if (isUnable(plan)) throw new Error(`${id}: ${plan.why}`);
  const after = played(state, plan.lines);
  const timed = eventsBetween(after.timeline, state.at, after.at, 100_000);
  const events: readonly SimEvent[] = timed.map(({ event }) => event);
  const expired = events.filter(({ type }) => type === 'sessionExpired').length;
  const rung = events.filter((one) => one.type === 'watchFired' && one.client === 'tcp1').length;
  return { plan, world: worldAt(after.timeline, after.at), expired, rung };
}

/** Goes the way there until the failure can be had. */
function brought(state: Played, id: FailureId): Played {
  const plan = planned(id, state);
  if (!isUnable(plan)) return state;
  if (plan.way.type !== 'lines') throw new Error(plan.why);
  return brought(played(state, plan.way.lines), id);
}

describe('a real client', () => {
  test('is without a network for a moment, and keeps its session', () => {
    const { plan, world, expired } = carriedOut('K01', live([]));
    expect(plan.facts).toMatchObject({ client: 'tcp1' });
    expect(expired).toBe(0);
    expect(getKey(world.wires, 'tcp1')?.state).toBe('open');
    expect(world.linkRules).toEqual([]);
  });

  test('that has ephemerals is not heard of until its session is over; it is said how', () => {
    const state = live([], [made('/mine', 1)]);
    const { plan, world, expired } = carriedOut('K02', state);
    expect(plan).toMatchObject({ facts: { client: 'tcp2', seconds: 20 }, note: 'cutOff' });
    expect(expired).toBeGreaterThan(0);
    expect(znodeAt(world, '/mine')).toBeUndefined();
    expect(world.linkRules).toEqual([]);
  });

  test('that watches is deaf while one who can be told to changes it twice', () => {
    const watch: Op = { type: 'getData', path: '/board', watch: true };
    const state = live([made('/board', 0), watch]);
    expect(planned('K03', state)).toMatchObject({ type: 'unable', why: 'told' });
    const { plan, rung } = carriedOut('K03', brought(state, 'K03'));
    expect(plan.facts).toMatchObject({ client: 'tcp1', path: '/board' });
    expect(rung).toBe(1);
  });

  test('that has a lock is not put to sleep: why, and who can be', () => {
    const own = [made('/lock', 0), made('/lock/a-lock-', 3)];
    const state = live(own, [made('/lock/b-lock-', 3)]);
    expect(planned('K17', state)).toMatchObject({ why: 'sleeper', facts: { client: 'tcp1' } });
    const { plan } = carriedOut('K17', brought(state, 'K17'));
    expect(plan.facts.client).toMatch(/^guest/);
  });

  test('that is cut off already is not cut off again', () => {
    const state = played(live([], []), ['cut tcp1 1', 'cut tcp1 2']);
    expect(planned('K01', state)).toMatchObject({ facts: { client: 'tcp2' } });
  });
});

test.each(['K04', 'K07', 'K08', 'K09', 'K10', 'K12', 'K14', 'K15', 'K16', 'K18', 'K20'] as const)(
  '%s, where all clients are real, leads to those that can be told',
  (id) => {
    const state = brought(live([], [], []), id);
    const plan = planned(id, state);
    expect(isUnable(plan)).toBe(false);
    carriedOut(id, state);
  },
);
