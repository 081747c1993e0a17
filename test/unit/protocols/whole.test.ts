/** A protocol is one value: what everybody around a replica asks of it must be there. */
import '../../../src/checker/all.ts';
import '../../../src/protocols/all.ts';
import { describe, expect, test } from 'vitest';
import { breaksOf, invariantsOf } from '../../../src/checker/index.ts';
import { isKey } from '../../../src/i18n/index.ts';
import { DEFAULT_CONFIG, isClientMessage } from '../../../src/model/index.ts';
import { DEFAULT_PROTOCOL, PROTOCOLS } from '../../../src/protocols/index.ts';
import type { ChartNode, Protocol, ServiceMessage } from '../../../src/replica/index.ts';
import { machineOf } from '../../../src/server/index.ts';
import { ONE_LEADER } from '../../support/one-leader.ts';

/** What the servers above say to each other: every protocol carries it. */
const CARRIED: Readonly<Record<ServiceMessage['type'], string>> = {
  PING: 'BEAT',
  REQUEST: 'REQUEST',
  SYNC: 'READ',
  REVALIDATE: 'REQUEST',
};

function leavesOf({ path, states }: ChartNode): readonly string[] {
  const parts = Object.values(states);
  return parts.length === 0 ? [path.join('.')] : parts.flatMap(leavesOf);
}

const ALL: readonly Protocol[] = [...Object.values(PROTOCOLS), ONE_LEADER];

describe.each(ALL.map((one) => [one.name, one] as const))('%s', (_, protocol) => {
  const { channels, messages, chart, costs, emptyDisk } = protocol;

  test('has channels, and says which sides of one the services speak over', () => {
    const names = channels.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('client');
    const sides = channels.flatMap(({ dialled, accepted }) => [...new Set([dialled, accepted])]);
    expect(new Set(sides).size).toBe(sides.length);
    const { upward, downward } = protocol;
    const ways = channels.map(({ dialled, accepted }) => [dialled, accepted]);
    expect(ways).toContainEqual([upward, downward]);
  });

  test('has a row for each message, the services’ among them and no client’s', () => {
    expect(messages).toMatchObject(
      Object.fromEntries(Object.entries(CARRIED).map(([type, kind]) => [type, { class: kind }])),
    );
    expect(Object.keys(messages).filter((type) => isClientMessage({ type }))).toEqual([]);
    const codes = Object.values(messages).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('has a chart with the leaf in which a process starts', () => {
    const leaves = leavesOf(chart.root);
    const { servers } = DEFAULT_CONFIG;
    const machine = machineOf(DEFAULT_CONFIG);
    for (const { sid } of servers) {
      const replica = protocol.boot(sid, emptyDisk, DEFAULT_CONFIG, machine, 1);
      expect(replica.disk).toEqual(emptyDisk);
      const { leaf, log } = protocol.facts(replica, emptyDisk, DEFAULT_CONFIG, {});
      expect(leaves).toContain(leaf);
      expect([log.length, log.writing]).toEqual([0, false]);
    }
  });

  test('has an empty disk, of which facts are known, also after a crash', () => {
    for (const disk of [emptyDisk, protocol.afterCrash(emptyDisk, 0)]) {
      const { role, leaf, standing, log } = protocol.facts(null, disk, DEFAULT_CONFIG, {});
      expect([role, leaf, standing, log.length]).toEqual([null, null, 'none', 0]);
    }
  });

  test('counts its disk’s costs in whole microseconds', () => {
    for (const cost of Object.values(costs)) expect(Number.isInteger(cost) && cost > 0).toBe(true);
    expect(costs.fsyncLow).toBeLessThanOrEqual(costs.fsyncHigh);
  });
});

describe.each(Object.entries(PROTOCOLS))('%s, as recordings name it', (name, protocol) => {
  test('stands under its own name', () => {
    expect(protocol.name).toBe(name);
    expect(PROTOCOLS[DEFAULT_PROTOCOL.name]).toBe(DEFAULT_PROTOCOL);
  });

  test('has wiped machines that are not new ones only in what their protocol makes of it', () => {
    const { log, flushed } = protocol.wipedDisk;
    expect([log.length, flushed]).toEqual([0, 0]);
  });

  test('is judged: what its variants break are invariants of its runs', () => {
    const known = invariantsOf(protocol).map((one) => one.name);
    expect(known.length).toBeGreaterThan(invariantsOf(ONE_LEADER).length);
    for (const variant of Object.keys(protocol.variants)) {
      for (const invariant of breaksOf(protocol, variant)) expect(known).toContain(invariant);
    }
  });

  test('has words for its messages, variants, and the numbers on its disk', () => {
    const { promises } = protocol.facts(null, protocol.emptyDisk, DEFAULT_CONFIG, {});
    const keys = [
      ...Object.keys(protocol.messages).flatMap((type) => [
        `messages.sent.${type}`,
        `messages.received.${type}`,
      ]),
      ...Object.keys(protocol.variants).flatMap((variant) =>
        ['cause', 'teaches', ...(breaksOf(protocol, variant).length === 0 ? ['symptom'] : [])].map(
          (what) => `variants.${variant}.${what}`,
        ),
      ),
      ...promises.map((one) => `stage.promise.${one.name}`),
    ];
    expect(keys.filter((key) => !isKey(key))).toEqual([]);
  });
});
