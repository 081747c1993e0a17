import { describe, expect, test } from 'vitest';
import { getKey } from '../../../src/lib/index.ts';
import { NO_SERVER } from '../../../src/model/index.ts';
import { completed } from '../../../src/views/console/completion.ts';
import { promptOf, serverMeant, shortened } from '../../../src/views/console/model.ts';
import { cluster } from '../../support/cluster.ts';

const of = cluster().up(1, 2, 3).do('client a connect 2').run(500);
of.do('a: create /medical x', 'a: create /media y', 'a: create /medical/mri z').run(1000);
of.do('crash 1').run(10);
const { world } = of;
const host = getKey(world.clients, 'a');
if (host === undefined) throw new Error('no client');
const { client } = host;

describe('Tab', () => {
  test.each([
    ['his', 'history ', ['history']],
    ['get', 'get', ['get', 'getAcl', 'getAllChildrenNumber', 'getEphemerals']],
    ['getA', 'getA', ['getAcl', 'getAllChildrenNumber']],
    ['ls /m', 'ls /medi', ['media', 'medical']],
    ['ls /medic', 'ls /medical', ['medical']],
    ['ls /medical/', 'ls /medical/mri', ['mri']],
    ['ls /z', 'ls /zookeeper', ['zookeeper']],
    ['create -e /medical/m', 'create -e /medical/mri', ['mri']],
    ['ls /none/', 'ls /none/', []],
    ['ls x', 'ls x', []],
    ['/cra', '/crash', ['crash']],
  ])('%s', (line, certain, candidates) => {
    expect(completed(world, client, line)).toEqual({ line: certain, candidates });
  });

  test('no names come from a node that this client may not read', () => {
    const own = cluster().up(1, 2, 3).do('client a connect 1', 'client b connect 1').run(500);
    own.do('a: addauth digest u:p', 'a: create /p x auth::cdrwa').run(500);
    own.do('a: create /p/secret x').run(500);
    const namesFor = (name: string): readonly string[] => {
      const client = getKey(own.world.clients, name)?.client;
      if (client === undefined) throw new Error('no client');
      return completed(own.world, client, 'ls /p/').candidates;
    };
    expect([namesFor('a'), namesFor('b')]).toEqual([['secret'], []]);
  });

  test('no names come from a server that the client does not speak to', () => {
    const lost = { ...client, leaf: 'CONNECTING' as const, server: NO_SERVER };
    expect(completed(world, lost, 'ls /m').candidates).toEqual([]);
  });
});

test.each([
  [null, 2],
  ['3', 3],
  ['server1:2181', 1],
  ['localhost:2183', 3],
  ['9', null],
  ['elsewhere:2181', null],
])('a word for %s goes to server %s', (address, sid) => {
  expect(serverMeant(world, address, client.server)).toBe(sid);
});

test('the prompt', () => {
  expect(promptOf(world, client)).toBe('[zk: server2:2181(CONNECTED) 3]');
  expect(promptOf(world, { ...client, leaf: 'EXPIRED' })).toBe('[zk: server2:2181(CLOSED) 3]');
});

test('of a long line the beginning is shown', () => {
  expect(shortened('abc')).toEqual({ text: 'abc', cut: 0 });
  expect(shortened('abcdef', 4)).toEqual({ text: 'abcd', cut: 2 });
});
