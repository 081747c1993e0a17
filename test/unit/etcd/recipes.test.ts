/** Mutex and Election as programs of etcd's clients, by lines of etcdctl. */
import { describe, expect, test } from 'vitest';
import { keysOf } from '../../../src/etcd/index.ts';
import { rangeSorted } from '../../../src/lib/index.ts';
import { EtcdConsole } from '../../support/etcd-console.ts';

function begun(variants = {}): EtcdConsole {
  const cluster = new EtcdConsole(variants);
  return cluster.do('client a connect 1 2 3', 'client b connect 2 3 1', 'client c connect 3 1 2');
}
const keys = (cluster: EtcdConsole) =>
  rangeSorted(keysOf(cluster.store), '', null).map(({ key }) => key);
const owners = (cluster: EtcdConsole) =>
  ['a', 'b', 'c'].filter((name) => cluster.clientOf(name)?.programs.some((one) => one.owns));

describe('a lock', () => {
  test('goes to who came first, and then to the next; each has a key by its lease', () => {
    const cluster = begun().do('a: lock l').run(200).do('b: lock l').run(200).do('c: lock l');
    cluster.run(300);
    expect(owners(cluster)).toEqual(['a']);
    const [first] = cluster.heard('a');
    expect(first).toMatch(/^l\/[0-9a-f]+\n$/);
    expect(keys(cluster)).toHaveLength(3);
    cluster.do('a: ^C').run(200);
    expect(cluster.heard('a')).toEqual(['–']);
    expect(owners(cluster)).toEqual(['b']);
    expect(cluster.heard('b')).toHaveLength(1);
    expect(cluster.heard('c')).toEqual([]);
  });

  test('of who waits and goes away: nobody waits for its key', () => {
    const cluster = begun().do('a: lock l').run(200).do('b: lock l').run(200).do('c: lock l');
    cluster.run(300).do('b: ^C').run(200);
    expect(cluster.heard('b')).toEqual(['Error: context canceled']);
    expect(owners(cluster)).toEqual(['a']);
    cluster.do('a: ^C').run(200);
    expect(owners(cluster)).toEqual(['c']);
  });

  test('of a client that is killed is free when its lease has run out', () => {
    const cluster = begun().do('a: lock l --ttl 3').run(300).do('b: lock l').run(300);
    cluster.do('client a kill').run(2000);
    expect(owners(cluster)).toEqual([]);
    cluster.run(2000);
    expect(owners(cluster)).toEqual(['b']);
  });

  test('is kept over a change of the leader, by keep-alives through any member', () => {
    const cluster = begun().do('a: lock l --ttl 3').run(300).do('b: lock l').run(300);
    cluster.do(`crash ${cluster.leader}`).run(12_000);
    expect(owners(cluster)).toEqual(['a']);
  });

  test('of a holder that stands still goes to the next, and it hears of that when it wakes', () => {
    const cluster = begun().do('a: lock l --ttl 3').run(300).do('b: lock l').run(300);
    cluster.heard('a');
    cluster.do('client a freeze').run(6000);
    // Both take themselves for the owner: nothing can tell a process that stands still.
    expect(owners(cluster)).toEqual(['a', 'b']);
    cluster.do('client a resume').run(100);
    expect(cluster.heard('a')).toEqual(['Error: session expired']);
    expect(owners(cluster)).toEqual(['b']);
  });

  test('runs a command under it, and is free after that', () => {
    const cluster = begun().do('a: lock l -- sleep 1').run(300);
    expect(owners(cluster)).toEqual(['a']);
    cluster.do('b: lock l -- echo $ETCD_LOCK_REV').run(1500);
    expect(cluster.heard('a')).toEqual(['–']);
    expect(cluster.heard('b')).toEqual(['4']);
    expect(keys(cluster)).toEqual([]);
  });

  test('is not taken by who has no key any more', () => {
    const cluster = begun().do('a: lock l').run(200).do('b: lock l').run(300);
    const lease = cluster.clientOf('b')?.programs[0]?.session?.lease ?? '';
    cluster.do(`c: lease revoke ${lease}`).run(300).do('a: ^C').run(300);
    expect(owners(cluster)).toEqual([]);
    expect(cluster.heard('b')).toEqual(['Error: mutex: session is expired']);
  });
});

describe('an election', () => {
  test('has one leader at a time, whom observers see', () => {
    const cluster = begun().do('c: elect -l e').run(200).do('a: elect e one').run(300);
    cluster.do('b: elect e two').run(300);
    const lease = (name: string) => cluster.clientOf(name)?.programs[0]?.session?.lease;
    const [first, second] = [lease('a'), lease('b')];
    expect(owners(cluster)).toEqual(['a']);
    expect(cluster.heard('a')).toEqual([`e/${first}\none`]);
    cluster.do('a: ^C').run(300);
    expect(cluster.heard('a')).toEqual(['–']);
    expect(cluster.heard('b')).toEqual([`e/${second}\ntwo`]);
    expect(cluster.heard('c')).toEqual([`e/${first}\none`, `e/${second}\ntwo`]);
  });

  test('whose candidates come at once: observers see the leader alone', () => {
    const cluster = begun().do('c: elect -l e').run(200).do('a: elect e one').run(3);
    cluster.do('b: elect e two').run(300);
    const [owner = '', ...others] = owners(cluster);
    expect(others).toEqual([]);
    expect(cluster.heard('c')).toEqual(cluster.heard(owner));
  });
});

