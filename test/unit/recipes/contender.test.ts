import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Contender, FakeEnsemble } from './fake-ensemble.ts';
import { interleaving, live } from './interleavings.ts';

const PATH = '/ward/MRI/lock';

function contend(recipes: readonly string[], path = PATH): FakeEnsemble {
  const ensemble = new FakeEnsemble();
  if (path === PATH)
    for (const node of ['/ward', '/ward/MRI', PATH]) ensemble.nodes.set(node, null);
  for (const recipe of recipes) ensemble.join(recipe, path);
  return ensemble;
}

function holders(ensemble: FakeEnsemble): Contender[] {
  return ensemble.clients.filter((client) => client.holds);
}

function suffix(client: Contender): string {
  return client.state.own?.slice(-10) ?? '';
}

describe('the lock, whatever is lost and whoever comes or goes', () => {
  test('is granted to one at a time, to each that stays, in the order of the tickets', () => {
    fc.assert(
      fc.property(interleaving, (steps) => {
        const ensemble = contend(['lock', 'lock', 'lock', 'lock', 'lock']);
        live(ensemble, steps, () => expect(holders(ensemble).length).toBeLessThanOrEqual(1));
        const inLine = ensemble.clients.filter((client) => !client.isOver);
        const served: string[] = [];
        for (const _ of inLine) {
          const [holder, ...others] = holders(ensemble);
          expect(others).toEqual([]);
          expect(holder).toBeDefined();
          served.push(suffix(holder as Contender));
          (holder as Contender).give({ type: 'release' });
          ensemble.settle();
        }
        expect(served).toEqual([...served].sort());
        expect(ensemble.clients.every((client) => client.isOver)).toBe(true);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('no session ever has a second node in line, nor one that it left behind', () => {
    fc.assert(
      fc.property(interleaving, (steps) => {
        const ensemble = contend(['lock', 'lock', 'lock', 'lock', 'lock']);
        live(ensemble, steps, () => {
          for (const client of ensemble.clients) {
            const nodes = ensemble.ownedBy(client);
            if (nodes.length > 1) throw new Error(`two nodes: ${nodes.join(' ')}`);
          }
        });
        for (const client of ensemble.clients) {
          expect(ensemble.ownedBy(client)).toEqual(
            client.state.own === null ? [] : [client.state.own],
          );
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

test('readers share, a writer is alone, and everybody has a turn', () => {
  fc.assert(
    fc.property(
      interleaving,
      fc.array(fc.constantFrom('read-lock', 'write-lock'), { minLength: 2, maxLength: 5 }),
      (steps, recipes) => {
        const ensemble = contend(recipes);
        live(ensemble, steps, () => {
          const now = holders(ensemble);
          const writers = now.filter((client) => client.state.recipe === 'write-lock');
          if (writers.length > 0) expect(now).toHaveLength(1);
        });
        for (let turns = 0; turns < recipes.length; turns++) {
          for (const holder of holders(ensemble)) holder.give({ type: 'release' });
          ensemble.settle();
        }
        expect(ensemble.clients.every((client) => client.isOver)).toBe(true);
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});

describe('step by step', () => {
  test('a parent that is missing is made, from the top', () => {
    const ensemble = contend(['lock'], '/a/b/c').settle();
    expect([...ensemble.nodes.keys()]).toEqual([
      '/',
      '/a',
      '/a/b',
      '/a/b/c',
      '/a/b/c/1a-7-lock-0000000000',
    ]);
    expect(ensemble.clients[0]?.story).toEqual(['lock.begin', 'lock.granted']);
  });

  test('one release wakes one, and only the one behind it', () => {
    const ensemble = contend(['lock', 'lock', 'lock', 'lock']).settle();
    const before = ensemble.clients.map((client) => client.story.length);
    ensemble.clients[0]?.give({ type: 'release' });
    ensemble.settle();
    const said = ensemble.clients.map((client, i) => client.story.slice(before[i]));
    expect(said).toEqual([['lock.released'], ['lock.again', 'lock.granted'], [], []]);
  });

  test('a waiter in the middle that goes does not let the one behind it in', () => {
    const ensemble = contend(['lock', 'lock', 'lock']).settle();
    const [first, middle, last] = ensemble.clients as [Contender, Contender, Contender];
    expect(last.state.watching).toBe(middle.state.own);
    middle.expire();
    ensemble.settle();
    expect(last.state.leaf).toBe('waiting');
    expect(last.state.watching).toBe(first.state.own);
    expect(middle.state.leaf).toBe('lost');
  });

  test('the one ahead that goes between list and exists is not waited for', () => {
    const ensemble = contend(['lock', 'lock']).settle();
    const [first, second] = ensemble.clients as [Contender, Contender];
    const third = ensemble.join('lock', PATH).process().hear().process().hear();
    expect(third.state.leaf).toBe('checking');
    second.give({ type: 'release' }).process();
    ensemble.settle();
    expect(third.story).toContain('lock.again');
    expect(third.state.watching).toBe(first.state.own);
  });

  test('an answer that is lost does not make a second ticket, even when the create is late', () => {
    const ensemble = contend(['lock']).settle();
    const late = ensemble.join('lock', PATH).disconnect(1);
    expect(late.state.leaf).toBe('suspended');
    expect(ensemble.ownedBy(late)).toEqual([]);
    ensemble.settle();
    expect(ensemble.ownedBy(late)).toHaveLength(1);
    expect(late.story).toEqual(['lock.begin', 'lock.found', 'lock.waits']);
  });

  test('who holds it and loses the connection is unsure, not out', () => {
    const ensemble = contend(['lock']).settle();
    const [holder] = ensemble.clients as [Contender];
    expect(holder.disconnect().state.leaf).toBe('unsure');
    ensemble.settle();
    expect(holder.state.leaf).toBe('granted');
    expect(holder.story.slice(-2)).toEqual(['lock.unsure', 'lock.granted']);
  });

  test('a holder that expires is told late: by then another holds it', () => {
    const ensemble = contend(['lock', 'lock']).settle();
    const [old, next] = ensemble.clients as [Contender, Contender];
    old.expire();
    next.hear().process().hear();
    expect([old.state.leaf, next.state.leaf]).toEqual(['unsure', 'granted']);
    old.reconnect();
    expect(old.state.leaf).toBe('lost');
  });

  test('a leader election tells its story in its own words', () => {
    const ensemble = contend(['leader-election', 'leader-election'], '/matchers').settle();
    expect(ensemble.clients.map((client) => client.story)).toEqual([
      ['leader-election.begin', 'leader-election.granted'],
      ['leader-election.begin', 'leader-election.waits'],
    ]);
  });

  test('without a session there is no ticket yet', () => {
    const ensemble = new FakeEnsemble();
    const client = ensemble.join('lock', PATH);
    const nameless = { ...client.context, session: '0x0' };
    Object.assign(client, {
      context: nameless,
      requests: [],
      state: { ...client.state, leaf: 'starting', guid: '' },
    });
    client.give({ type: 'begun' });
    expect(client.requests).toEqual([]);
    Object.assign(client, { context: { ...nameless, session: '0x5' } });
    expect(client.give({ type: 'reconnected' }).state.guid).toBe('5-7');
    expect(client.requests).toHaveLength(1);
  });
});
