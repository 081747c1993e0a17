import { describe, expect, test } from 'vitest';
import { clientPort, serverAt } from '../../../src/model/index.ts';
import {
  complain,
  joinZooCfgs,
  type NamedText,
  parseZooCfg,
  type ZooCfg,
} from '../../../src/script/index.ts';

const STATIC = 'dataDir=/d\ninitLimit=5\nsyncLimit=2\nclientPort=2181\n';
const SERVERS = 'server.1=a:2888:3888\nserver.2=b:2888:3888\nserver.3=c:2888:3888\n';
const file = (name: string, text: string): NamedText => ({ name, text });

function joined(...files: readonly NamedText[]): ZooCfg['config'] {
  const text = joinZooCfgs(files);
  if (typeof text !== 'string') throw new Error(`${text.file}: ${complain(text.error, 'en')}`);
  const read = parseZooCfg(text);
  if (read.type === 'error') throw new Error(complain(read, 'en'));
  return read.config;
}

describe('a zoo.cfg and its dynamic file', () => {
  const named = file('zoo.cfg', `${STATIC}dynamicConfigFile=/etc/zoo.cfg.dynamic\ntickTime=700\n`);

  test('make the ensemble, in whatever order they come', () => {
    const dynamic = file('zoo.cfg.dynamic', SERVERS);
    for (const files of [
      [named, dynamic],
      [dynamic, named],
    ]) {
      const config = joined(...files);
      expect(config.servers.map(({ host }) => host)).toEqual(['a', 'b', 'c']);
      expect(config).toMatchObject({ tickMs: 700, version: '0' });
    }
  });

  test('the name ends in the version', () => {
    expect(joined(named, file('zoo.cfg.dynamic.10000000b', SERVERS)).version).toBe('10000000b');
  });

  test('which must not stand inside', () => {
    expect(() => joined(named, file('d', `${SERVERS}version=1\n`))).toThrow(
      'zoo.cfg: Line 4 of the dynamic file: “version” does not belong there',
    );
  });
});

describe('zoo.cfgs, one a server', () => {
  const own = (sid: number, lines = '') =>
    file(`zoo${sid}.cfg`, `${STATIC.replace('2181', String(2180 + sid))}${SERVERS}${lines}`);

  test('each is reached at its own port', () => {
    const config = joined(own(3), own(1), own(2));
    expect([1, 2, 3].map((sid) => clientPort(config, sid))).toEqual([2181, 2182, 2183]);
    expect(serverAt(config, 'c', 2183)).toBe(3);
    expect(serverAt(config, 'c', 2181)).toBe(null);
  });

  test('a server may call itself 0.0.0.0', () => {
    const texts = ['a', 'b'].map((host, i) =>
      file(`${i + 1}/zoo.cfg`, STATIC + SERVERS.replace(`=${host}:`, '=0.0.0.0:')),
    );
    expect(joined(...texts).servers.map(({ host }) => host)).toEqual(['a', 'b', 'c']);
  });

  test('what all go by has to be the same', () => {
    expect(() => joined(own(1), own(2, 'tickTime=500\n'))).toThrow(
      'zoo2.cfg: zoo1.cfg says something else of tickTime',
    );
    expect(() => joined(own(1), own(2, 'server.4=d:2888:3888\n'))).toThrow('lists other servers');
    expect(joined(own(1), own(2, 'autopurge.purgeInterval=1\n')).servers).toHaveLength(3);
  });

  test('what is wrong with one is said of it', () => {
    expect(() => joined(own(1), own(2, 'syncLimit=x\n'))).toThrow('zoo2.cfg: Line 8: syncLimit');
  });
});
