import { ENSEMBLE_FLAGS, type EnsembleOptions, ensembleIn } from './ensemble/options.ts';
import { type CommandFlag, readArgs, UsageError } from './usage.ts';

export const START_USAGE = `usage: npm start [-- options]
  --port N             serve on this port (4173)
  --live               let real ZooKeeper clients of this machine into the page's ensemble, with:
  --client-port N      the first server's port for clients, the others behind it (2181)
  --servers N          voting servers (3)
  --observers N        observers beside them (0)
  --zoo-cfg FILE       the ensemble of a real zoo.cfg instead, on the ports that it names
  --seed N             what chance is drawn from (1)`;

const FLAGS: Readonly<Record<string, CommandFlag>> = {
  ...ENSEMBLE_FLAGS,
  port: { kind: 'count', range: [0, 65535] },
  live: { kind: 'switch' },
  'client-port': { kind: 'count', range: [1, 65535] },
};

/** What `npm start` is to do. */
export interface StartOptions {
  readonly port: number;
  /** Null: nobody from outside is let in. */
  readonly live: EnsembleOptions | null;
}

/** The options of a command line. Throws a UsageError that says what does not fit. */
export function startOptions(argv: readonly string[]): StartOptions {
  const { given, rest } = readArgs(argv, FLAGS);
  if (rest[0] !== undefined) throw new UsageError(`"${rest[0]}" is no option`);
  const port = Number(given.port ?? 4173);
  if (given.live !== undefined) return { port, live: ensembleIn(given, 'client-port') };
  const other = Object.keys(given).find((name) => name !== 'port');
  if (other !== undefined) throw new UsageError(`--${other} goes with --live`);
  return { port, live: null };
}
