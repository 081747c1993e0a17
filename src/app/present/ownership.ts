/**
 * Who owns the run. Windows come, go, crash and are reloaded in any order; at any time one of them
 * owns the run, a trainer's rather than an audience's, and the others follow. Pure: messages and
 * the passing of time come in, what is to be said goes out.
 */
import { NONE, type Outcome } from '../../lib/index.ts';
import type { RoomMessage, Saying, WindowRole } from './messages.ts';

/** Milliseconds between two signs of life, and after which an owner is asked for one. */
export const BEAT_MS = 1000;
const DOUBT_MS = 3000;
/** How long it is given to answer. A page that nobody sees answers, though its timers sleep. */
const ANSWER_MS = 1200;
/** An audience's window lets a trainer's go first. */
const COURTESY_MS = 400;
/** How long a new window listens for an owner. */
const LISTEN_MS = 500;

/**
 * `listening`: it has just been opened. `taking`: it is a trainer's, and has asked an audience's
 * window for the run that it looks after. `onlooker`: another trainer's window owns the run.
 */
export type WindowLeaf = 'listening' | 'taking' | 'owner' | 'follower' | 'onlooker';

export interface WindowState {
  readonly me: string;
  readonly role: WindowRole;
  readonly leaf: WindowLeaf;
  /** The owner's reign; a larger one wins. */
  readonly term: number;
  readonly owner: string | null;
  /** What is due: until when it listens, waits for an answer, or believes that the owner lives. */
  readonly until: number;
  /** The owner was asked whether it lives. */
  readonly doubts: boolean;
  /** It has seen a run that another window owned, or somebody acted in it; all of it. */
  readonly carries: boolean;
  /** When each other window was heard last, and what it is. */
  readonly others: readonly Other[];
  readonly saidAt: number;
}

interface Other {
  readonly id: string;
  readonly role: WindowRole;
  readonly heardAt: number;
}

/** `own`: from now on this window's run is the run. `send`: all of it, to whoever follows. */
export type OwnershipEffect =
  | { readonly type: 'say'; readonly message: Saying }
  | { readonly type: 'own' }
  | { readonly type: 'send' };

type Moved = Outcome<WindowState, OwnershipEffect>;

const say = (message: Saying): OwnershipEffect => ({ type: 'say', message });
const only = (next: WindowState): Moved => ({ next, effects: NONE });

/** A window that has just been opened. */
export function opened(me: string, role: WindowRole, now: number): Moved {
  const next: WindowState = {
    ...{ me, role, leaf: 'listening', term: 0, owner: null, until: now + LISTEN_MS },
    ...{ doubts: false, carries: false, others: [], saidAt: now },
  };
  return { next, effects: [say({ type: 'hello', role })] };
}

const here = (s: WindowState): OwnershipEffect =>
  say({
    ...{ type: 'here', role: s.role, owns: s.leaf === 'owner' },
    ...{ term: s.term, carries: s.carries },
  });

function heardFrom(s: WindowState, id: string, role: WindowRole | null, now: number): WindowState {
  const known = s.others.find((one) => one.id === id);
  const as = role ?? known?.role;
  if (as === undefined) return s;
  const others = [...s.others.filter((one) => one.id !== id), { id, role: as, heardAt: now }];
  const alive = id === s.owner && s.leaf !== 'taking';
  return { ...s, others, ...(alive ? { until: now + DOUBT_MS, doubts: false } : {}) };
}

/** Takes the run over: the others hear of a later reign. */
function claim(s: WindowState, now: number): Moved {
  const next: WindowState = {
    ...{ ...s, leaf: 'owner', owner: s.me, term: s.term + 1, doubts: false },
    saidAt: now,
  };
  const { term, role, carries } = next;
  const claimed = say({ type: 'claim', term, role, carries });
  return { next, effects: [{ type: 'own' }, claimed, { type: 'send' }] };
}

function follow(s: WindowState, id: string, term: number, now: number): WindowState {
  const owner = s.others.find((one) => one.id === id);
  const leaf = s.role === 'trainer' && owner?.role === 'trainer' ? 'onlooker' : 'follower';
  // Whoever turns to an owner is sent the run.
  const carries = s.carries || id !== s.owner;
  return { ...s, leaf, owner: id, term, until: now + DOUBT_MS, doubts: false, carries };
}

