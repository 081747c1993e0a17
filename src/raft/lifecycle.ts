import { setup, transition } from 'xstate';
import { assert } from '../lib/index.ts';
import type { RaftLeaf } from './leaf.ts';
import type { RaftMessageType } from './messages.ts';
import { RAFT_REACTIONS } from './reactions.ts';

/** What moves a member from one role to another; everything else is handled within a role. */
export type RoleEvent =
  | 'TIMED_OUT' // its clock, or TimeoutNow: a campaign
  | 'WOULD_ASK' // the same with pre-vote: it asks first
  | 'ELECTED' // a majority of votes
  | 'COMMITTED' // an entry of its own term
  | 'STEPPED_DOWN'; // a larger term, a leader of this one, a count that is lost, no quorum heard

const accepts = (leaf: RaftLeaf) => ({
  accepts: Object.keys(RAFT_REACTIONS[leaf]) as RaftMessageType[],
});

/**
 * The life of a member: raft.StateType. This chart is what runs: a message is handled only if the
 * current leaf accepts it, and a role changes only by a transition here. It has no way from a
 * leader to a candidate, and none from a follower to a leader: raft.becomeLeader panics there.
 */
export const raftLifecycle = setup({
  types: { events: {} as { readonly type: RoleEvent } },
}).createMachine({
  id: 'raft',
  initial: 'FOLLOWER',
  states: {
    FOLLOWER: {
      meta: accepts('FOLLOWER'),
      on: { TIMED_OUT: 'CANDIDATE', WOULD_ASK: 'PRECANDIDATE', STEPPED_DOWN: 'FOLLOWER' },
    },
    PRECANDIDATE: {
      meta: accepts('PRECANDIDATE'),
      on: { TIMED_OUT: 'CANDIDATE', WOULD_ASK: 'PRECANDIDATE', STEPPED_DOWN: 'FOLLOWER' },
    },
    CANDIDATE: {
      meta: accepts('CANDIDATE'),
      on: {
        TIMED_OUT: 'CANDIDATE',
        WOULD_ASK: 'PRECANDIDATE',
        ELECTED: 'LEADER',
        STEPPED_DOWN: 'FOLLOWER',
      },
    },
    LEADER: {
      initial: 'ELECTED',
      on: { STEPPED_DOWN: 'FOLLOWER' },
      states: {
        ELECTED: { meta: accepts('LEADER.ELECTED'), on: { COMMITTED: 'ESTABLISHED' } },
        ESTABLISHED: { meta: accepts('LEADER.ESTABLISHED') },
      },
    },
  },
});

function stateValueOf(leaf: RaftLeaf): string | Record<string, string> {
  const dot = leaf.indexOf('.');
  return dot < 0 ? leaf : { [leaf.slice(0, dot)]: leaf.slice(dot + 1) };
}

function leafOf(value: unknown): RaftLeaf {
  if (typeof value === 'string') return value as RaftLeaf;
  const [[role, part] = ['', '']] = Object.entries(value as Record<string, string>);
  return `${role}.${part}` as RaftLeaf;
}

/** The chart's answers, remembered: a leaf and an event decide the next leaf. */
const moves = new Map<string, RaftLeaf>();

/** The leaf after an event. One that the chart does not allow here is our bug. */
export function moveRole(leaf: RaftLeaf, event: RoleEvent): RaftLeaf {
  const key = `${leaf} ${event}`;
  const known = moves.get(key);
  if (known) return known;
  const snapshot = raftLifecycle.resolveState({ value: stateValueOf(leaf) });
  assert(snapshot.can({ type: event }), `the chart has no ${event} in ${leaf}`);
  const [after] = transition(raftLifecycle, snapshot, { type: event });
  const next = leafOf(after.value);
  moves.set(key, next);
  return next;
}
