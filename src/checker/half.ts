import type { ServerId } from '../model/index.ts';
import type { Host, Turn, World } from '../sim/index.ts';
import type { Judging, LedgerDraft } from './ledger-draft.ts';

/** An invariant, whichever occasions and drafts it is about. */
export interface ListedInvariant {
  readonly name: string;
  readonly source: string;
  readonly judges: Readonly<Record<string, Judging | undefined>>;
}

/**
 * What the checker knows of one protocol; the other half, about what clients see, knows none. This
 * half says what becomes committed, which server joins and what it applies (`Occasion`), and has
 * invariants and occasions of its own. Methods, so that a half may name its own ghost in them: it
 * is only ever given what came from it.
 */
export interface ProtocolHalf {
  readonly invariants: readonly ListedInvariant[];
  /** The invariants that each of its variants was seen to break, the telling one first. */
  readonly breaks: Readonly<Partial<Record<string, readonly string[]>>>;
  /** What is noted of a world in which nothing has happened yet: a ledger's `ghost`. */
  newGhost(world: World): object;
  /**
   * The server that a turn's message came to, if it is judged even where it changed nothing: what
   * is refused leaves no trace but the message itself.
   */
  heardBy(turn: Turn): ServerId | null;
  /** Whether a turn changed nothing of a server that is judged: it only heard from somebody. */
  isQuiet(was: Host, is: Host, turn: Turn): boolean;
  /** Reads what became of one machine in a turn. `index`: in the order of the world's hosts. */
  readHost(draft: LedgerDraft, index: number, was: Host, is: Host): void;
}