/** Somebody says that the run is theirs. */
function ownerSaid(
  s: WindowState,
  message: Extract<RoomMessage, { type: 'here' | 'claim' }>,
  now: number,
): Moved {
  const { from, term } = message;
  const wins = term > s.term || (term === s.term && (s.owner === null || from <= s.owner));
  if (!wins) return s.leaf === 'owner' ? { next: s, effects: [here(s)] } : only(s);
  // A trainer's window takes the run from an audience's: what that one looks after is asked for.
  if (s.role === 'trainer' && message.role === 'audience') {
    // It was taken for dead: what it has is newer.
    if (s.leaf === 'owner') return claim({ ...s, term }, now);
    if (!message.carries) return claim({ ...s, term }, now);
    const next: WindowState = { ...s, leaf: 'taking', owner: from, term, until: now + ANSWER_MS };
    return { next, effects: [say({ type: 'again' })] };
  }
  // A claim is followed by the run; whoever turns to an owner otherwise asks for it.
  const asks = message.type === 'here' && from !== s.owner;
  const again: OwnershipEffect = say({ type: 'again' });
  return { next: follow(s, from, term, now), effects: asks ? [again] : NONE };
}

/** What another window says. */
export function hear(before: WindowState, message: RoomMessage, now: number): Moved {
  if (message.from === before.me) return only(before);
  const role = 'role' in message ? message.role : null;
  const s = heardFrom(before, message.from, role, now);
  switch (message.type) {
    case 'hello':
      // What it has comes with the answer, so that it need not ask.
      return { next: s, effects: s.leaf === 'owner' ? [here(s), { type: 'send' }] : [here(s)] };
    case 'here':
      return message.owns ? ownerSaid(s, message, now) : only(s);
    case 'claim':
      return ownerSaid(s, message, now);
    case 'bye': {
      const next = { ...s, others: s.others.filter(({ id }) => id !== message.from) };
      return only(message.from === s.owner ? orphaned(next, now) : next);
    }
    case 'again':
      return s.leaf === 'owner' ? { next: s, effects: [{ type: 'send' }] } : only(s);
    default:
      return only(s);
  }
}

/** The owner is gone: a trainer's window comes first. */
function orphaned(s: WindowState, now: number): WindowState {
  if (s.leaf === 'owner') return s;
  return { ...s, doubts: true, until: now + (s.role === 'trainer' ? 0 : COURTESY_MS) };
}

/** The whole run came, and was taken over: a trainer's window that asked for it owns it now. */
export function received(s: WindowState, now: number): Moved {
  if (s.leaf === 'taking') return claim({ ...s, carries: true }, now);
  return only({ ...s, carries: true });
}

/** Somebody acted in the run that this window owns. */
export function acted(s: WindowState): WindowState {
  return s.carries ? s : { ...s, carries: true };
}

/** The owner's run went on without this window, which holds its screen still. */
export function leftBehind(s: WindowState): WindowState {
  return s.carries ? { ...s, carries: false } : s;
}

/** A person wants this window to own the run. */
export function takeOver(s: WindowState, now: number): Moved {
  return s.leaf === 'owner' ? only(s) : claim(s, now);
}

/** Time passes: call it a few times a second. */
export function passed(before: WindowState, now: number): Moved {
  const beats = now - before.saidAt >= BEAT_MS;
  const s = beats ? { ...before, saidAt: now } : before;
  const beat = beats ? [here(s)] : NONE;
  if (s.leaf === 'owner' || now < s.until) return { next: s, effects: beat };
  if (s.leaf === 'listening' || s.leaf === 'taking' || s.doubts) {
    const { next, effects } = claim(s, now);
    return { next, effects: [...beat, ...effects] };
  }
  const grace = ANSWER_MS + (s.role === 'trainer' ? 0 : COURTESY_MS);
  const next: WindowState = { ...s, doubts: true, until: now + grace };
  return { next, effects: [...beat, say({ type: 'hello', role: s.role })] };
}

/** The other windows that live, as far as one knows. */
export function companions(s: WindowState, now: number): readonly WindowRole[] {
  return s.others.filter(({ heardAt }) => now - heardAt < 4 * DOUBT_MS).map(({ role }) => role);
}
