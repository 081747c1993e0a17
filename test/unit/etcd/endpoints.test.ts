/** `endpoint health` and `endpoint status`: every endpoint is asked by itself. */
import { describe, expect, test } from 'vitest';
import { clientShapes } from '../../../src/views/stage/clients.ts';
import { EtcdConsole } from '../../support/etcd-console.ts';

function begun(): EtcdConsole {
  return new EtcdConsole().do('client a connect 1 2 3');
}
/** A member that does not lead, and is cut off from the others. */
function lonelyIn(cluster: EtcdConsole): number {
  const [lonely = 0, other] = cluster.followers;
  cluster.do(`partition ${lonely} | ${cluster.leader} ${other}`).run(3000);
  return lonely;
}
const linesOf = (cluster: EtcdConsole): readonly string[] =>
  (cluster.heard('a')[0] ?? '').split('\n');
const health = (sid: number): string => `server${sid}:2379 is healthy`;

describe('endpoint health', () => {
  test('tells of each member, those first that answer first', () => {
    const cluster = begun();
    const lonely = lonelyIn(cluster);
    cluster.do('a: endpoint health').run(1000);
    expect(cluster.heard('a')).toEqual([]);
    cluster.run(4500);
    const lines = linesOf(cluster);
    const well = [1, 2, 3].filter((sid) => sid !== lonely);
    const told = lines.slice(0, 2).map((line) => line.split(':2379')[0]);
    expect(told.sort()).toEqual(well.map((sid) => `server${sid}`));
    const late = 'is unhealthy: failed to commit proposal: context deadline exceeded';
    expect(lines.slice(2)).toEqual([`server${lonely}:2379 ${late}`, 'Error: unhealthy cluster']);
    expect(cluster.clientOf('a')?.last?.output.exit).toBe(1);
  });

  test('of a member that is down waits for it, and hears when it is back in time', () => {
    const cluster = begun();
    const [down] = cluster.followers;
    cluster.do(`crash ${down}`).run(300).do('a: endpoint health').run(1500);
    expect(cluster.heard('a')).toEqual([]);
    cluster.do(`start ${down}`).run(3400);
    const lines = linesOf(cluster);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain(health(down ?? 0));
    expect(cluster.clientOf('a')?.last?.output.exit).toBe(0);
  });

  test('leaves the connection that stands alone, and nothing behind', () => {
    const cluster = begun().do('a: watch k').run(100).do('a: endpoint health').run(300);
    expect(linesOf(cluster)).toHaveLength(3);
    expect(cluster.connections()).toEqual(['a']);
    cluster.do('client b connect 2', 'b: put k 1').run(300);
    expect(cluster.heard('a')).toEqual(['PUT\nk\n1']);
  });

  test('of a client that is cut off from one member tells so', () => {
    const cluster = begun().do('cut a 2').run(100).do('a: endpoint health').run(5500);
    const lines = linesOf(cluster);
    expect(lines.filter((line) => line.includes(' is healthy'))).toHaveLength(2);
    expect(lines[2]).toContain('server2:2379 is unhealthy');
  });

  test('asks over connections that the stage shows as connected', () => {
    const cluster = begun();
    const lonely = lonelyIn(cluster);
    cluster.do('a: endpoint health').run(1000);
    const asked = clientShapes(cluster.world).find(({ name }) => name === `a@${lonely}`);
    expect(asked).toMatchObject({ server: lonely, state: 'CONNECTED', connected: true });
  });

  test('of a client that is killed meanwhile is nobody’s', () => {
    const cluster = begun();
    lonelyIn(cluster);
    cluster.do('a: endpoint health').run(1000);
    expect(cluster.connections()).toHaveLength(2);
    cluster.do('client a kill').run(1000);
    expect(cluster.connections()).toEqual([]);
  });
});

describe('endpoint status', () => {
  test('goes round the endpoints in order, and shows those that it got', () => {
    const cluster = begun();
    const { leader } = cluster;
    const lonely = lonelyIn(cluster);
    const [down = 0] = cluster.followers.filter((sid) => sid !== lonely);
    cluster.do(`crash ${down}`).run(300).do('a: endpoint status').run(5500);
    const lines = linesOf(cluster);
    const shown = [leader, lonely].sort().map((sid) => expect.stringContaining(`server${sid}:`));
    const missing = `Failed to get the status of endpoint server${down}:2379`;
    expect(lines).toEqual([...shown, `${missing} (context deadline exceeded)`]);
    expect(lines.find((line) => line.startsWith(`server${lonely}`))).toContain('no leader');
    expect(cluster.clientOf('a')?.last?.output.exit).toBe(1);
  });
});

describe('with --cluster', () => {
  const urls = [1, 2, 3].map((sid) => `http://server${sid}:2379`);

  test('endpoints are those of the list of members', () => {
    const cluster = new EtcdConsole().do('client a connect 2');
    cluster.do('a: endpoint status --cluster').run(500);
    expect(linesOf(cluster).map((line) => line.split(',')[0])).toEqual(urls);
    cluster.do('a: endpoint health --cluster').run(500);
    const told = (cluster.heard('a')[0] ?? '').split('\n').map((line) => line.split(' ')[0]);
    expect(told.sort()).toEqual(urls);
    expect(cluster.connections()).toEqual(['a']);
  });

  test('nobody is asked when there is no list', () => {
    const cluster = new EtcdConsole().do('client a connect 2', 'crash 2');
    cluster.do('a: endpoint health --cluster').run(5500);
    const why =
      'failed to fetch endpoints from etcd cluster member list: context deadline exceeded';
    expect(cluster.heard('a')).toEqual([`Error: ${why}`]);
    expect(cluster.clientOf('a')?.last?.output.exit).toBe(1);
  });
});

test('alarms that nobody can take back are given up after five seconds', () => {
  const cluster = begun();
  const lonely = lonelyIn(cluster);
  cluster.do(`client b connect ${lonely}`).run(100).do('b: alarm disarm').run(4800);
  expect(cluster.heard('b')).toEqual([]);
  cluster.run(300);
  expect(cluster.heard('b')).toEqual(['Error: context deadline exceeded']);
});
