/** A recorded election: what was done, and what came of it in each phase. */
export interface ElectionRecording {
  readonly name: string;
  readonly servers: number;
  readonly observers: number;
  readonly config: Readonly<Record<string, number | boolean | string>>;
  readonly steps: readonly ElectionStep[];
  /** Of each run, of each phase: who was elected, and what each learner received first. */
  readonly outcomesOfAllRuns: readonly (readonly (readonly [string, Modes])[])[];
  readonly phases: readonly ElectionPhase[];
}

/** `server.N` to DIFF, TRUNC or SNAP. */
export type Modes = Readonly<Record<string, string>>;

export interface ElectionPhase {
  readonly phase: string;
  readonly elected: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly epochsAfter: Readonly<Record<string, Epochs>>;
  readonly learnerReceived: Modes;
}

/** Null: the server has no such file. */
export interface Epochs {
  readonly currentEpoch: number | null;
  readonly acceptedEpoch: number | null;
}

export type ElectionStep =
  | { readonly do: 'phase' | 'endPhase' }
  | {
      readonly do: 'start' | 'crash' | 'freeze' | 'resume' | 'wipe';
      readonly servers: readonly number[];
    }
  | { readonly do: 'untilServing'; readonly servers?: readonly number[] }
  | { readonly do: 'run'; readonly ms: number }
  | {
      readonly do: 'write';
      readonly server: number;
      readonly count: number;
      readonly bytes?: number;
      readonly op?: 'create';
      readonly path?: string;
      readonly numbered?: boolean;
      readonly await?: boolean;
    }
  | {
      readonly do: 'exists';
      readonly server: number;
      readonly path: string;
      readonly expect: string;
    }
  | { readonly do: 'serves'; readonly server: number; readonly expect: boolean };

/** Whether a parsed file is a recorded election. */
export function isElection(value: unknown): value is ElectionRecording {
  return (
    typeof value === 'object' && value !== null && 'phases' in value && Array.isArray(value.phases)
  );
}

/** What a replay observed in a phase; the same shape as what was recorded. */
export interface ObservedPhase {
  readonly elected: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly epochsAfter: Readonly<Record<string, Epochs>>;
  readonly learnerReceived: Modes;
}
