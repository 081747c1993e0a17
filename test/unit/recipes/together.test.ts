import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FakeEnsemble } from './fake-ensemble.ts';
import { interleaving, live } from './interleavings.ts';

function leaves(ensemble: FakeEnsemble): string[] {
  return ensemble.clients.map((client) => client.state.leaf);
}

describe('the double barrier', () => {
  function party(size: number, comers: number): FakeEnsemble {
    const ensemble = new FakeEnsemble().make('/b', String(size));
    for (let i = 0; i < comers; i++) ensemble.join('double-barrier', '/b');
    return ensemble;
  }

  test('nobody is inside before all are there', () => {
    const ensemble = party(3, 2).settle();
    expect(leaves(ensemble)).toEqual(['waiting', 'waiting']);
    ensemble.join('double-barrier', '/b');
    expect(leaves(ensemble.settle())).toEqual(['inside', 'inside', 'inside']);
  });

  test('nobody is out before all are done', () => {
    const ensemble = party(3, 3).settle();
    const [first, second, third] = ensemble.clients;
    third?.give({ type: 'release' });
    second?.give({ type: 'release' });
    ensemble.settle();
    expect(leaves(ensemble)).toEqual(['inside', 'departing', 'departing']);
    first?.give({ type: 'release' });
    expect(leaves(ensemble.settle())).toEqual(['released', 'released', 'released']);
    expect(ensemble.childrenOf('/b')).toEqual(['ready']);
  });

  test('whatever is lost, all get in, and all that leave get out', () => {
    fc.assert(
      fc.property(interleaving, (steps) => {
        const ensemble = party(3, 5);
        live(ensemble, steps, () => {
          for (const client of ensemble.clients) {
            if (client.state.leaf === 'inside') {
              expect(ensemble.owners.size).toBeGreaterThanOrEqual(3);
            }
          }
        });
        if (ensemble.childrenOf('/b').length >= 3)
          expect(leaves(ensemble)).not.toContain('waiting');
        for (const client of ensemble.clients) client.give({ type: 'release' });
        ensemble.settle();
        expect(ensemble.clients.every((client) => client.isOver)).toBe(true);
        expect(ensemble.childrenOf('/b').filter((name) => name !== 'ready')).toEqual([]);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('who comes when it is open already goes in', () => {
    const ensemble = party(3, 3).settle();
    ensemble.clients[0]?.expire();
    ensemble.clients[1]?.expire();
    ensemble.settle().join('double-barrier', '/b');
    expect(leaves(ensemble.settle()).slice(2)).toEqual(['inside', 'inside']);
  });

  test('for how many it is has to be said', () => {
    const ensemble = new FakeEnsemble().make('/b', 'many');
    ensemble.join('double-barrier', '/b');
    expect(leaves(ensemble.settle())).toEqual(['failed']);
  });
});

describe('the semaphore', () => {
  test('lets in as many as it is for, in order, whatever is lost', () => {
    fc.assert(
      fc.property(interleaving, (steps) => {
        const ensemble = new FakeEnsemble().make('/s', '2');
        for (let i = 0; i < 5; i++) ensemble.join('semaphore', '/s');
        live(ensemble, steps, () => {
          const inside = ensemble.clients.filter((client) => client.holds).length;
          if (inside > 2) throw new Error(`${inside} inside`);
        });
        for (let left = ensemble.clients.filter((c) => !c.isOver).length; left > 0; left--) {
          const inside = ensemble.clients.filter((client) => client.holds);
          expect(inside).toHaveLength(Math.min(left, 2));
          inside.at(-1)?.give({ type: 'release' });
          ensemble.settle();
        }
        expect(ensemble.childrenOf('/s')).toEqual([]);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe('the queue', () => {
  function line(recipe: string, consumers: number, items: readonly string[]): FakeEnsemble {
    const ensemble = new FakeEnsemble().make('/q');
    for (const item of items) ensemble.make(`/q/${item}`);
    for (let i = 0; i < consumers; i++) ensemble.join(recipe, '/q');
    return ensemble;
  }
  const ordinary = ['queue-0000000003', 'queue-0000000001', 'queue-0000000002', 'other'];

  /** What one client took, in order. */
  function taken(ensemble: FakeEnsemble): unknown[] {
    return ensemble.clients[0]?.said.flatMap(({ rule, facts }) =>
      rule.endsWith('.took') ? [facts.item] : [],
    ) as unknown[];
  }

  test('is emptied in the order of the suffixes, and then waits for more', () => {
    const ensemble = line('queue', 1, ordinary).settle();
    expect(taken(ensemble)).toEqual(['queue-0000000001', 'queue-0000000002', 'queue-0000000003']);
    expect(leaves(ensemble)).toEqual(['idle']);
    ensemble.make('/q/queue-0000000009').settle();
    expect(taken(ensemble)).toHaveLength(4);
    expect(ensemble.childrenOf('/q')).toEqual(['other']);
  });

  test('gives each item to one consumer only', () => {
    fc.assert(
      fc.property(interleaving, (steps) => {
        const ensemble = line('queue', 3, ordinary);
        live(ensemble, steps, () => {
          const took = ensemble.clients.flatMap((client) =>
            client.said.flatMap(({ rule, facts }) => (rule === 'queue.took' ? [facts.item] : [])),
          );
          if (new Set(took).size < took.length) throw new Error(`taken twice: ${took.join(' ')}`);
        });
        if (ensemble.clients.some((client) => !client.isOver)) {
          expect(ensemble.childrenOf('/q')).toEqual(['other']);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test('an item whose delete was not answered may be done already', () => {
    const ensemble = line('queue', 1, ['queue-0000000001']);
    ensemble.clients[0]?.process().hear().process().hear().process().disconnect();
    ensemble.settle();
    expect(ensemble.clients[0]?.story.slice(-2)).toEqual(['queue.unsure', 'queue.waits']);
  });

  test.each([
    { recipe: 'queue', order: ['first', 'later', 'urgent'] as const },
    { recipe: 'priority-queue', order: ['urgent', 'first', 'later'] as const },
  ])('$recipe: something urgent comes while a list is worked off', ({ recipe, order }) => {
    const yy = recipe === 'queue' ? '' : '50';
    const names = {
      first: `queue-${yy}0000000005`,
      later: `queue-${yy}0000000006`,
      urgent: recipe === 'queue' ? 'queue-0000000001' : 'queue-100000000009',
    };
    const ensemble = line(recipe, 1, [names.first, names.later]);
    ensemble.clients[0]?.process().hear();
    ensemble.make(`/q/${names.urgent}`).settle();
    expect(taken(ensemble)).toEqual(order.map((which) => names[which]));
  });
});

describe('the group', () => {
  test('every member sees who is there, and who has gone once the session has', () => {
    const ensemble = new FakeEnsemble().make('/doctors');
    for (let i = 0; i < 3; i++) ensemble.join('group', '/doctors');
    ensemble.settle();
    expect(ensemble.clients.map((client) => client.state.items)).toEqual(
      Array(3).fill(['1a-7', '2a-7', '3a-7']),
    );
    ensemble.clients[1]?.expire();
    ensemble.settle();
    expect(ensemble.clients.map((client) => client.state.items.length)).toEqual([2, 0, 2]);
  });

  test('whatever is lost, the lists are right in the end', () => {
    fc.assert(
      fc.property(interleaving, (steps) => {
        const ensemble = new FakeEnsemble().make('/doctors');
        for (let i = 0; i < 5; i++) ensemble.join('group', '/doctors');
        live(ensemble, steps, () => undefined);
        const there = ensemble.clients.filter((client) => !client.isOver);
        const names = there.map((client) => client.state.guid).sort();
        expect(ensemble.childrenOf('/doctors').sort()).toEqual(names);
        for (const client of there) expect(client.state.items).toEqual(names);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

test.each(['group', 'queue'])('the place of a %s is made when it is missing', (recipe) => {
  const ensemble = new FakeEnsemble();
  ensemble.join(recipe, '/a/b');
  expect(leaves(ensemble.settle())).toEqual([recipe === 'group' ? 'member' : 'idle']);
  expect([...ensemble.nodes.keys()].slice(0, 3)).toEqual(['/', '/a', '/a/b']);
});
