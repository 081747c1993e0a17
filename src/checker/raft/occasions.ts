import type { ServerId, Txn, Zxid } from '../../model/index.ts';
import type { Invariant, Occasion } from '../occasions.ts';
import type { RaftLedgerDraft } from './ledger-draft.ts';
import type { RaftBreachRule } from './rules.ts';

/** What a turn did that an invariant of Raft may have an opinion on, beside what clients see. */
export type RaftOccasion =
  | Occasion
  /**
   * A member wins a term. `earlier`: who led it before; `lacks`: what leaders of smaller terms have
   * committed and its log does not have.
   */
  | {
      readonly type: 'won';
      readonly sid: ServerId;
      readonly term: number;
      readonly earlier: ServerId | null;
      readonly lacks: Txn | null;
    }
  /** A leader's own log was cut while it leads. */
  | { readonly type: 'leaderCut'; readonly sid: ServerId; readonly zxid: Zxid }
  /** An entry is appended behind `previous`. `other`: what stood under this position before. */
  | {
      readonly type: 'placed';
      readonly sid: ServerId;
      readonly txn: Txn;
      readonly previous: number;
      readonly other: { readonly txn: Txn; readonly previous: number } | null;
    }
  /** A leader takes for committed what is committed otherwise at this place. */
  | {
      readonly type: 'recommitted';
      readonly sid: ServerId;
      readonly has: Zxid;
      readonly expected: Zxid;
    }
  /** A member applies an entry; `expected`: what is committed at its place, null: nothing yet. */
  | {
      readonly type: 'executed';
      readonly sid: ServerId;
      readonly has: Zxid;
      readonly expected: Zxid | null;
      /** It is on the member's own disk. */
      readonly onDisk: boolean;
    }
  /** A process's commit index is another one. */
  | {
      readonly type: 'commitMoved';
      readonly sid: ServerId;
      readonly from: number;
      readonly to: number;
    }
  /** A vote reaches who asked for it. `earlier`: whom the voter gave this term's vote before. */
  | {
      readonly type: 'granted';
      readonly sid: ServerId;
      readonly to: ServerId;
      readonly term: number;
      readonly earlier: ServerId | null;
      readonly onDisk: boolean;
    }
  /** An acknowledgement reaches a leader. */
  | {
      readonly type: 'vouched';
      readonly sid: ServerId;
      readonly to: ServerId;
      readonly index: number;
      readonly onDisk: boolean;
    }
  /** A committed entry was newly committed, or has left a disk: who has it on theirs now. */
  | {
      readonly type: 'held';
      readonly sid: ServerId;
      readonly zxid: Zxid;
      readonly on: readonly ServerId[];
      readonly needed: number;
    }
  /** Term and commit index were written. `last`: where the log on the same disk ends. */
  | {
      readonly type: 'recorded';
      readonly sid: ServerId;
      readonly before: number;
      readonly term: number;
      readonly commit: number;
      readonly last: number;
    }
  /** A member learns how far its read must see. `floor`: what was committed when it asked. */
  | {
      readonly type: 'readable';
      readonly sid: ServerId;
      readonly from: ServerId;
      readonly index: number;
      readonly floor: number;
    };

/** A property that every run of a correct Raft keeps. */
export type RaftInvariant = Invariant<RaftOccasion, RaftLedgerDraft, RaftBreachRule>;
