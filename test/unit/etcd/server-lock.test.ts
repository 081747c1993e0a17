/** The lock as members offer it: who waits, who leaves, and what they do not look at. */
import '../../../src/protocols/all.ts';
import { describe, expect, test } from 'vitest';
import type { EtcdRequest, MemberWord } from '../../../src/etcd/index.ts';
import { keysIn, keysOf, keysWith } from '../../../src/etcd/index.ts';
import { EtcdMembers } from '../../../src/headless/conformance/etcd-members.ts';
import { grant, revoke } from './requests.ts';

class Locks {
  readonly members = new EtcdMembers(3, false, 1);

  constructor() {
    for (const lease of ['a1', 'b2', 'c3']) this.say('m1', grant(lease));
  }
  say(member: string, request: EtcdRequest): string {
    const wire = this.members.open(this.members.sidOf(member));
    this.members.say(wire, { type: 'ask', id: 1, request });
    this.members.runFor(200);
    return wire;
  }
  lock(member: string, lease: string): string {
    return this.say(member, { type: 'lock', name: 'l', lease });
  }
  told(wire: string): readonly unknown[] {
    const words: readonly MemberWord[] = this.members.heard(wire);
    return words.map((word) => (word.type === 'answer' ? word.answer : word));
  }
  get keys(): readonly string[] {
    const store = this.members.storeAt(this.members.sidOf('m1'));
    return store === null ? [] : keysIn(keysOf(store), keysWith('l/')).map(({ key }) => key);
  }
}

describe('a lock of a member', () => {
  test('is not let go without its key', () => {
    const locks = new Locks();
    const refused = [{ type: 'error', error: 'emptyKey', saidOn: true }];
    expect(locks.told(locks.say('m2', { type: 'unlock', key: '' }))).toEqual(refused);
  });

  test('goes to who came first, and to the next on another member when it is let go', () => {
    const locks = new Locks();
    const [first, second] = [locks.lock('m1', 'a1'), locks.lock('m2', 'b2')];
    expect(locks.told(first)).toEqual([{ type: 'lock', revision: 2, key: 'l/a1' }]);
    expect(locks.told(second)).toEqual([]);
    const unlocked = locks.say('m3', { type: 'unlock', key: 'l/a1' });
    expect(locks.told(unlocked)).toEqual([{ type: 'done', revision: 4 }]);
    expect(locks.told(second)).toEqual([{ type: 'lock', revision: 4, key: 'l/b2' }]);
  });

  test('who asks again with its lease has it still', () => {
    const locks = new Locks();
    locks.lock('m1', 'a1');
    expect(locks.told(locks.lock('m2', 'a1'))).toMatchObject([{ revision: 2, key: 'l/a1' }]);
  });

  test('who leaves the queue leaves no key', () => {
    const locks = new Locks();
    locks.lock('m1', 'a1');
    const waits = locks.lock('m2', 'b2');
    expect(locks.keys).toEqual(['l/a1', 'l/b2']);
    locks.members.hangUp(waits);
    locks.members.runFor(200);
    expect(locks.keys).toEqual(['l/a1']);
  });

  test('whose lease is gone gets it, though its key is gone, too', () => {
    const locks = new Locks();
    locks.lock('m1', 'a1');
    const waits = locks.lock('m2', 'b2');
    locks.say('m1', revoke('b2'));
    expect(locks.told(waits)).toEqual([]);
    locks.say('m1', revoke('a1'));
    expect(locks.told(waits)).toMatchObject([{ type: 'lock', key: 'l/b2' }]);
    expect(locks.keys).toEqual([]);
  });

  test('needs a lease that is there, and says so without a code of its own', () => {
    const locks = new Locks();
    const refused = { type: 'error', error: 'leaseNotFound', saidOn: true };
    expect(locks.told(locks.lock('m1', 'dd'))).toEqual([refused]);
  });
});
