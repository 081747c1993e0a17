import type { Protocol } from '../replica/index.ts';
import type { World } from '../sim/index.ts';
import type { FaultKind } from './sweep/ensemble.ts';
import { protocolNamed, variantsOf } from './sweep/options.ts';
import { type CommandFlag, readArgs, UsageError } from './usage.ts';

export const SIMULATE_USAGE = `usage: npm run simulate -- [options] [RECORDING.json]
  --servers N          voting servers (3)
  --observers N        observers beside them (0)
  --zoo-cfg FILE,...   the ensemble of a real zoo.cfg instead; of several, one a server, or of
                       one and its dynamic file
  --data DIR,...       an ensemble that starts from the version-2 folder of a real server, or
                       from those of several
  --dump               with --data DIR: prints its files as ZooKeeper's own tools do
  --seed N             what chance is drawn from (1)
  --until MS           virtual milliseconds to run (60000)
  --clients N          clients of a light load (0)
  --ops-per-second N   operations a second of each of them (0)
  --faults KIND        random faults: none, gentle (one at a time) or chaos (none)
  --protocol NAME      zab or raft (zab)
  --variant NAME       a faulty variant of the protocol, or several: A,B (none)
  --events FILE|-      write the event lines
  --recording FILE     write the run's recording`;

const DEFAULT_UNTIL_MS = 60000;
const DAY_MS = 86_400_000;

const FLAGS: Readonly<Record<string, CommandFlag>> = {
  servers: { kind: 'count', range: [1, 15] },
  observers: { kind: 'count', range: [0, 14] },
  seed: { kind: 'count', range: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] },
  until: { kind: 'number', range: [0, DAY_MS] },
  clients: { kind: 'count', range: [0, 100] },
  'ops-per-second': { kind: 'count', range: [0, 1000] },
  faults: { kind: 'word', words: ['none', 'gentle', 'chaos'] },
  protocol: { kind: 'file' },
  variant: { kind: 'file' },
  'zoo-cfg': { kind: 'file' },
  data: { kind: 'file' },
  dump: { kind: 'switch' },
  events: { kind: 'file' },
  recording: { kind: 'file' },
};

/** What `simulate` is to do. Times in milliseconds. */
export interface SimulateOptions {
  /** Where the run comes from: an ensemble of so many, a zoo.cfg file, or a recording file. */
  readonly source:
    | { readonly type: 'ensemble'; readonly servers: number; readonly observers: number }
    | { readonly type: 'zoo-cfg'; readonly file: string }
    | { readonly type: 'recording'; readonly file: string }
    | {
        readonly type: 'data';
        readonly folders: readonly string[];
        /** Null: the files themselves say who the servers are. */
        readonly zooCfg: string | null;
      }
    | { readonly type: 'dump'; readonly folder: string };
  readonly seed: number;
  /** Null: as the recording says, or else a minute. */
  readonly untilMs: number | null;
  readonly clients: number;
  readonly opsPerSecond: number;
  readonly faults: FaultKind;
  readonly protocol: Protocol;
  readonly variants: World['variants'];
  /** The same as it was given: a recording may be of another protocol. */
  readonly variantText: string;
  /** A file, or `-` for standard output; null: no event lines. */
  readonly events: string | null;
  readonly recording: string | null;
}

/** The options of a command line. Throws a UsageError that says what does not fit. */
export function simulateOptions(argv: readonly string[]): SimulateOptions {
  const { given, rest } = readArgs(argv, FLAGS);
  const [file, extra] = rest;
  if (extra !== undefined)
    throw new UsageError(`only one recording can be run, not "${extra}" too`);
  refuseConflicts(given, file);
  const clients = Number(given.clients ?? 0);
  const opsPerSecond = Number(given['ops-per-second'] ?? 0);
  if (opsPerSecond > 0 && clients === 0) {
    throw new UsageError('--ops-per-second is of each client: give --clients, too');
  }
  const protocol = protocolNamed(given.protocol);
  if (given.data !== undefined && protocol.files === undefined) {
    const what = `--protocol ${protocol.name} conflicts with --data ${given.data}`;
    throw new UsageError(`${what}: its servers do not start from ZooKeeper's files`);
  }
  const variantText = given.variant ?? 'none';
  return {
    source: sourceOf(given, file),
    seed: Number(given.seed ?? 1),
    untilMs: given.until === undefined ? null : Number(given.until),
    clients,
    opsPerSecond,
    faults: (given.faults ?? 'none') as FaultKind,
    protocol,
    variants: file === undefined ? variantsOf(variantText, protocol) : {},
    variantText,
    events: given.events ?? null,
    recording: given.recording ?? null,
  };
}

export const orAMinute = (untilMs: number | null): number => untilMs ?? DEFAULT_UNTIL_MS;

function sourceOf(
  given: Readonly<Record<string, string>>,
  file: string | undefined,
): SimulateOptions['source'] {
  if (file !== undefined) return { type: 'recording', file };
  const { data, dump } = given;
  if (dump !== undefined) {
    if (data === undefined)
      throw new UsageError('--dump prints the files of a folder: give --data');
    return { type: 'dump', folder: data };
  }
  const zooCfg = given['zoo-cfg'];
  if (data !== undefined) return { type: 'data', folders: data.split(','), zooCfg: zooCfg ?? null };
  if (zooCfg !== undefined) return { type: 'zoo-cfg', file: zooCfg };
  const servers = Number(given.servers ?? 3);
  const observers = Number(given.observers ?? 0);
  if (servers + observers > 15) {
    throw new UsageError('--servers and --observers are at most 15 together');
  }
  if (servers === 1 && observers > 0) {
    throw new UsageError('observers need an ensemble: give --servers 2 or more');
  }
  return { type: 'ensemble', servers, observers };
}

/** A recording and a zoo.cfg say themselves what these options say. */
const SAID_BY_RECORDING = [
  'zoo-cfg',
  'data',
  'servers',
  'observers',
  'protocol',
  'seed',
  'clients',
  'ops-per-second',
  'faults',
];
const SAID_BY_ZOO_CFG = ['servers', 'observers'];
const SAID_BY_DATA = ['servers', 'observers'];

function refuseConflicts(given: Readonly<Record<string, string>>, file: string | undefined): void {
  const { data } = given;
  const zooCfg = given['zoo-cfg'];
  const [by, said] =
    file !== undefined
      ? [file, SAID_BY_RECORDING]
      : data !== undefined
        ? [`--data ${data}`, SAID_BY_DATA]
        : [`--zoo-cfg ${zooCfg}`, zooCfg === undefined ? [] : SAID_BY_ZOO_CFG];
  const conflict = said.find((name) => given[name] !== undefined);
  if (conflict !== undefined) throw new UsageError(`--${conflict} conflicts with ${by}`);
}
