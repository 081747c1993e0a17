import type { Ledger, Observed } from '../checker/index.ts';
import type { Micros } from '../model/index.ts';
import type { Protocol, VariantSwitches } from '../replica/index.ts';
import type { Command, Scenario, Turn, World } from '../sim/index.ts';
import type { JudgedTurn } from './types.ts';

/** Who reads along, turn by turn, and says what was broken: the checker. */
export interface Judge {
  readonly newLedger: (world: World) => Ledger;
  readonly observe: (ledger: Ledger, before: World, turn: Turn) => Observed;
}

/** The four verbs of a world that a timeline needs; sim's own, or a toy's in a test. */
export interface Engine {
  readonly createWorld: (
    protocol: Protocol,
    scenario: Scenario,
    seed: number,
    variants?: VariantSwitches,
  ) => World;
  readonly perform: (world: World, command: Command, record?: boolean) => Turn;
  /** The next turn, if it comes at or before `until`. */
  readonly advance: (world: World, record?: boolean, until?: Micros) => Turn | null;
  /** Moves the clock only; nothing may be due at or before `at`. */
  readonly idleTo: (world: World, at: Micros) => World;
  /**
   * Null: nobody reads along, and nothing is ever found broken. It changes nothing else of a run.
   */
  readonly judge: Judge | null;
  /** Is told each turn that is carried out for the first time on a branch, in order. */
  readonly told?: (step: JudgedTurn) => void;
}
