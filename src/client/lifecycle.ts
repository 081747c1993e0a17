import { setup, transition } from 'xstate';
import { assert } from '../lib/index.ts';

/** ZooKeeper.States, with what a person can do to a client process (kill) beside it. */
export type SessionLeaf =
  | 'CONNECTING'
  | 'ASSOCIATING'
  | 'CONNECTED'
  | 'EXPIRED'
  | 'CLOSED'
  | 'AUTH_FAILED'
  | 'DEAD';

export type SessionControl =
  | 'REACHED' // the TCP connection is open, ConnectRequest sent
  | 'ACCEPTED' // ConnectResponse with a session
  | 'LOST' // connection lost or refused
  | 'EXPIRED' // ConnectResponse says so
  | 'CLOSED' // closed by this client
  | 'AUTH_REFUSED'
  | 'KILLED';

const ends = { CLOSED: 'CLOSED', KILLED: 'DEAD' } as const;

/** The session of a client (ClientCnxn, ZooKeeper.States). */
export const sessionLifecycle = setup({
  types: { events: {} as { readonly type: SessionControl } },
}).createMachine({
  id: 'session',
  initial: 'CONNECTING',
  states: {
    CONNECTING: { on: { REACHED: 'ASSOCIATING', LOST: 'CONNECTING', ...ends } },
    ASSOCIATING: {
      on: { ACCEPTED: 'CONNECTED', LOST: 'CONNECTING', EXPIRED: 'EXPIRED', ...ends },
    },
    CONNECTED: { on: { LOST: 'CONNECTING', AUTH_REFUSED: 'AUTH_FAILED', ...ends } },
    EXPIRED: { on: { KILLED: 'DEAD' } },
    CLOSED: { on: { KILLED: 'DEAD' } },
    AUTH_FAILED: { on: { ...ends } },
    DEAD: { type: 'final' },
  },
});

/** ZooKeeper.States.isAlive */
export function isAlive({ leaf }: { readonly leaf: SessionLeaf }): boolean {
  return leaf === 'CONNECTING' || leaf === 'ASSOCIATING' || leaf === 'CONNECTED';
}

const moves = new Map<string, SessionLeaf>();

/** The session's state after a control event; one the chart does not allow is our bug. */
export function moveSession(leaf: SessionLeaf, event: SessionControl): SessionLeaf {
  const key = `${leaf} ${event}`;
  const known = moves.get(key);
  if (known) return known;
  const snapshot = sessionLifecycle.resolveState({ value: leaf });
  assert(snapshot.can({ type: event }), `the session chart has no ${event} in ${leaf}`);
  const [after] = transition(sessionLifecycle, snapshot, { type: event });
  const next = after.value as SessionLeaf;
  moves.set(key, next);
  return next;
}
