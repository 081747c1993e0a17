import { afterAll, describe, expect, it, vi } from 'vitest';
import { setup, transition } from 'xstate';
import type { ControlEvent, Leaf, MessageType } from '../../../src/zab/index.ts';
import type * as Lifecycle from '../../../src/zab/lifecycle.ts';
import type * as Reactions from '../../../src/zab/reactions.ts';

/**
 * The slow model: the same chart with every message written in it as an event, and no memory of
 * answers. A message is handled only if the chart takes a transition for it; each change of state
 * is XState's own, worked out anew.
 */
function slowChart(fast: typeof Lifecycle, table: typeof Reactions) {
  type Node = { states?: Record<string, Node>; on?: object; meta?: { accepts?: string[] } };
  const withMessages = (node: Node): Node => {
    const messages = (node.meta?.accepts ?? []).map((type) => [type, { actions: 'handled' }]);
    const states = Object.entries(node.states ?? {}).map(([k, s]) => [k, withMessages(s)]);
    return {
      ...node,
      on: { ...node.on, ...Object.fromEntries(messages) },
      ...(states.length > 0 ? { states: Object.fromEntries(states) } : {}),
    };
  };
  const config = withMessages(fast.lifecycle.config as Node);
  const machine = setup({ actions: { handled: () => {} } }).createMachine(config as never);
  const valueOf = (leaf: Leaf) => {
    const [state = '', phase] = leaf.split('.');
    return phase ? { [state]: phase } : state;
  };
  const calls = { messages: 0, moves: 0 };
  const send = (leaf: Leaf, type: string) => {
    const snapshot = machine.resolveState({ value: valueOf(leaf) } as never);
    return transition(machine, snapshot, { type } as never);
  };
  const accepts = (leaf: Leaf, type: MessageType): boolean => {
    calls.messages += 1;
    return send(leaf, type)[1].length > 0;
  };
  const move = (leaf: Leaf, event: ControlEvent): Leaf => {
    calls.moves += 1;
    const { value } = send(leaf, event)[0] as { value: string | Record<string, string> };
    return (typeof value === 'string' ? value : Object.entries(value)[0]?.join('.')) as Leaf;
  };
  const reactionTo = (leaf: Leaf, type: MessageType) =>
    accepts(leaf, type) ? table.reactionTo(leaf, type) : undefined;
  return { lifecycle: { ...fast, move }, reactions: { ...table, reactionTo }, calls };
}

describe('two models, one answer', () => {
  afterAll(() => {
    vi.doUnmock('../../../src/zab/lifecycle.ts');
    vi.doUnmock('../../../src/zab/reactions.ts');
    vi.resetModules();
  });

  it('every message through the chart ends in the same worlds as the dispatch table', {
    timeout: 120_000,
  }, async () => {
    const seeds = [11, 12, 13];
    const fast = await import('../../support/determinism.ts');
    const expected = fast.digests(seeds);
    const slow = slowChart(
      await import('../../../src/zab/lifecycle.ts'),
      await import('../../../src/zab/reactions.ts'),
    );
    vi.resetModules();
    vi.doMock('../../../src/zab/lifecycle.ts', () => slow.lifecycle);
    vi.doMock('../../../src/zab/reactions.ts', () => slow.reactions);
    const again = await import('../../support/determinism.ts');
    expect(again.digests(seeds)).toEqual(expected);
    // The slow model was really asked, for every message and every move.
    expect(slow.calls.messages).toBeGreaterThan(10_000);
    expect(slow.calls.moves).toBeGreaterThan(100);
  });
});
