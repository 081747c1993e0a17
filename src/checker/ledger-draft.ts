import { append, type Mutable, NONE } from '../lib/index.ts';
import type { ServerId } from '../model/index.ts';
import type { Host, Turn, World } from '../sim/index.ts';
import type { Breach } from './breach.ts';
import { type Buried, draftLedger, type Ledger } from './ledger.ts';
import type { Finding, Occasion } from './occasions.ts';

/** The judges of each occasion, with the names of their invariants. */
export type Bench = Readonly<Record<string, readonly Judge[] | undefined>>;

interface Judge {
  readonly name: string;
  readonly judge: Judging;
}

/** Which occasions, and which draft, a judge is given is known where its invariant is listed. */
export type Judging = (occasion: never, draft: never) => Finding<string> | null;

/**
 * A ledger while one turn is read: the one so far, copied when something is written into it for the
 * first time. Judges may ask it; only what is in this folder and not a judge writes to it.
 */
export class LedgerDraft<
  O extends { readonly type: string } = Occasion,
  L extends Ledger = Ledger,
> {
  // `declare`: made once, by the constructor, and not undefined before.
  declare readonly before: World;
  declare readonly world: World;
  declare readonly cause: Turn['cause'];
  /** The ledger after this turn, when all of it is read; the same one when nothing was written. */
  declare ledger: L;
  declare breaches: readonly Breach[];
  declare readonly judges: Bench;
  /** The ledger before this turn. */
  declare readonly first: L;

  constructor(ledger: L, before: World, turn: Turn, judges: Bench) {
    this.before = before;
    this.world = turn.world;
    this.cause = turn.cause;
    this.ledger = ledger;
    this.breaches = NONE;
    this.first = ledger;
    this.judges = judges;
  }

  edit(): Mutable<L> {
    // A ledger's fields are these, whichever ghost is among them.
    if (this.ledger === this.first) this.ledger = draftLedger(this.ledger) as L;
    return this.ledger;
  }

  bury(server: ServerId, txns: readonly Buried['txn'][], how: Buried['how']): void {
    const at = this.world.now;
    for (const txn of txns) {
      this.edit().graveyard = append(this.ledger.graveyard, { server, txn, at, how });
    }
  }

  /**
   * Lets every invariant that has an opinion on such an occasion judge it; each is told of once a
   * run.
   */
  happened(judges: Bench[string], occasion: O): void {
    if (judges === undefined) return;
    for (let i = 0; i < judges.length; i++) {
      const { name, judge } = judges[i] as Judge;
      const finding = judge(occasion as never, this as never);
      if (finding === null || this.ledger.broken.includes(name)) continue;
      this.edit().broken = [...this.ledger.broken, name];
      const { because, places } = finding;
      this.breaches = [...this.breaches, { invariant: name, because, places }];
    }
  }

  host(sid: ServerId): Host | undefined {
    for (const host of this.world.hosts) if (host.sid === sid) return host;
    return undefined;
  }
}
