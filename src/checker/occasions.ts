import type { Because, ClientName, Op, Reply, ServerId, Txn, Zxid } from '../model/index.ts';
import type { Database } from '../znodes/index.ts';
import type { Breach } from './breach.ts';
import type { Acknowledged, PendingGhost } from './ledger.ts';
import type { LedgerDraft } from './ledger-draft.ts';
import type { BreachRule } from './rules.ts';

/**
 * What a turn did that an invariant may have an opinion on, found in the difference between two
 * worlds. Most turns have none.
 */
export type Occasion =
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

/** Who judges occasions, and what each is told beside the occasion: how a ledger stands. */
export type JudgesOf<O extends { readonly type: string }, D, Rule extends string> = {
  readonly [K in O['type']]?: (
    occasion: Extract<O, { readonly type: K }>,
    draft: D,
  ) => Finding<Rule> | null;
};

/** A breach without its name. */
export interface Finding<Rule extends string = BreachRule> extends Omit<Breach, 'invariant'> {
  readonly because: Because<Rule>;
}

/**
 * A property that every run of a correct protocol keeps. Its statement is in the catalogue, under
 * its name.
 */
export interface Invariant<
  O extends { readonly type: string } = Occasion,
  D = LedgerDraft,
  Rule extends string = BreachRule,
> {
  readonly name: string;
  /** Where it is stated: a specification, a class, a section of the documentation. */
  readonly source: string;
  readonly judges: JudgesOf<O, D, Rule>;
}
