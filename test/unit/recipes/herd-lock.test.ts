import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Contender, FakeEnsemble } from './fake-ensemble.ts';
import { interleaving, live } from './interleavings.ts';

const PATH = '/lock-naive';

function herd(count: number): FakeEnsemble {
  const ensemble = new FakeEnsemble();
  for (let i = 0; i < count; i++) ensemble.join('herd-lock', PATH);
  return ensemble;
}

function holders(ensemble: FakeEnsemble): Contender[] {
  return ensemble.clients.filter((client) => client.holds);
}

describe('the naive lock', () => {
  test('has one holder at a time and nobody is left waiting for nothing, whatever is lost', () => {
    fc.assert(
      fc.property(interleaving, (steps) => {
        const ensemble = herd(5);
        live(ensemble, steps, () => expect(holders(ensemble).length).toBeLessThanOrEqual(1));
        for (const _ of ensemble.clients.filter((client) => !client.isOver)) {
          expect(holders(ensemble)).toHaveLength(1);
          holders(ensemble)[0]?.give({ type: 'release' });
          ensemble.settle();
        }
        expect(ensemble.clients.every((client) => client.isOver)).toBe(true);
        expect(ensemble.nodes.has(PATH)).toBe(false);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('one release wakes all who wait: five events, one of them of use', () => {
    const ensemble = herd(6).settle();
    const before = ensemble.clients.map((client) => client.story.length);
    holders(ensemble)[0]?.give({ type: 'release' });
    ensemble.settle();
    const said = ensemble.clients.flatMap((client, i) => client.story.slice(before[i]));
    expect(said.filter((rule) => rule === 'herd-lock.again')).toHaveLength(5);
    expect(said.filter((rule) => rule === 'herd-lock.granted')).toHaveLength(1);
    expect(said.filter((rule) => rule === 'herd-lock.waits')).toHaveLength(4);
  });

  test('an own node is recognised after a lost answer', () => {
    const ensemble = herd(1);
    const [client] = ensemble.clients as [Contender];
    client.process().disconnect();
    expect(client.state.leaf).toBe('suspended');
    ensemble.settle();
    expect(client.state.leaf).toBe('granted');
  });
});

describe('the barrier', () => {
  test('holds everybody until its node is deleted, and looks again after each event', () => {
    const ensemble = new FakeEnsemble();
    ensemble.nodes.set('/gate', null);
    for (let i = 0; i < 3; i++) ensemble.join('barrier', '/gate');
    ensemble.settle();
    expect(ensemble.clients.map((client) => client.state.leaf)).toEqual(Array(3).fill('waiting'));
    ensemble.clients[0]?.disconnect();
    ensemble.touch('/gate');
    ensemble.settle();
    expect(ensemble.clients.map((client) => client.state.leaf)).toEqual(Array(3).fill('waiting'));
    ensemble.clients[1]?.disconnect();
    ensemble.delete('/gate');
    ensemble.settle();
    expect(ensemble.clients.map((client) => client.state.leaf)).toEqual(Array(3).fill('passed'));
  });

  test('that is not there holds nobody', () => {
    const ensemble = new FakeEnsemble();
    ensemble.join('barrier', '/gate').disconnect();
    ensemble.settle();
    expect(ensemble.clients[0]?.story).toEqual(['barrier.begin', 'barrier.granted']);
  });
});
