import { type Args, type CommandFlag, readArgs, UsageError } from '../usage.ts';

export const ENSEMBLE_USAGE = `usage: npm run ensemble -- [options]
  --servers N          voting servers (3)
  --observers N        observers beside them (0)
  --zoo-cfg FILE       the ensemble of a real zoo.cfg instead, on the ports that it names
  --port N             the first server's port for clients, the others behind it (2181)
  --seed N             what chance is drawn from (1)
  --recording FILE     write the run's recording at the end (Ctrl-C)
Lines of script on standard input are the faults: crash 3, freeze 2, partition 1 | 2 3 ...`;

/** What an ensemble for real clients is made of. */
export const ENSEMBLE_FLAGS: Readonly<Record<string, CommandFlag>> = {
  servers: { kind: 'count', range: [1, 15] },
  observers: { kind: 'count', range: [0, 14] },
  seed: { kind: 'count', range: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] },
  'zoo-cfg': { kind: 'file' },
};
const FLAGS: Readonly<Record<string, CommandFlag>> = {
  ...ENSEMBLE_FLAGS,
  port: { kind: 'count', range: [1, 65535] },
  recording: { kind: 'file' },
};

/** What ensemble real clients are to find. */
export interface EnsembleOptions {
  readonly servers: number;
  readonly observers: number;
  readonly zooCfg: string | null;
  readonly port: number;
  readonly seed: number;
}

/** The options of `ensemble`. Throws a UsageError that says what does not fit. */
export function ensembleOptions(
  argv: readonly string[],
): EnsembleOptions & { readonly recording: string | null } {
  const { given, rest } = readArgs(argv, FLAGS);
  if (rest[0] !== undefined) throw new UsageError(`"${rest[0]}" is no option`);
  return { ...ensembleIn(given, 'port'), recording: given.recording ?? null };
}

/** The ensemble that flags ask for; `portFlag` names the first of the clients' ports. */
export function ensembleIn(given: Args['given'], portFlag: string): EnsembleOptions {
  const zooCfg = given['zoo-cfg'] ?? null;
  for (const said of ['servers', 'observers', portFlag]) {
    if (zooCfg !== null && given[said] !== undefined) {
      throw new UsageError(`--${said} conflicts with --zoo-cfg ${zooCfg}`);
    }
  }
  const servers = Number(given.servers ?? 3);
  const observers = Number(given.observers ?? 0);
  if (servers + observers > 15) {
    throw new UsageError('--servers and --observers are at most 15 together');
  }
  if (servers === 1 && observers > 0) {
    throw new UsageError('observers need an ensemble: give --servers 2 or more');
  }
  const port = Number(given[portFlag] ?? 2181);
  return { ...{ servers, observers, zooCfg, port }, seed: Number(given.seed ?? 1) };
}