describe('a watch', () => {
  test('goes on at another member, and misses nothing', () => {
    const cluster = begun().do('a: watch k --prefix').run(200).do('b: put k 1').run(300);
    expect(cluster.heard('a')).toEqual(['PUT\nk\n1']);
    cluster.do('crash 1').run(10).do('c: put kk 2').run(300).do('c: del k').run(3000);
    expect(cluster.heard('a')).toEqual(['PUT\nkk\n2', 'DELETE\nk\n']);
  });

  test('from what is compacted is cancelled', () => {
    const cluster = begun().do('b: put k 1', 'b: put k 2', 'b: put k 3').run(300);
    cluster.do('b: compaction 4').run(300).do('a: watch k --rev=2').run(500);
    const text = 'etcdserver: mvcc: required revision has been compacted';
    const said = `watch was canceled (${text})\nError: watch is canceled by the server`;
    expect(cluster.heard('a')).toEqual([said]);
    expect(cluster.clientOf('a')?.last?.output.exit).toBe(5);
  });
});

describe('other lines', () => {
  test('are answered as etcdctl prints them', () => {
    const cluster = begun().do('a: put k v').run(300);
    cluster.do('a: lease grant 5').run(300);
    const [, grant = ''] = cluster.heard('a');
    const [, id = ''] = /^lease ([0-9a-f]{16}) granted with TTL\(5s\)$/.exec(grant) ?? [];
    cluster.do(`a: put k v --lease=${id}`).run(300).do(`a: lease timetolive ${id} --keys`);
    cluster.run(300);
    const left = `lease ${id} granted with TTL(5s), remaining(4s), attached keys([k])`;
    expect(cluster.heard('a')).toEqual(['OK', left]);
    cluster.do(`a: lease keep-alive ${id}`).run(4000).do('a: ^C').run(100);
    const kept = `lease ${id} keepalived with TTL(5)`;
    expect(cluster.heard('a')).toEqual([kept, kept, kept, '–']);
    cluster.do(`a: lease revoke ${id}`).run(300).do('a: lease list', 'a: member list').run(300);
    const members = [1, 2, 3].map(
      (sid) =>
        `${sid}, started, server${sid}, http://server${sid}:2380, http://server${sid}:2379, false`,
    );
    expect(cluster.heard('a')).toEqual([
      `lease ${id} revoked`,
      'found 0 leases',
      members.join('\n'),
    ]);
    cluster.do('a: endpoint status').run(100);
    const [lines = ''] = cluster.heard('a');
    expect(lines.split('\n')).toEqual(
      [1, 2, 3].map((sid) => {
        const named = `server${sid}:2379, ${sid}, 3\\.4\\.23, 20 kB, ${cluster.leader === sid}`;
        return expect.stringMatching(new RegExp(`^${named}, false, 2, \\d+, \\d+, $`));
      }),
    );
  });

  test('wait no longer than etcdctl does, writes too', () => {
    const cluster = begun();
    const alone = cluster.leader;
    const others = cluster.followers.join(' ');
    cluster.do(`client d connect ${alone}`).run(100).do(`partition ${alone} | ${others}`);
    cluster.do('d: put k v', 'd: get k', 'd: get k --consistency=s').run(5500);
    const late = 'Error: context deadline exceeded';
    expect(cluster.heard('d')).toEqual(['–', late, late]);
  });
});

describe('a leader that is cut off while its disk stands still', () => {
  function stalled(variants = {}) {
    const cluster = new EtcdConsole(variants);
    const { leader } = cluster;
    cluster.do(`client a connect ${leader}`, `client w connect ${leader}`).run(100);
    cluster.do('a: lease grant 5').run(100);
    const lease = /lease (\w+)/.exec(cluster.heard('a')[0] ?? '')?.[1] ?? '';
    cluster.do(`a: put k v --lease=${lease}`).run(100).do(`a: lease keep-alive ${lease}`).run(500);
    expect(cluster.heard('a').at(-1)).toContain('keepalived');
    // Its clock stands still with the disk: it never looks whether anybody answers.
    return cluster.do(`disk ${leader} 60000`, 'w: put z 1').run(20).do(`isolate ${leader}`);
  }

  test('confirms no lease: that of a new leader runs out', () => {
    const cluster = stalled().run(12_000);
    expect(cluster.heard('a').map((line) => line.replace(/\w{16}/, 'ID'))).toEqual([
      'lease ID expired or revoked.',
    ]);
    expect(keys(cluster)).not.toContain('k');
  });

  test('did so until 3.4.31, and a key went whose lease was confirmed', () => {
    expect(() => stalled({ staleLessor: true }).run(12_000)).toThrow('LeaseKept');
  });
});
