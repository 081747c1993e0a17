import { forEachChange } from '../lib/index.ts';
import type { ServerId } from '../model/index.ts';
import type { Flight, Host, Turn, World } from '../sim/index.ts';
import { ACCEPTS, handlerOf, type Message, type Peer } from '../zab/index.ts';
import type { Breach } from './breach.ts';
import { readClient } from './clients.ts';
import { readSnap, readStopped } from './disks.ts';
import { readPeer } from './history.ts';
import { INVARIANTS } from './invariants.ts';
import type { Ledger } from './ledger.ts';
import { type Bench, LedgerDraft } from './ledger-draft.ts';
import type { Invariant, Judges, Occasion } from './occasions.ts';

/** The ledger after a turn, and what the turn broke. */
export interface Observed {
  readonly ledger: Ledger;
  readonly breaches: readonly Breach[];
}

const NO_BREACHES: readonly Breach[] = Object.freeze([]);

function benchOf(invariants: readonly Invariant[]): Bench {
  const bench: Record<string, { name: string; judge: unknown }[]> = {};
  for (const { name, judges } of invariants) {
    for (const type of Object.keys(judges) as Occasion['type'][]) {
      const row = bench[type] ?? [];
      row.push({ name, judge: judges[type] as Judges[typeof type] });
      bench[type] = row;
    }
  }
  return bench as Bench;
}

const BENCH = benchOf(INVARIANTS);

/**
 * Reads one turn: compares the world before it with the world after it and lets the invariants
 * judge what changed. Looks only at hosts and clients that are another pointer, so a turn in which
 * nothing of interest happened costs some tens of nanoseconds, however long the run is; needs no
 * events. `before` is the world that `turn` was made from.
 */
export function observe(ledger: Ledger, before: World, turn: Turn): Observed {
  const { world } = turn;
  if (world.hosts === before.hosts && world.clients === before.clients) {
    return { ledger, breaches: NO_BREACHES };
  }
  let draft: LedgerDraft | null = null;
  if (world.hosts !== before.hosts) {
    for (let i = 0; i < world.hosts.length; i++) {
      const was = before.hosts[i] as Host;
      const is = world.hosts[i] as Host;
      if (was === is || was.server === is.server) continue;
      if (isQuiet(was, is, turn)) continue;
      draft ??= new LedgerDraft(ledger, before, turn, BENCH);
      readHost(draft, i, was, is);
    }
  }
  if (world.clients !== before.clients) {
    draft ??= new LedgerDraft(ledger, before, turn, BENCH);
    const r = draft;
    forEachChange(before.clients, world.clients, (name, was, is) => readClient(r, name, was, is));
  }
  if (draft === null) return { ledger, breaches: NO_BREACHES };
  return { ledger: draft.ledger, breaches: draft.breaches };
}

/** Whether a turn changed nothing of a host that is judged: it only heard from somebody. */
function isQuiet(was: Host, is: Host, { cause }: Turn): boolean {
  if (is.boot !== was.boot) return false;
  const p = was.server?.peer;
  const q = is.server?.peer;
  if (p === q) return true;
  if (!p || !q || p.memory !== q.memory || p.disk !== q.disk || p.leaf !== q.leaf) return false;
  const a = p.learner;
  const b = q.learner;
  if (a !== b && (!a || !b || a.pending !== b.pending || a.progress !== b.progress)) return false;
  const c = p.leader;
  const d = q.leader;
  if (c !== d) {
    if (!c || !d || c.proposals !== d.proposals || c.epoch !== d.epoch) return false;
    if (c.committedCount !== d.committedCount) return false;
  }
  return cause.type !== 'flight' || cause.channel !== 'quorum' || cause.message.type === 'PING';
}

function readHost(r: LedgerDraft, index: number, was: Host, is: Host): void {
  const restarted = was.boot !== is.boot;
  const p = restarted ? null : (was.server?.peer ?? null);
  const q = is.server?.peer ?? null;
  if (q === null) readStopped(r, index, was, is);
  else readPeer(r, index, is.sid, p, q);
  if (p !== null && r.cause.type === 'flight') readMessage(r, is.sid, r.cause, p, q);
}

/** The message that caused the turn, unless it came over a connection of a role already left. */
function readMessage(
  r: LedgerDraft,
  sid: ServerId,
  flight: Flight,
  peer: Peer,
  after: Peer | null,
): void {
  const { from, to, channel } = flight;
  const message = flight.message as Message;
  if (message.type === 'PING' || channel !== 'quorum' || to !== sid) return;
  if (typeof from !== 'number') return;
  const handler = peer.leader === null ? undefined : handlerOf(peer.leader, from);
  if (handler === undefined && peer.learner?.leader !== from) return;
  if (message.type === 'SNAP' && after !== null) readSnap(r, sid, message.zxid, peer);
  const accepted = ACCEPTS[peer.leaf].has(message.type);
  r.happened(r.judges.received, {
    type: 'received',
    sid,
    from,
    message,
    accepted,
    handler,
    peer,
    after,
  });
}
