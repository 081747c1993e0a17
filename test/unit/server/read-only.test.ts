/** A server without a quorum, and the readers whom it serves until there is one again. */
import { describe, expect, test } from 'vitest';
import { Driver } from '../../../src/headless/driver.ts';
import { type CallMessage, type Op, ZERO } from '../../../src/model/index.ts';
import { DEFAULT_PROTOCOL } from '../../../src/protocols/index.ts';
import { fourLetterWord, isParseError, parseZooCfg } from '../../../src/script/index.ts';
import { createWorld, wireOf, wireOpen, wireSend, wireTake } from '../../../src/sim/index.ts';
import { isServing } from '../../../src/timeline/index.ts';

const READ_ONLY = ['readonlymode.enabled=true', 'localSessionsEnabled=true'];

class Ensemble extends Driver {
  constructor(lines: readonly string[]) {
    const servers = [1, 2, 3].map((sid) => `server.${sid}=zoo${sid}:2888:3888`);
    const usual = ['tickTime=2000', 'initLimit=5', 'syncLimit=2', 'clientPort=2181', 'dataDir=/d'];
    const read = parseZooCfg([...usual, ...lines, ...servers].join('\n'));
    if (isParseError(read)) throw new Error('a zoo.cfg that is refused');
    const scenario = { name: 'reads', config: read.config, setup: [] };
    super(createWorld(DEFAULT_PROTOCOL, scenario, 1), false);
    this.perform({ type: 'start', servers: [1, 2, 3] });
    this.runUntil(isServing, 60_000);
  }

  wait(ms: number): this {
    this.runTo(this.world.now + ms * 1000);
    return this;
  }

  isro(): string {
    return fourLetterWord(this.world, 1, 'isro').join();
  }

  greet(readOnly: boolean): readonly string[] {
    this.world = wireOpen(this.world, 'reader', 1);
    const hello = { session: '0x0', passwordOk: true, timeoutMs: 10_000, lastZxid: ZERO } as const;
    this.world = wireSend(this.world, 'reader', { type: 'CONNECT', ...hello, readOnly });
    return this.wait(100).heard();
  }

  ask(op: Op): readonly string[] {
    const call: CallMessage = { type: 'CALL', cxid: 1, op };
    this.world = wireSend(this.world, 'reader', call);
    return this.wait(100).heard();
  }

  heard(): readonly string[] {
    const { world, messages } = wireTake(this.world, 'reader');
    this.world = world;
    const end = wireOf(world, 'reader')?.state === 'closed' ? ['the end'] : [];
    const said = messages.map((message): string => {
      if (message.type === 'CONNECTED') return message.readOnly ? 'reads' : 'writes';
      return message.type === 'REPLY' ? message.reply.code : message.type;
    });
    return [...said, ...end];
  }
}

const alone = (lines: readonly string[]): Ensemble => {
  const ensemble = new Ensemble(lines);
  ensemble.perform({ type: 'crash', servers: [2, 3] });
  return ensemble.wait(9000);
};

describe('read-only mode', () => {
  test('is off unless it is asked for', () => {
    const ensemble = alone(['localSessionsEnabled=true']);
    expect(ensemble.isro()).toBe('null');
    expect(ensemble.greet(true)).toEqual(['the end']);
  });

  test('begins two seconds after the server looks for a leader', () => {
    const ensemble = new Ensemble(READ_ONLY);
    expect(ensemble.isro()).toBe('rw');
    ensemble.perform({ type: 'crash', servers: [2, 3] });
    let looking = 0;
    for (let ms = 0; ms < 20_000 && ensemble.isro() !== 'ro'; ms += 100) {
      if (ensemble.isro() === 'null') looking += 100;
      ensemble.wait(100);
    }
    expect(looking).toBeGreaterThanOrEqual(1900);
    expect(looking).toBeLessThanOrEqual(2200);
  });

  test('is for those who said that reading is enough', () => {
    const ensemble = alone(READ_ONLY);
    expect(ensemble.greet(false)).toEqual(['the end']);
    expect(ensemble.greet(true)).toEqual(['reads']);
    expect(ensemble.ask({ type: 'getChildren', path: '/', watch: false })).toEqual(['OK']);
    expect(ensemble.ask({ type: 'delete', path: '/a', version: -1 })).toEqual(['NOTREADONLY']);
  });

  test('ends with the election, and the readers’ connections with it', () => {
    const ensemble = alone(READ_ONLY);
    ensemble.greet(true);
    ensemble.perform({ type: 'start', servers: [2] });
    expect(ensemble.wait(3000).heard()).toEqual(['the end']);
    expect(ensemble.isro()).toBe('rw');
    expect(ensemble.greet(false)).toEqual(['writes']);
  });
});

describe('local sessions', () => {
  test('take no transaction, and end when nothing is heard of their client', () => {
    const ensemble = new Ensemble(['localSessionsEnabled=true']);
    const before = fourLetterWord(ensemble.world, 1, 'srvr').find((line) => line.includes('Zxid'));
    expect(ensemble.greet(false)).toEqual(['writes']);
    expect(fourLetterWord(ensemble.world, 1, 'srvr')).toContain(before);
    expect(fourLetterWord(ensemble.world, 1, 'mntr')).toContain('zk_local_sessions\t1');
    expect(ensemble.wait(13_000).heard()).toEqual(['the end']);
    expect(fourLetterWord(ensemble.world, 1, 'mntr')).toContain('zk_local_sessions\t0');
  });

  test('become everybody’s with the first ephemeral, where they may', () => {
    const [flags, acl] = [1, [{ perms: 31, scheme: 'world', id: 'anyone' }]] as const;
    const op = { type: 'create', path: '/e', data: null, acl, flags, ttl: 0 } as const;
    const refused = new Ensemble(['localSessionsEnabled=true']);
    refused.greet(false);
    expect(refused.ask(op)).toEqual(['EPHEMERALONLOCALSESSION']);
    const lines = ['localSessionsEnabled=true', 'localSessionsUpgradingEnabled=true'];
    const upgraded = new Ensemble(lines);
    upgraded.greet(false);
    expect(upgraded.ask(op)).toEqual(['OK']);
    expect(fourLetterWord(upgraded.world, 2, 'mntr')).toContain('zk_global_sessions\t1');
    expect(upgraded.ask({ type: 'closeSession' })).toEqual(['OK', 'the end']);
    expect(fourLetterWord(upgraded.world, 2, 'mntr')).toContain('zk_ephemerals_count\t0');
  });
});
