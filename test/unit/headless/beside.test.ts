import { describe, expect, it } from 'vitest';
import { RaftBeside } from '../../../src/headless/bench/beside.ts';

interface Options {
  readonly schedule: (run: () => void, afterMs: number) => unknown;
  readonly sendRPC: (
    to: string,
    rpc: string,
    args: unknown,
    answer: (to: string, result: unknown) => void,
  ) => void;
  readonly saveFn: (data: unknown, saved: () => void) => void;
}

/** A server with raft.js's doors: the first one leads, and two answers of others commit. */
class FixedLeader {
  readonly [rpc: string]: unknown;
  readonly _self = { state: 'follower', commitIndex: 0 };
  readonly clientRequest: (command: object, answer: (result: unknown) => void) => void;

  constructor(id: string, options: Options) {
    options.schedule(() => {
      if (id === '1') this._self.state = 'leader';
    }, 0);
    this.clientRequest = (_command, answer) => {
      let answers = 0;
      const count = (): void => {
        answers += 1;
        if (answers === 2) answer('done');
      };
      // As raft.js does: not at once, and by a timer that it does not ask its options for.
      setTimeout(() => {
        for (const to of ['2', '3', '4', '5']) options.sendRPC(to, 'appendEntries', {}, count);
      }, 1);
    };
  }

  readonly appendEntries = (_args: unknown, answer: (result: unknown) => void): void => {
    answer({ success: true });
  };
}

describe('raft.js beside', () => {
  it('runs in virtual time, and each write is answered', () => {
    const { setTimeout: before } = globalThis;
    const raft = new RaftBeside(FixedLeader as never);
    raft.write(10);
    expect(raft.committed).toBe(100);
    expect(globalThis.setTimeout).toBe(before);
  });
});
