import { initialTransition, setup, transition } from 'xstate';
import { assert } from '../lib/index.ts';
import type { MessageType, ServerState } from './messages.ts';

/** QuorumPeer.ZabState. */
export type ZabState = 'ELECTION' | 'DISCOVERY' | 'SYNCHRONIZATION' | 'BROADCAST';

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

const learner = (info: 'FOLLOWING' | 'OBSERVING') => ({
  initial: 'DISCOVERY',
  on: { LOST: '#peer.LOOKING' },
  states: {
    DISCOVERY: {
      meta: { accepts: ['LEADERINFO', 'NOTIFICATION'] satisfies MessageType[] },
      on: { EPOCH_ACKED: 'SYNCHRONIZATION' },
    },
    SYNCHRONIZATION: {
      meta: {
        accepts: [
          'DIFF',
          'TRUNC',
          'SNAP',
          ...(info === 'FOLLOWING'
            ? (['PROPOSAL', 'COMMIT'] satisfies MessageType[])
            : (['PROPOSAL', 'COMMIT', 'INFORM'] satisfies MessageType[])),
          'NEWLEADER',
          'UPTODATE',
          'PING',
          'REVALIDATE',
          'SYNC',
          'NOTIFICATION',
        ] satisfies MessageType[],
      },
      on: { SYNCHRONIZED: 'BROADCAST' },
    },
    BROADCAST: {
      meta: {
        accepts: [
          ...(info === 'FOLLOWING'
            ? (['PROPOSAL', 'COMMIT'] satisfies MessageType[])
            : (['INFORM'] satisfies MessageType[])),
          'PING',
          'REVALIDATE',
          'SYNC',
          'NOTIFICATION',
        ] satisfies MessageType[],
      },
    },
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
    STANDALONE: { meta: { accepts: [] } },
    LOOKING: {
      initial: 'SETTLING',
      states: {
        SETTLING: {
          meta: { accepts: ['NOTIFICATION'] satisfies MessageType[] },
          on: { SETTLED: 'ELECTION' },
        },
        ELECTION: {
          meta: { accepts: ['NOTIFICATION'] satisfies MessageType[] },
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
          meta: {
            accepts: [
              'FOLLOWERINFO',
              'OBSERVERINFO',
              'ACKEPOCH',
              'NOTIFICATION',
            ] satisfies MessageType[],
          },
          on: { EPOCH_ACKED: 'SYNCHRONIZATION' },
        },
        SYNCHRONIZATION: {
          meta: {
            accepts: [
              'FOLLOWERINFO',
              'OBSERVERINFO',
              'ACKEPOCH',
              'ACK',
              'PING',
              'NOTIFICATION',
            ] satisfies MessageType[],
          },
          on: { ESTABLISHED: 'BROADCAST' },
        },
        BROADCAST: {
          meta: {
            accepts: [
              'FOLLOWERINFO',
              'OBSERVERINFO',
              'ACKEPOCH',
              'ACK',
              'PING',
              'REQUEST',
              'REVALIDATE',
              'NOTIFICATION',
            ] satisfies MessageType[],
          },
        },
      },
    },
  },
});

/** A leaf of the chart, by its path. */
export type Leaf =
  | 'STANDALONE'
  | 'LOOKING.SETTLING'
  | 'LOOKING.ELECTION'
  | `${'FOLLOWING' | 'OBSERVING' | 'LEADING'}.${'DISCOVERY' | 'SYNCHRONIZATION' | 'BROADCAST'}`;

/** Every leaf of the chart. */
export const LEAVES: readonly Leaf[] = [
  'STANDALONE',
  'LOOKING.SETTLING',
  'LOOKING.ELECTION',
  'FOLLOWING.DISCOVERY',
  'FOLLOWING.SYNCHRONIZATION',
  'FOLLOWING.BROADCAST',
  'OBSERVING.DISCOVERY',
  'OBSERVING.SYNCHRONIZATION',
  'OBSERVING.BROADCAST',
  'LEADING.DISCOVERY',
  'LEADING.SYNCHRONIZATION',
  'LEADING.BROADCAST',
];

/** QuorumPeer.ServerState of a leaf; a stand-alone server counts as leading itself. */
export function serverStateOf(leaf: Leaf): ServerState {
  if (leaf === 'STANDALONE') return 'LEADING';
  return leaf.slice(0, leaf.indexOf('.')) as ServerState;
}

/** QuorumPeer.ZabState of a leaf. */
export function zabStateOf(leaf: Leaf): ZabState {
  if (leaf === 'STANDALONE') return 'BROADCAST';
  const phase = leaf.slice(leaf.indexOf('.') + 1);
  return phase === 'SETTLING' ? 'ELECTION' : (phase as ZabState);
}

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

/** The message types that each leaf accepts, read from the chart's own meta. */
export const ACCEPTS: Readonly<Record<Leaf, ReadonlySet<MessageType>>> = Object.fromEntries(
  LEAVES.map((leaf) => {
    const node = lifecycle.getStateNodeById(`peer.${leaf}`);
    return [leaf, new Set((node.meta as { accepts: MessageType[] }).accepts)];
  }),
) as unknown as Record<Leaf, ReadonlySet<MessageType>>;
