import type { Standing } from '../replica/index.ts';
import type { ServerState } from './messages.ts';

/** QuorumPeer.ZabState. */
export type ZabState = 'ELECTION' | 'DISCOVERY' | 'SYNCHRONIZATION' | 'BROADCAST';

/** A leaf of the chart, by its path. */
export type Leaf =
  | 'STANDALONE'
  | 'LOOKING.SETTLING'
  | 'LOOKING.ELECTION'
  | `${'FOLLOWING' | 'OBSERVING' | 'LEADING'}.${'DISCOVERY' | 'SYNCHRONIZATION' | 'BROADCAST'}`;

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

/** How a server stands to its ensemble. */
export function standingOf(leaf: Leaf, isVoter: boolean): Standing {
  if (leaf === 'STANDALONE' || leaf === 'LEADING.BROADCAST') return 'established';
  switch (serverStateOf(leaf)) {
    case 'LEADING':
      return 'elected';
    case 'FOLLOWING':
      return 'following';
    case 'OBSERVING':
      return 'passive';
    case 'LOOKING':
      // Who settles still leaves its last role; who has no vote looks for whom to observe.
      return leaf === 'LOOKING.ELECTION' && isVoter ? 'candidate' : 'none';
  }
}
