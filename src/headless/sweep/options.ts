import { ETCD, ETCD_VARIANTS } from '../../etcd/index.ts';
import { DEFAULT_PROTOCOL, PROTOCOLS } from '../../protocols/index.ts';
import type { Protocol } from '../../replica/index.ts';
import type { World } from '../../sim/index.ts';
import { type CommandFlag, readArgs, UsageError } from '../usage.ts';
import type { FaultKind } from './ensemble.ts';
import type { SeedOptions } from './run-seed.ts';

export const SWEEP_USAGE = `usage: npm run sweep -- [options]
  --seeds A..B         the seeds to run, both included (1..100)
  --servers N          voting servers (3)
  --observers N        observers beside them (0)
  --until MS           virtual milliseconds of each (60000)
  --faults KIND        none, gentle (one at a time, healed before the next) or chaos (chaos)
  --protocol NAME      zab or raft (zab)
  --service NAME       zookeeper, or etcd: its members and clients, on Raft (zookeeper)
  --members KIND       of etcd: fixed, or changing: an operator removes and adds them (fixed)
  --variant NAME       a faulty variant of the protocol, or of etcd (none)
  --jobs N             processes that share the seeds (as many as there are processors, at most 8)
  --recordings DIR     write each failing run there, as short as it can be: seed-4711.json
                       (a run with etcd has no such form: its seed is all there is to it)`;

const FLAGS: Readonly<Record<string, CommandFlag>> = {
  seeds: { kind: 'file' },
  servers: { kind: 'count', range: [2, 15] },
  observers: { kind: 'count', range: [0, 13] },
  until: { kind: 'number', range: [1, 86_400_000] },
  faults: { kind: 'word', words: ['none', 'gentle', 'chaos'] },
  protocol: { kind: 'file' },
  service: { kind: 'word', words: ['zookeeper', 'etcd'] },
  members: { kind: 'word', words: ['fixed', 'changing'] },
  variant: { kind: 'file' },
  jobs: { kind: 'count', range: [1, 64] },
  recordings: { kind: 'file' },
  slice: { kind: 'file' },
};

const MOST_SEEDS = 1_000_000;

/** What `sweep` is to do. */
export interface SweepOptions {
  readonly first: number;
  readonly last: number;
  readonly jobs: number;
  /** Of this process: every `of`-th seed, beginning with number `index`. */
  readonly slice: { readonly index: number; readonly of: number } | null;
  readonly recordings: string | null;
  readonly run: SeedOptions;
}

/** The options of a command line. Throws a UsageError that says what does not fit. */
export function sweepOptions(argv: readonly string[], processors: number): SweepOptions {
  const { given, rest } = readArgs(argv, FLAGS);
  if (rest.length > 0) throw new UsageError(`"${rest[0]}" is no option of a sweep`);
  const [first, last] = seedsOf(given.seeds ?? '1..100');
  const servers = Number(given.servers ?? 3);
  const observers = Number(given.observers ?? 0);
  if (servers + observers > 15) {
    throw new UsageError('--servers and --observers are at most 15 together');
  }
  const slice = given.slice === undefined ? null : sliceOf(given.slice);
  const isEtcd = given.service === 'etcd';
  const protocol = protocolNamed(given.protocol ?? (isEtcd ? 'raft' : undefined));
  if (isEtcd && protocol.name !== 'raft') throw new UsageError('--service etcd is on Raft only');
  if (isEtcd && given.recordings !== undefined) {
    throw new UsageError('--recordings has no form for a run with etcd');
  }
  const isChanging = given.members === 'changing';
  if (isChanging && !isEtcd) throw new UsageError('--members changing is of --service etcd only');
  const run: SeedOptions = {
    protocol,
    ...(isEtcd ? { service: ETCD, isChanging } : {}),
    servers,
    observers,
    untilMs: Number(given.until ?? 60_000),
    faults: (given.faults ?? 'chaos') as FaultKind,
    variants: variantsOf(given.variant ?? 'none', protocol, isEtcd ? ETCD_VARIANTS : {}),
  };
  const jobs = Number(given.jobs ?? Math.max(1, Math.min(8, processors)));
  return { first, last, jobs, slice, recordings: given.recordings ?? null, run };
}

function seedsOf(text: string): readonly [number, number] {
  const match = /^(\d{1,12})\.\.(\d{1,12})$/.exec(text);
  const first = Number(match?.[1]);
  const last = Number(match?.[2]);
  if (!match || last < first) {
    throw new UsageError(`--seeds is a range such as 1..100, not "${text}"`);
  }
  if (last - first >= MOST_SEEDS) throw new UsageError(`--seeds: at most ${MOST_SEEDS} at once`);
  return [first, last];
}

function sliceOf(text: string): { index: number; of: number } {
  const match = /^(\d{1,3})\/(\d{1,3})$/.exec(text);
  if (!match) throw new UsageError(`--slice is such as 0/4, not "${text}"`);
  return { index: Number(match[1]), of: Number(match[2]) };
}

/** The protocol of `--protocol NAME`; a UsageError names those there are. */
export function protocolNamed(name = DEFAULT_PROTOCOL.name): Protocol {
  const found = Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name] : undefined;
  if (found !== undefined) return found;
  const all = Object.keys(PROTOCOLS).join(', ');
  throw new UsageError(`--protocol is one of ${all}, not "${name}"`);
}

/**
 * The variants of `--variant NAME` or `NAME,NAME`; a UsageError names those there are. `others`:
 * of what stands on the protocol.
 */
export function variantsOf(
  names: string,
  { variants }: Protocol,
  others: Readonly<Record<string, unknown>> = {},
): World['variants'] {
  const on: Record<string, boolean> = {};
  for (const name of names === 'none' ? [] : names.split(',')) {
    if (!Object.hasOwn(variants, name) && !Object.hasOwn(others, name)) {
      const all = Object.keys({ ...variants, ...others }).join(', ');
      throw new UsageError(`--variant is none or one of ${all}, not "${name}"`);
    }
    on[name] = true;
  }
  return on;
}
