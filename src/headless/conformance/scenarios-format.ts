import { MAX_SERVERS } from '../../script/index.ts';

/** A recorded scenario: the steps that were carried out, and what came of each. */
export interface ScenarioRecording {
  readonly format: 1;
  readonly name: string;
  readonly ensemble?: {
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
  readonly args?: CallArgs;
  /** The path of the answer can be named `$as` from now on. */
  readonly as?: string;
  /** Events are left lying until a later step. */
  readonly hold?: boolean;
}

/** Arguments as the file holds them; scenarios-ops gives them their types. */
export type CallArgs = Readonly<Record<string, unknown>>;

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

/** Whether a parsed file means to be a recorded scenario; `scenarioFault` looks closer. */
export function isScenario(value: unknown): value is ScenarioRecording {
  return (
    isRecord(value) &&
    value.format === 1 &&
    Array.isArray(value.steps) &&
    Array.isArray(value.expect) &&
    Array.isArray(value.clients)
  );
}

/** What keeps a scenario from being replayed at all, as the end of a sentence; null: nothing. */
export function scenarioFault(recorded: ScenarioRecording): string | null {
  const { ensemble = {}, clients, steps, expect } = recorded;
  if (!isRecord(ensemble)) return 'its ensemble is no object';
  const { servers = 3, observers = 0, config = {} } = ensemble;
  if (!isCount(servers, 1)) return `it asks for ${JSON.stringify(servers)} servers`;
  if (!isCount(observers, 0)) return `it asks for ${JSON.stringify(observers)} observers`;
  if (!isRecord(config)) return 'its config is no object';
  if (!clients.every((name) => typeof name === 'string')) return 'its clients are not all names';
  if (steps.length !== expect.length) {
    return `it has ${steps.length} steps and ${expect.length} expectations`;
  }
  const step = steps.findIndex((one) => !isStep(one));
  if (step >= 0) return `its step ${step} is no object with an op and arguments`;
  const expectation = expect.findIndex((one) => !isRecord(one));
  return expectation < 0 ? null : `its expectation ${expectation} is no object`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown, least: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= MAX_SERVERS;
}

function isStep(value: unknown): boolean {
  return isRecord(value) && typeof value.op === 'string' && isRecord(value.args ?? {});
}
