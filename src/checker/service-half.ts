import type { ClientName } from '../model/index.ts';
import type { Host, Wire } from '../sim/index.ts';
import type { ListedInvariant } from './half.ts';
import type { LedgerDraft } from './ledger-draft.ts';

/**
 * What the checker knows of a service that is not ZooKeeper's: what its members apply, and what its
 * clients are told. Beside the half about the protocol, and like it given only what came from it.
 */
export interface ServiceHalf {
  readonly invariants: readonly ListedInvariant[];
  /** The invariants that each of its variants was seen to break, the telling one first. */
  readonly breaks: Readonly<Partial<Record<string, readonly string[]>>>;
  /** What is noted of a world in which nothing has happened yet: a ledger's `service`. */
  newGhost(): object;
  /** What became of a machine whose server is another one. */
  readHost(draft: LedgerDraft, was: Host, is: Host): void;
  /** What became of a client. */
  readClient(draft: LedgerDraft, name: ClientName, was: Wire | undefined, is: Wire): void;
}
