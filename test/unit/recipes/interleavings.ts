import fc from 'fast-check';
import type { Contender, FakeEnsemble } from './fake-ensemble.ts';

/** What can happen to one contender at one moment, and how often of a hundred. */
const HAPPENINGS: readonly (readonly [number, (client: Contender) => unknown])[] = [
  [33, (c) => c.process()],
  [33, (c) => c.hear()],
  [4, (c) => c.processLate()],
  [4, (c) => c.disconnect(0)],
  [7, (c) => c.disconnect(1)],
  [14, (c) => c.reconnect()],
  [2, (c) => c.expire()],
  [3, (c) => c.give({ type: 'release' })],
];

/** An interleaving: who, and what happens to it. */
export const interleaving = fc.array(
  fc.tuple(
    fc.nat(4),
    fc.oneof(...HAPPENINGS.map(([weight], index) => ({ weight, arbitrary: fc.constant(index) }))),
  ),
  { maxLength: 250, size: 'max' },
);

/** Lets it happen, checking after each step; then brings everything to rest. */
export function live(
  ensemble: FakeEnsemble,
  steps: readonly (readonly [number, number])[],
  check: () => void,
): void {
  for (const [who, what] of steps) {
    const client = ensemble.clients[who % ensemble.clients.length] as Contender;
    HAPPENINGS[what]?.[1](client);
    check();
  }
  ensemble.settle();
  check();
}
