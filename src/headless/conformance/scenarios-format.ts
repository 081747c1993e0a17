/** A recorded scenario: the steps that were carried out, and what came of each. */
export interface ScenarioRecording {
  readonly format: 1;
  readonly name: string;
  readonly ensemble: {
    readonly servers?: number;
    readonly observers?: number;
    readonly config?: Readonly<Record<string, string | boolean>>;
  };
  readonly clients: readonly string[];
  readonly steps: readonly ScenarioStep[];
  readonly expect: readonly Expectation[];
}

export interface ScenarioStep {
  readonly op: string;
  readonly client?: string;
  readonly args?: Args;
  /** The path of the answer can be named `$as` from now on. */
  readonly as?: string;
  /** Events are left lying until a later step. */
  readonly hold?: boolean;
}

/** Arguments as the file holds them; scenarios-ops gives them their types. */
export type Args = Readonly<Record<string, unknown>>;

/** What a client saw of a step; keys as in the file. */
export type Expectation = Readonly<Record<string, unknown>>;

/** A watch event as it is compared. */
export interface SeenEvent {
  readonly to: string;
  readonly type: string;
  readonly state: 'SyncConnected';
  readonly path: string;
  readonly before?: true;
}

/** Whether a parsed file is a recorded scenario. */
export function isScenario(value: unknown): value is ScenarioRecording {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 1 &&
    'steps' in value &&
    Array.isArray(value.steps) &&
    'expect' in value &&
    Array.isArray(value.expect) &&
    'clients' in value &&
    Array.isArray(value.clients)
  );
}
