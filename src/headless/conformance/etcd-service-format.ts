import { DEFAULT_SETTINGS, type EtcdSettings } from '../../etcd/index.ts';
import { MS } from '../../model/index.ts';

/** What clients of a real etcd saw: steps, and what came of each. */
export interface EtcdScenario {
  readonly format: 'etcd-1';
  readonly name: string;
  readonly ensemble: {
    readonly members: number;
    /** Besides, from the beginning: the last ones. */
    readonly learners?: number;
    readonly prevote: boolean;
    readonly options?: readonly string[];
    /** Of the command line, in milliseconds. */
    readonly heartbeat?: number;
    readonly election?: number;
  };
  /** Where runs differed: the step, and the place in what came of it. */
  readonly varies?: readonly { readonly step: number; readonly path: string }[];
  readonly steps: readonly ServiceStep[];
  readonly expect: readonly ShownStep[];
}

/** A JSON value: what a step came to, as the recordings show it. */
export type Json = string | number | boolean | null | readonly Json[] | ShownStep;
export interface ShownStep {
  readonly [name: string]: Json;
}

/** Bytes: a text, or hexadecimal digits, or the same text so many times. */
export type ByteText =
  | string
  | { readonly hex: string }
  | { readonly repeat: string; readonly n: number };
/** A revision: a number, or `now.rev+1` of a step that was given a name. */
export type RevisionText = number | string;

export interface KeyFields {
  readonly key: ByteText;
  readonly rangeEnd?: ByteText;
  readonly prefix?: boolean;
  readonly fromKey?: boolean;
}

export interface OpFields extends KeyFields {
  readonly value?: ByteText;
  /** A name that was given, or a number. */
  readonly lease?: string | number;
  readonly prevKv?: boolean;
  readonly ignoreValue?: boolean;
  readonly ignoreLease?: boolean;
  readonly revision?: RevisionText;
  readonly limit?: number;
  readonly sort?: readonly [string, string];
  readonly serializable?: boolean;
  readonly keysOnly?: boolean;
  readonly countOnly?: boolean;
  readonly minMod?: RevisionText;
  readonly maxMod?: RevisionText;
  readonly minCreate?: RevisionText;
  readonly maxCreate?: RevisionText;
}

/** What is compared, of which key, how, with what; and the range's end: `prefix`, or a key. */
export type ComparedFields = readonly [string, ByteText, string, RevisionText, ByteText?];
export interface TxnFields {
  readonly compare: readonly ComparedFields[];
  readonly success: readonly TxnOpFields[];
  readonly failure: readonly TxnOpFields[];
}
export interface TxnOpFields {
  readonly put?: OpFields;
  readonly get?: OpFields;
  readonly delete?: OpFields;
  readonly txn?: TxnFields;
}

/** Members are m1, m2 …; what an operation does not use is not there. */
export interface ServiceStep extends OpFields, TxnFields {
  readonly op: string;
  readonly as?: string;
  readonly member?: string | readonly string[];
  readonly members?: readonly string[];
  readonly settle?: boolean;
  readonly async?: string;
  readonly await?: boolean;
  /** Of the command line of a restart. */
  readonly options?: readonly string[];
  readonly timeout?: number;
  readonly deadline?: number;
  readonly requireLeader?: boolean;
  readonly ms?: number;
  readonly id?: number;
  readonly ttl?: number;
  readonly keys?: boolean;
  readonly count?: number;
  readonly numbered?: boolean;
  readonly of?: string;
  readonly among?: readonly string[];
  readonly other?: string;
  readonly term?: number;
  readonly want?: string;
  readonly leader?: string;
  /** Of changes of the group. */
  readonly new?: string;
  readonly old?: string | { readonly id: number };
  readonly learner?: boolean;
  /** Of alarms: what is done to which; `of`: whose. */
  readonly action?: string;
  readonly alarm?: string;
  /** How a process is started: as of a new group, or of one that is there. */
  readonly state?: 'new' | 'existing';
  readonly from?: string;
  readonly to?: string | { readonly id: number };
  readonly between?: readonly (readonly string[])[];
  readonly kinds?: readonly string[];
  readonly stream?: string;
  readonly watchId?: number;
  readonly startRevision?: RevisionText;
  readonly filters?: readonly ('NOPUT' | 'NODELETE')[];
  readonly brief?: boolean;
  readonly fragment?: boolean;
  readonly progressNotify?: boolean;
  // Of etcdctl's processes: words and input; in the background under a name, until a signal.
  readonly args?: readonly string[];
  readonly stdin?: string;
  readonly bg?: string;
  readonly endpoints?: readonly string[];
  readonly signal?: 'INT' | 'KILL' | 'STOP' | 'CONT';
  readonly lines?: number;
  readonly exit?: boolean;
  readonly n?: number;
  readonly name?: string;
}

/** Whether a parsed file is what clients of etcd saw. */
export function isEtcdScenario(value: unknown): value is EtcdScenario {
  return (
    typeof value === 'object' && value !== null && 'format' in value && value.format === 'etcd-1'
  );
}

/** How many machines are in none of the groups at the beginning, by the steps' names for them. */
export function sparesIn(
  { members, learners = 0 }: { readonly members: number; readonly learners?: number },
  steps: readonly { readonly new?: string }[],
): number {
  const numbers = steps.map((step) => Number(/^m(\d+)$/.exec(step.new ?? '')?.[1] ?? 0));
  return Math.max(0, Math.max(0, ...numbers) - members - learners);
}

const QUOTA = '--quota-backend-bytes';

/** How large a member's file may become, as a line of a zoo.cfg; none where nothing is said. */
export function quotaLine({ options = [] }: EtcdScenario['ensemble']): string {
  const at = options.indexOf(QUOTA);
  return at < 0 ? '' : `zabscope.backendQuota=${options[at + 1]}\n`;
}

/** How members were started; null: with something that is not modelled. */
export function settingsOf({ options = [] }: EtcdScenario['ensemble']): EtcdSettings | null {
  let settings = DEFAULT_SETTINGS;
  for (let i = 0; i < options.length; i += 2) {
    const [name, value = ''] = [options[i], options[i + 1]];
    if (name === '--strict-reconfig-check=false') {
      settings = { ...settings, strictReconfig: false };
      i -= 1;
      continue;
    }
    // Part of the configuration (`quotaLine`).
    if (name === QUOTA) continue;
    const seconds = /^(\d+)s$/.exec(value)?.[1];
    if (name !== '--experimental-watch-progress-notify-interval' || !seconds) return null;
    settings = { ...settings, progressInterval: Number(seconds) * 1000 * MS };
  }
  return settings;
}
