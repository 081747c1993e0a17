import { describe, expect, test } from 'vitest';
import type { SimEvent } from '../../../src/sim/index.ts';
import { endsOf, eventsModel, isPing, subjectOf } from '../../../src/views/events/model.ts';
import { moment, world, z } from './inspector-world.ts';

const PING: SimEvent = {
  ...{ type: 'messageSent', id: 1, from: 1, to: 2, class: 'BEAT' },
  message: { type: 'PING' },
};
const ACK: SimEvent = {
  ...{ type: 'messageDelivered', id: 2, from: 2, to: 1, class: 'ACK' },
  message: { type: 'ACK', zxid: z('1·4') },
};
const CRASH: SimEvent = { type: 'serverCrashed', server: 3, lost: [] };
const CUT: SimEvent = { type: 'linkCut', from: 1, to: 'radiology' };
const BEAT: SimEvent = {
  ...{ type: 'messageSent', id: 3, from: 'radiology', to: 1, class: 'BEAT' },
  message: { type: 'CALL', cxid: -2, op: { type: 'ping' } },
};
const ALL = { end: null, subject: null, pings: false } as const;

const at = moment(world([]), [PING, ACK, CRASH, CUT, BEAT]);
const kinds = (filter: Parameters<typeof eventsModel>[1]): string[] =>
  eventsModel(at, filter).rows.map((row) => `${row.n} ${row.event.type}`);

describe('the run as text', () => {
  test('heartbeats are hidden until asked for, and counted', () => {
    expect(kinds(ALL)).toEqual(['1 messageDelivered', '2 serverCrashed', '3 linkCut']);
    expect(eventsModel(at, ALL).hidden).toBe(2);
    expect(kinds({ ...ALL, pings: true })).toHaveLength(5);
  });

  test('one server or client, whichever end it is', () => {
    expect(kinds({ ...ALL, end: 1 })).toEqual(['1 messageDelivered', '3 linkCut']);
    expect(kinds({ ...ALL, end: 'radiology' })).toEqual(['3 linkCut']);
    expect(kinds({ ...ALL, end: 9 })).toEqual([]);
  });

  test('one subject', () => {
    expect(kinds({ ...ALL, subject: 'faults' })).toEqual(['2 serverCrashed', '3 linkCut']);
    expect(subjectOf(ACK)).toBe('messages');
  });

  test('the time is the clock’s', () => {
    const late = { ...at, events: [{ n: 0, at: 12_841_999, event: CRASH }] };
    expect(eventsModel(late, ALL).rows[0]?.clock).toBe('12.841');
  });

  test('only the newest are in the page', () => {
    const many = moment(world([]), new Array<SimEvent>(1000).fill(CRASH));
    const { rows, hidden } = eventsModel(many, ALL);
    expect([rows.length, rows[0]?.n, rows.at(-1)?.n, hidden]).toEqual([300, 700, 999, 0]);
  });
});

test('heartbeats of clients are heartbeats', () => {
  expect([PING, BEAT, ACK, CRASH].map(isPing)).toEqual([true, true, false, false]);
});

test('in one instant a crash stands before the connections that go with it', () => {
  const gone = (a: number, b: number, by: number): SimEvent => ({
    ...{ type: 'connectionBroken', between: [a, b], lost: [] },
    ...{ by, how: 'died' },
  });
  const told = [ACK, gone(1, 2, 2), gone(3, 1, 3), gone(3, 2, 3), CRASH, CUT];
  const run = told.map((event, n) => ({ n, at: n === 0 ? 1 : 2, event }));
  const { rows } = eventsModel({ events: run }, ALL);
  expect(rows.map(({ n }) => n)).toEqual([0, 1, 4, 2, 3, 5]);
  // At another time it is something else.
  const later = run.map((one) => (one.n < 4 ? one : { ...one, at: 3 }));
  expect(eventsModel({ events: later }, ALL).rows.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('both ends of a broken connection are named', () => {
  expect(
    endsOf({
      ...{ type: 'connectionBroken', between: [3, 'surgery'], lost: [] },
      ...{ by: 3, how: 'died' },
    }),
  ).toEqual([3, 'surgery']);
});

test('an event of a session names its client, where one is known', () => {
  const session = { type: 'sessionExpired', session: '0x7', server: 2 } as const;
  expect(endsOf({ ...session, client: 'radiology' })).toEqual([2, 'radiology']);
  expect(endsOf({ ...session, client: null })).toEqual([2]);
});
