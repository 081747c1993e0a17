import { type AnyStateMachine, transition } from 'xstate';
import { assert } from '../lib/index.ts';
import type { Mover } from './recipe.ts';

/**
 * A function that asks the chart for the leaf after an event, and remembers: a chart's answer costs
 * tens of microseconds and is always the same. A move that the chart does not allow is our bug.
 */
export function moverOf(chart: AnyStateMachine): Mover {
  const moves = new Map<string, string>();
  return (leaf, type) => {
    const key = `${leaf} ${type}`;
    const known = moves.get(key);
    if (known !== undefined) return known;
    const snapshot = chart.resolveState({ value: leaf, context: {} });
    assert(snapshot.can({ type }), `the chart of ${chart.id} has no ${type} in ${leaf}`);
    const next = transition(chart, snapshot, { type })[0].value as string;
    moves.set(key, next);
    return next;
  };
}
