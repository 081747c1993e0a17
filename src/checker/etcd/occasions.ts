import type { ClientName, Micros, ServerId } from '../../model/index.ts';
import type { Invariant, Occasion } from '../occasions.ts';
import type { EtcdLedgerDraft } from './ghost.ts';
import type { EtcdBreachRule } from './rules.ts';

/** What a turn did that an invariant of etcd's service may have an opinion on. */
export type EtcdOccasion =
  | Occasion
  /** A member came to a revision; `alike`: it did there what the first one did that came to it. */
  | {
      readonly type: 'revised';
      readonly sid: ServerId;
      readonly revision: number;
      readonly alike: boolean;
    }
  /** A member's newest revision is an older one than it was, in one process. */
  | {
      readonly type: 'fell';
      readonly sid: ServerId;
      readonly from: number;
      readonly to: number;
    }
  /** A read that may not be old was answered. `floor`: what anybody knew when it was asked. */
  | {
      readonly type: 'readNewest';
      readonly client: ClientName;
      readonly by: ServerId;
      readonly revision: number;
      readonly floor: number;
    }
  /** A watcher heard of events up to a revision; `missing`: the first that is not as it was. */
  | {
      readonly type: 'watchHeard';
      readonly client: ClientName;
      readonly by: ServerId;
      readonly from: number;
      readonly to: number;
      readonly missing: number | null;
    }
  /** A lease went that nobody has asked to revoke. `due`: when it might, at the earliest. */
  | {
      readonly type: 'leaseGone';
      readonly sid: ServerId;
      readonly lease: string;
      readonly at: Micros;
      readonly due: Micros;
    }
  /**
   * A client takes itself for the owner, as of a revision. `hasKey`: its key is there then;
   * `other`: who else is an owner whose key is there.
   */
  | {
      readonly type: 'owned';
      readonly client: ClientName;
      readonly by: ServerId;
      readonly name: string;
      readonly hasKey: boolean;
      readonly other: ClientName | null;
    };

/** A promise that etcd makes to its clients. */
export type EtcdInvariant = Invariant<EtcdOccasion, EtcdLedgerDraft, EtcdBreachRule>;
