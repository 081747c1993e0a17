import type { ServerId, Txn, Zxid } from '../../model/index.ts';
import type { Disk, Leader, Learner, LearnerHandler, Message, Peer } from '../../zab/index.ts';
import type { Invariant, Occasion } from '../occasions.ts';
import type { Term } from './ghost.ts';
import type { ZabLedgerDraft } from './ledger-draft.ts';
import type { ZabBreachRule } from './rules.ts';

/** What a turn did that an invariant of ZAB may have an opinion on, beside what clients see. */
export type ZabOccasion =
  | Occasion
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
  /** An ACK comes to a leader, which knew this of the sender. `leader`: before it is handled. */
  | {
      readonly type: 'acknowledged';
      readonly sid: ServerId;
      readonly from: ServerId;
      readonly zxid: Zxid;
      readonly handler: LearnerHandler;
      readonly leader: Leader;
    }
  /** A COMMIT comes to a learner. `learner`: before it is handled. */
  | {
      readonly type: 'ordered';
      readonly sid: ServerId;
      readonly from: ServerId;
      readonly zxid: Zxid;
      readonly learner: Learner;
    }
  /**
   * A message of discovery or synchronization comes, or any that the receiver's state does not
   * accept: `peer` is the receiver before, `after` it afterwards.
   */
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
    };

export type ZabOccasionOf<K extends ZabOccasion['type']> = Extract<
  ZabOccasion,
  { readonly type: K }
>;

/** A property that every run of a correct ZAB keeps. */
export type ZabInvariant = Invariant<ZabOccasion, ZabLedgerDraft, ZabBreachRule>;
