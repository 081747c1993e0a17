import type { ClientName, Op, Reply, ServerId, Txn, Zxid } from '../model/index.ts';
import type { Disk, LearnerHandler, Message, Peer } from '../zab/index.ts';
import type { Database } from '../znodes/index.ts';
import type { Breach } from './breach.ts';
import type { Acknowledged, PendingGhost, Term } from './ledger.ts';
import type { LedgerDraft } from './ledger-draft.ts';

/**
 * What a turn did that an invariant may have an opinion on, found in the difference between two
 * worlds. Most turns have none.
 */
export type Occasion =
  /**
   * A quorum acknowledged a leader's epoch: it enters SYNCHRONIZATION. `earlier`: who led it
   * before.
   */
  | {
      readonly type: 'elected';
      readonly sid: ServerId;
      readonly epoch: number;
      readonly earlier: Term | null;
    }
  /**
   * A leader is established, of the highest epoch so far. `lacks`: what is committed and not in
   * its history.
   */
  | {
      readonly type: 'established';
      readonly sid: ServerId;
      readonly epoch: number;
      readonly last: Zxid;
      readonly lacks: Txn | null;
    }
  /**
   * The committed list grows: by a leader's commit, or by an established leader's initial history.
   */
  | {
      readonly type: 'committed';
      readonly sid: ServerId;
      readonly txn: Txn;
      readonly previous: Zxid;
      readonly initial: boolean;
    }
  /** A serving server holds something else than what is committed at this place of the list. */
  | {
      readonly type: 'strayed';
      readonly sid: ServerId;
      readonly has: Txn | null;
      readonly last: Zxid;
      readonly position: number;
      readonly expected: Txn | null;
    }
  /** Two serving servers have applied the same transactions, and their trees differ there. */
  | {
      readonly type: 'diverged';
      readonly sid: ServerId;
      readonly other: ServerId;
      readonly zxid: Zxid;
      readonly path: string;
    }
  /** A server begins to serve: a learner that is up to date, or with `leader` null on its own. */
  | {
      readonly type: 'joined';
      readonly sid: ServerId;
      readonly leader: ServerId | null;
      readonly last: Zxid;
      readonly image: Database;
    }
  /** A serving server applied a transaction. */
  | {
      readonly type: 'applied';
      readonly sid: ServerId;
      readonly txn: Txn;
      readonly image: Database;
    }
  /** A learner has the leader's history on disk and says so. */
  | {
      readonly type: 'promised';
      readonly sid: ServerId;
      readonly peer: Peer;
      readonly last: Zxid;
      readonly torn: boolean;
    }
  /** A transaction is appended to a learner's log, behind `previous`. */
  | {
      readonly type: 'appended';
      readonly sid: ServerId;
      readonly peer: Peer;
      readonly txn: Txn;
      readonly previous: Zxid;
    }
  /** A repair took entries away: cut from the log, or superseded by a snapshot. */
  | {
      readonly type: 'cut';
      readonly sid: ServerId;
      /** Who ordered it. */
      readonly leader: ServerId;
      readonly how: 'TRUNC' | 'SNAP';
      readonly entries: readonly Txn[];
    }
  /** Something of a disk's epochs, log or snapshots has changed, or its process has ended. */
  | {
      readonly type: 'disk';
      readonly sid: ServerId;
      readonly disk: Disk;
      readonly saving: boolean;
    }
  /** A proposal joins what a learner has pending, behind `previous`. */
  | {
      readonly type: 'pended';
      readonly sid: ServerId;
      readonly txn: Txn;
      readonly previous: Zxid;
    }
  /** A message between servers is handled; `peer` is the receiver before, `after` it afterwards. */
  | {
      readonly type: 'received';
      readonly sid: ServerId;
      readonly from: ServerId;
      readonly message: Message;
      /** Whether the receiver's state accepts such a message. */
      readonly accepted: boolean;
      /** What a leader that receives knew of the sender. */
      readonly handler: LearnerHandler | undefined;
      readonly peer: Peer;
      readonly after: Peer | null;
    }
  /** A client has an answer from a server. `seen`: what it had seen before. */
  | {
      readonly type: 'answered';
      readonly client: ClientName;
      readonly op: Op;
      readonly reply: Reply;
      readonly session: string;
      readonly seen: Zxid;
      readonly pending: PendingGhost | null;
    }
  /** A write that a client was told is done can no longer be. */
  | { readonly type: 'lost'; readonly write: Acknowledged; readonly sid: ServerId };

export type OccasionOf<K extends Occasion['type']> = Extract<Occasion, { readonly type: K }>;

/** Judges of moments: each answers with what is broken, or null. */
export type Judges = {
  readonly [K in Occasion['type']]?: (
    occasion: OccasionOf<K>,
    draft: LedgerDraft,
  ) => Finding | null;
};

/** A breach without its name. */
export type Finding = Omit<Breach, 'invariant'>;

/**
 * A property that every run of a correct protocol keeps. Its statement is in the catalogue, under
 * its name.
 */
export interface Invariant {
  readonly name: string;
  /** Where it is stated: a specification, a class, a section of the documentation. */
  readonly source: string;
  readonly judges: Judges;
}
