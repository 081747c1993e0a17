/** A recorded election of etcd's: what was done, and what each phase had come to at its end. */
export interface EtcdElection {
  readonly format: 'etcd-elections-1';
  readonly name: string;
  readonly ensemble: {
    readonly members: number;
    /** Besides, from the beginning: the last ones. */
    readonly learners?: number;
    readonly prevote: boolean;
    readonly cold?: boolean;
    /** Of the command line; the times in milliseconds. */
    readonly heartbeat?: number;
    readonly election?: number;
    readonly options?: readonly string[];
  };
  readonly steps: readonly EtcdStep[];
  /** Of one run. */
  readonly phases?: readonly { readonly seconds: number }[];
  /** Of each run, of each phase: who led, and the terms that members were in. */
  readonly outcomesOfAllRuns: readonly (readonly EtcdOutcome[])[];
}

export interface EtcdOutcome {
  readonly leader: string | null;
  readonly terms: Readonly<Record<string, number>>;
}

/** Members are m1, m2 …; what an operation does not use is not there. */
export interface EtcdStep {
  readonly op: string;
  readonly member?: string | readonly string[];
  readonly members?: readonly string[];
  readonly among?: readonly string[];
  readonly other?: string;
  readonly leader?: string;
  /** Of changes of the group. */
  readonly new?: string;
  readonly old?: string;
  readonly learner?: boolean;
  readonly from?: string | readonly string[];
  readonly to?: string | readonly string[];
  readonly between?: readonly (readonly string[])[];
  readonly kinds?: readonly string[];
  readonly ms?: number;
  readonly count?: number;
  readonly max?: number;
  readonly async?: string;
  readonly await?: boolean;
  readonly key?: string;
  readonly value?: string | { readonly repeat: string; readonly n: number };
  /** Under which name the end of a member's log is remembered. */
  readonly as?: string;
  readonly index?: string;
  /** A message with an entry, and between whom all is cut as soon as it has arrived. */
  readonly when?: { readonly from: string; readonly to: string; readonly entryIndex: string };
  readonly cut?: readonly (readonly [string, string])[];
}

/** Whether a parsed file is a recorded election of etcd's. */
export function isEtcdElection(value: unknown): value is EtcdElection {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 'etcd-elections-1'
  );
}
