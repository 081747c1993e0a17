/** The log for ShiViz, read as ShiViz reads it. */
import { describe, expect, test } from 'vitest';
import { describe as sentence } from '../../../src/script/index.ts';
import { causesIn, coneOf, endOf, pastBetween, shivizLog } from '../../../src/timeline/index.ts';
import { STORY } from '../views/space-time-run.ts';

/** The parser's default (DistributedClocks/shiviz, js/shiviz.js), which is used with flag m. */
const DEFAULT_PARSER = '(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})';

interface Read {
  readonly event: string;
  readonly host: string;
  readonly clock: Readonly<Record<string, number>>;
}

function read(log: string): readonly Read[] {
  return [...log.trim().matchAll(new RegExp(DEFAULT_PARSER, 'gm'))].map(({ groups }) => ({
    event: groups?.event ?? '',
    host: groups?.host ?? '',
    clock: JSON.parse(groups?.clock ?? '{}'),
  }));
}

const turns = pastBetween(STORY, 0, endOf(STORY), Infinity);
const log = shivizLog(turns, (event) => sentence(event, 'en').text);
const lines = read(log);
const events = turns.flatMap((turn) => turn.events);

describe('a log for ShiViz', () => {
  test('has every event, once, with nothing left over', () => {
    expect(lines).toHaveLength(events.length);
    expect(log.trim().replace(new RegExp(DEFAULT_PARSER, 'gm'), '').trim()).toBe('');
    expect(lines[0]?.event).toMatch(/^0\.000 ms \S/);
    expect(new Set(lines.map(({ host }) => host))).toContain('server2');
  });

  test('each host counts its own events: 1, 2, 3 …', () => {
    const counts = new Map<string, number>();
    for (const { host, clock } of lines) {
      const next = (counts.get(host) ?? 0) + 1;
      expect(clock[host]).toBe(next);
      counts.set(host, next);
    }
  });

  test('no clock is ahead of a host that it names, and none goes back', () => {
    const counts = new Map<string, Readonly<Record<string, number>>>();
    for (const { host, clock } of lines) {
      for (const [other, count] of Object.entries(clock)) {
        if (other !== host) expect(counts.get(other)?.[other] ?? 0).toBeGreaterThanOrEqual(count);
      }
      for (const [other, count] of Object.entries(counts.get(host) ?? {})) {
        expect(clock[other]).toBeGreaterThanOrEqual(count);
      }
      counts.set(host, clock);
    }
  });

  test('what is delivered has the clock of its sending in it', () => {
    const causes = causesIn(turns);
    let seen = 0;
    events.forEach((event, n) => {
      if (event.type !== 'messageDelivered') return;
      const sent = lines[causes.get(n)?.from.at(-1) ?? -1] as Read;
      for (const [host, count] of Object.entries(sent.clock)) {
        expect(lines[n]?.clock[host]).toBeGreaterThanOrEqual(count);
      }
      expect(coneOf(causes, n).size).toBeGreaterThan(1);
      seen += 1;
    });
    expect(seen).toBeGreaterThan(200);
  });
});
