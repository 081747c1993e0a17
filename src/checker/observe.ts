import { forEachChange } from '../lib/index.ts';
import type { Host, Turn, World } from '../sim/index.ts';
import type { Breach } from './breach.ts';
import { readClient, readWire } from './clients.ts';
import { courtOf } from './halves.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { LedgerDraft } from './ledger-draft.ts';

/** The ledger after a turn, and what the turn broke. */
export interface Observed {
  readonly ledger: Ledger;
  readonly breaches: readonly Breach[];
}

const NO_BREACHES: readonly Breach[] = Object.freeze([]);

/** The record of a world in which nothing has happened yet. */
export function newLedger(world: World): Ledger {
  const { half, service } = courtOf(world.protocol, world.service.name);
  return emptyLedger(half.newGhost(world), service?.newGhost() ?? null);
}

/**
 * Reads one turn: compares the world before it with the world after it and lets the invariants
 * judge what changed. Looks only at hosts and clients that are another pointer, so a turn in which
 * nothing of interest happened costs some tens of nanoseconds, however long the run is; needs no
 * events. `before` is the world that `turn` was made from.
 */
export function observe(ledger: Ledger, before: World, turn: Turn): Observed {
  const { world } = turn;
  const { half, service, bench } = courtOf(world.protocol, world.service.name);
  const heard = half.heardBy(turn);
  const isSame =
    world.hosts === before.hosts &&
    world.clients === before.clients &&
    world.wires === before.wires;
  if (isSame && heard === null) return { ledger, breaches: NO_BREACHES };
  let draft: LedgerDraft | null = null;
  if (world.hosts !== before.hosts || heard !== null) {
    for (let i = 0; i < world.hosts.length; i++) {
      const was = before.hosts[i] as Host;
      const is = world.hosts[i] as Host;
      if ((was === is || was.server === is.server) && is.sid !== heard) continue;
      if (service !== null && was.server !== is.server) {
        draft ??= new LedgerDraft(ledger, before, turn, bench);
        service.readHost(draft, was, is);
      }
      if (half.isQuiet(was, is, turn)) continue;
      draft ??= new LedgerDraft(ledger, before, turn, bench);
      half.readHost(draft, i, was, is);
    }
  }
  if (world.clients !== before.clients) {
    draft ??= new LedgerDraft(ledger, before, turn, bench);
    const r = draft;
    forEachChange(before.clients, world.clients, (name, was, is) => readClient(r, name, was, is));
  }
  if (world.wires !== before.wires) {
    draft ??= new LedgerDraft(ledger, before, turn, bench);
    const r = draft;
    forEachChange(before.wires, world.wires, (name, was, is) => {
      readWire(r, name, was, is);
      if (service !== null && is !== undefined) service.readClient(r, name, was, is);
    });
  }
  if (draft === null) return { ledger, breaches: NO_BREACHES };
  return { ledger: draft.ledger, breaches: draft.breaches };
}
