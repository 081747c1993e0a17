/** zkCli as a process in a world: what is typed, what is printed, what other moments make of it. */
import { describe, expect, test } from 'vitest';
import { getKey, sliceLog } from '../../../src/lib/index.ts';
import { parseScriptLine, printTranscript } from '../../../src/script/index.ts';
import { perform, type World } from '../../../src/sim/index.ts';
import { type Cluster, cluster } from '../../support/cluster.ts';

const clientOf = ({ world }: Cluster) => {
  const host = getKey(world.clients, 'a');
  if (host === undefined) throw new Error('no client');
  return host.client;
};

/** What stands on the console, notices on one line. */
function screen(of: Cluster): string[] {
  const lines = printTranscript(sliceLog(clientOf(of).transcript, 0));
  return lines
    .map(({ stream, text }) => `${stream === 'in' ? '> ' : ''}${text}`)
    .filter((text) => text !== '' && text !== 'WATCHER::')
    .map((text) => text.replace(/^WatchedEvent state:(\w+) type:(\w+) path:(.*)$/, '$1 $2 $3'));
}

function ready(...lines: readonly string[]): Cluster {
  const of = cluster().up(1, 2, 3).do('client a connect 1').run(500);
  if (lines.length > 0) of.do(...lines.map((line) => `a: ${line}`)).run(2000);
  return of;
}

const tail = (of: Cluster, from: string) => screen(of).slice(screen(of).indexOf(`> ${from}`));

describe('lines typed ahead', () => {
  test('requests go out behind each other, everything else waits its turn', () => {
    const of = ready();
    of.do('a: create /a x', 'a: create /a/b y', 'a: ls -R /a', 'a: history', 'a: get /a');
    const { sent, shell } = clientOf(of);
    expect(sent.map(({ op }) => op.type)).toEqual(['create', 'create']);
    expect(shell.waiting.map(({ line }) => line)).toEqual(['ls -R /a', 'history', 'get /a']);
    of.run(500);
    expect(tail(of, 'create /a x')).toEqual([
      ...['> create /a x', '> create /a/b y', 'Created /a', 'Created /a/b'],
      ...['> ls -R /a', '/a', '/a/b'],
      ...['> history', '0 - create /a x', '1 - create /a/b y', '2 - ls -R /a', '3 - history'],
      ...['> get /a', 'x'],
    ]);
  });

  test('what waits is forgotten with the process', () => {
    const of = ready('create /a x').do('a: ls -R /a', 'a: ls /', 'client a kill').run(500);
    expect(clientOf(of).shell).toMatchObject({ busy: null, waiting: [] });
    expect(screen(of).at(-1)).toBe('> ls -R /a');
  });

  test('a command of many requests ends with the connection, and the next one goes on', () => {
    const of = ready('create /a x').do('a: ls -R /a', 'a: get /a', 'client a disconnect').run(4000);
    expect(tail(of, 'ls -R /a')).toEqual([
      '> ls -R /a',
      'Disconnected None null',
      'KeeperErrorCode = ConnectionLoss for /a',
      '> get /a',
      'SyncConnected None null',
      'x',
    ]);
  });
});

describe('moments', () => {
  /** Runs on from a moment. */
  function from(world: World, ms: number): Cluster {
    const of = cluster();
    of.world = world;
    return of.run(ms);
  }

  test('a command under way goes on the same from any moment, earlier ones as well', () => {
    const of = ready('create /t 0', 'create /t/a 1', 'create /t/b 2', 'create /t/a/c 3');
    of.do('a: ls -R /t', 'a: deleteall /t', 'a: ls /');
    const moments: World[] = [];
    for (let i = 0; i < 12; i++) moments.push(of.run(3).world);
    const whole = screen(of.run(2000));
    expect(whole.slice(-8)).toEqual([
      ...['> ls -R /t', '/t', '/t/a', '/t/b', '/t/a/c'],
      ...['> deleteall /t', '> ls /', '[zookeeper]'],
    ]);
    for (const world of [...moments, ...moments.reverse()]) {
      expect(screen(from(world, 2036))).toEqual(whole);
    }
  });
});

describe('sessions', () => {
  test('connect leaves one session and begins another, elsewhere; what was typed is kept', () => {
    const of = ready('create -e /e x', 'connect server2:2181', 'ls /', 'history');
    expect(clientOf(of).server).toBe(2);
    expect(tail(of, 'connect server2:2181')).toEqual([
      ...['> connect server2:2181', 'Closed None null'],
      ...['> ls /', 'SyncConnected None null', '[zookeeper]'],
      ...['> history', '0 - create -e /e x', '1 - connect server2:2181', '2 - ls /', '3 - history'],
    ]);
  });

  test.each([
    ['127.0.0.1:2183', 3],
    ['localhost', 1],
    ['server3', 3],
    ['server2:2181,server3', 2],
  ])('%s is server %i', (address, sid) => {
    expect(clientOf(ready(`connect ${address}`)).server).toBe(sid);
  });

  test('a server that there is not is refused, and nothing happens', () => {
    const of = ready();
    const parsed = parseScriptLine('a: connect elsewhere:2181');
    if (parsed.type !== 'command') throw new Error('no command');
    const { events } = perform(of.world, parsed.command);
    expect(events.map(({ type }) => type)).toEqual(['refused']);
  });

  test('quit ends the process', () => {
    const of = ready('quit');
    expect(clientOf(of).leaf).toBe('DEAD');
    expect(screen(of).slice(-2)).toEqual(['> quit', 'Closed None null']);
  });

  test('watches can be removed while no server is there', () => {
    const of = ready('get -w /zookeeper').do('crash 1').run(100);
    of.do('a: removewatches /zookeeper -l').run(3000);
    expect(tail(of, 'removewatches /zookeeper -l')).toEqual([
      '> removewatches /zookeeper -l',
      'Disconnected DataWatchRemoved /zookeeper',
    ]);
    expect(clientOf(of).watches.data).toEqual([]);
  });
});

test('two megabytes of data: the server closes the connection', () => {
  const of = ready(`create /big ${'x'.repeat(2 * 1024 * 1024)}`)
    .do('a: ls /')
    .run(4000);
  expect(
    screen(of)
      .filter((line) => line.length < 100)
      .slice(-5),
  ).toEqual([
    'KeeperErrorCode = ConnectionLoss for /big',
    'Disconnected None null',
    'SyncConnected None null',
    '> ls /',
    '[zookeeper]',
  ]);
});

test('a long line of odd characters is read in no time', () => {
  for (const text of [`set /a${' '.repeat(1e6)}b`, `set /a "${"'".repeat(1e5)}`, '"'.repeat(1e5)]) {
    expect(parseScriptLine(`a: ${text}`).type).toBe('command');
  }
});
