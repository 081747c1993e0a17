import { initialTransition, setup, transition } from 'xstate';
import { assert } from '../lib/index.ts';
import type { Leaf } from './leaf.ts';
import type { MessageType } from './messages.ts';
import { REACTIONS } from './reactions.ts';

/**
 * What moves a peer from one state to another; everything else is a message handled within a state.
 */
export type ControlEvent =
  | 'SETTLED' // the last role is left, its log is on disk
  | 'ELECTED_LEADING'
  | 'ELECTED_FOLLOWING'
  | 'ELECTED_OBSERVING'
  | 'EPOCH_ACKED' // leader: a quorum acknowledged the epoch; learner: it sent its ACKEPOCH
  | 'ESTABLISHED' // leader: a quorum acknowledged NEWLEADER
  | 'SYNCHRONIZED' // learner: UPTODATE came, it may serve
  | 'LOST'; // leader lost, quorum lost, refused, timed out

/** What the leaf's own reactions say it takes. */
const accepts = (leaf: Leaf) => ({ accepts: Object.keys(REACTIONS[leaf]) as MessageType[] });

const learner = (state: 'FOLLOWING' | 'OBSERVING') => ({
  initial: 'DISCOVERY',
  on: { LOST: '#peer.LOOKING' },
  states: {
    DISCOVERY: {
      meta: accepts(`${state}.DISCOVERY`),
      on: { EPOCH_ACKED: 'SYNCHRONIZATION' },
    },
    SYNCHRONIZATION: {
      meta: accepts(`${state}.SYNCHRONIZATION`),
      on: { SYNCHRONIZED: 'BROADCAST' },
    },
    BROADCAST: { meta: accepts(`${state}.BROADCAST`) },
  },
});

/**
 * The life of a peer: ServerState x ZabState (QuorumPeer.run). This chart is what runs: a message
 * is handled only if the current leaf accepts it, and a state changes only by a transition here.
 */
export const lifecycle = setup({
  types: { events: {} as { readonly type: ControlEvent } },
}).createMachine({
  id: 'peer',
  initial: 'LOOKING',
  states: {
    STANDALONE: { meta: accepts('STANDALONE') },
    LOOKING: {
      initial: 'SETTLING',
      states: {
        SETTLING: { meta: accepts('LOOKING.SETTLING'), on: { SETTLED: 'ELECTION' } },
        ELECTION: {
          meta: accepts('LOOKING.ELECTION'),
          on: {
            ELECTED_LEADING: '#peer.LEADING',
            ELECTED_FOLLOWING: '#peer.FOLLOWING',
            ELECTED_OBSERVING: '#peer.OBSERVING',
          },
        },
      },
    },
    FOLLOWING: learner('FOLLOWING'),
    OBSERVING: learner('OBSERVING'),
    LEADING: {
      initial: 'DISCOVERY',
      on: { LOST: '#peer.LOOKING' },
      states: {
        DISCOVERY: {
          meta: accepts('LEADING.DISCOVERY'),
          on: { EPOCH_ACKED: 'SYNCHRONIZATION' },
        },
        SYNCHRONIZATION: {
          meta: accepts('LEADING.SYNCHRONIZATION'),
          on: { ESTABLISHED: 'BROADCAST' },
        },
        BROADCAST: { meta: accepts('LEADING.BROADCAST') },
      },
    },
  },
});

function stateValueOf(leaf: Leaf): string | Record<string, string> {
  const dot = leaf.indexOf('.');
  return dot < 0 ? leaf : { [leaf.slice(0, dot)]: leaf.slice(dot + 1) };
}

function leafOf(value: unknown): Leaf {
  if (typeof value === 'string') return value as Leaf;
  const [[state, phase] = ['', '']] = Object.entries(value as Record<string, string>);
  return `${state}.${phase}` as Leaf;
}

/** The leaf in which a peer of an ensemble starts. */
export function initialLeaf(): Leaf {
  const [snapshot] = initialTransition(lifecycle);
  return leafOf(snapshot.value);
}

/**
 * The chart's answers, remembered: it has no context and no guards, so a leaf and an event decide
 * the next leaf, and asking XState once each is enough (a pure transition costs 11 to 40 us).
 */
const moves = new Map<string, Leaf>();

/** The leaf after a control event. An event that the chart does not allow here is our bug. */
export function move(leaf: Leaf, event: ControlEvent): Leaf {
  const key = `${leaf} ${event}`;
  const known = moves.get(key);
  if (known) return known;
  const snapshot = lifecycle.resolveState({ value: stateValueOf(leaf) });
  assert(snapshot.can({ type: event }), `the peer chart has no ${event} in ${leaf}`);
  const [after] = transition(lifecycle, snapshot, { type: event });
  const next = leafOf(after.value);
  moves.set(key, next);
  return next;
}
