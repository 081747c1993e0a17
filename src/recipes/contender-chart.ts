import { setup } from 'xstate';

const anywhere = { EXPIRED: 'lost' } as const;

/**
 * A client that stands in line with an ephemeral sequential node: the lock, the read/write lock and
 * leader election are this chart with another rule for who is ahead (ZooKeeper recipes: Locks).
 */
export const contenderChart = setup({
  types: { events: {} as { readonly type: ContenderControl } },
}).createMachine({
  id: 'contender',
  initial: 'starting',
  states: {
    // No session yet: no guid to put into the name.
    starting: { on: { NAMED: 'creating', RELEASE: 'released', ...anywhere } },
    creating: {
      on: {
        CREATED: 'listing',
        LOST: 'suspended',
        RELEASE: 'abandoning',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    listing: {
      on: {
        FIRST: 'granted',
        BEHIND: 'checking',
        MISSING: 'creating',
        LOST: 'suspended',
        RELEASE: 'releasing',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    checking: {
      on: {
        PRESENT: 'waiting',
        ABSENT: 'listing',
        LOST: 'suspended',
        RELEASE: 'releasing',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    // A lost connection does not end the wait: the library sets the watch again.
    waiting: { on: { WOKEN: 'listing', RELEASE: 'releasing', ...anywhere } },
    granted: { on: { DISCONNECTED: 'unsure', RELEASE: 'releasing', ...anywhere } },
    // Disconnected is not expired: stop acting, and go on when the session turns out to live.
    unsure: { on: { RECONNECTED: 'granted', RELEASE: 'releasing', ...anywhere } },
    // An answer got lost: whether it was done is not known. Look before doing anything again.
    suspended: { on: { RECONNECTED: 'recovering', RELEASE: 'withdrawn', ...anywhere } },
    recovering: {
      on: {
        FIRST: 'granted',
        BEHIND: 'checking',
        FOUND: 'identifying',
        MISSING: 'creating',
        LOST: 'suspended',
        RELEASE: 'searching',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    // It has a node whose create was not answered: the czxid, its fencing token, is not known yet.
    identifying: {
      on: {
        CREATED: 'listing',
        MISSING: 'creating',
        LOST: 'suspended',
        RELEASE: 'releasing',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    // Wants to leave, but its own create is still on the way.
    abandoning: {
      on: {
        CREATED: 'releasing',
        GONE: 'released',
        LOST: 'withdrawn',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    releasing: { on: { GONE: 'released', LOST: 'withdrawn', REFUSED: 'failed', ...anywhere } },
    // Wants to leave, and does not know whether it has a node.
    withdrawn: { on: { RECONNECTED: 'searching', ...anywhere } },
    searching: {
      on: {
        FOUND: 'releasing',
        GONE: 'released',
        LOST: 'withdrawn',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    released: { type: 'final' },
    lost: { type: 'final' },
    failed: { type: 'final' },
  },
});

export type ContenderControl =
  | 'NAMED' // there is a session, so there is a guid
  | 'CREATED'
  | 'FIRST' // nobody who matters is ahead
  | 'BEHIND'
  | 'MISSING' // its own node is not in the list
  | 'PRESENT' // the one ahead is there, and watched
  | 'ABSENT'
  | 'WOKEN'
  | 'FOUND'
  | 'GONE'
  | 'LOST' // a request ended with CONNECTIONLOSS
  | 'DISCONNECTED'
  | 'RECONNECTED'
  | 'RELEASE'
  | 'REFUSED' // an error that no retry mends
  | 'EXPIRED';
