import type { Breach } from '../../checker/index.ts';
import { type EnsembleConfig, type Micros, MS } from '../../model/index.ts';
import { DEFAULT_PROTOCOL } from '../../protocols/index.ts';
import type { Protocol } from '../../replica/index.ts';
import { isParseError, parseScriptLine, parseZooCfg } from '../../script/index.ts';
import type { World } from '../../sim/index.ts';
import { type Recording, variantNames } from '../../timeline/index.ts';
import type { Covered } from './coverage.ts';
import { Disaster } from './disaster.ts';
import { ensembleFor, type FaultKind } from './ensemble.ts';
import { Run } from './run.ts';

/** What a run of one seed is made of. */
export interface SeedOptions {
  readonly protocol?: Protocol;
  readonly servers: number;
  readonly observers: number;
  readonly untilMs: number;
  readonly faults: FaultKind;
  readonly variants: World['variants'];
}

/** How a seed ended. */
export interface SeedReport {
  readonly seed: number;
  /** What the first turn that broke something broke; empty: the run is clean. */
  readonly breaches: readonly Breach[];
  readonly at: Micros;
  /** What threw, if something did: a failed assertion of ours. */
  readonly crash: string | null;
  readonly covered: Covered;
  /** The run as far as it came, as a recording. */
  readonly recording: Recording;
}

function configOf(zooCfg: string): EnsembleConfig {
  const read = parseZooCfg(zooCfg);
  if (isParseError(read)) throw new Error(`not a zoo.cfg: ${zooCfg}`);
  return read.config;
}

const sidsOf = (config: EnsembleConfig) => config.servers.map((server) => server.sid);

/** Runs one seed until its time is up or an invariant is broken. */
export function runSeed(seed: number, options: SeedOptions): SeedReport {
  const scenario = ensembleFor(seed, options.servers, options.observers, options.faults);
  const config = configOf(scenario.zooCfg);
  const disaster = new Disaster(seed, options.faults, sidsOf(config), true);
  const { variants, untilMs, protocol = DEFAULT_PROTOCOL } = options;
  const what = { protocol, config, seed, variants, untilMs, disaster };
  const run = new Run({ ...what, stopsAtBreach: true });
  let crash: string | null = null;
  try {
    run.go();
  } catch (error) {
    crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { world, breaches, coverage, ledger, lines } = run;
  const covered = coverage.finish(world, ledger);
  const endMs = world.now / MS;
  const names = variantNames(protocol, variants);
  const other = protocol === DEFAULT_PROTOCOL ? {} : { protocol: protocol.name };
  const on = names.length > 0 ? { ...other, variants: names } : other;
  const made = { version: 1, scenario, seed, ...on } as const;
  const recording: Recording = { ...made, commands: lines, untilMs: endMs };
  return { seed, breaches, at: world.now, crash, covered, recording };
}

/**
 * What happens to an ensemble under random faults: the lines of a recording, `first` among them.
 */
export function faultsFor(
  zooCfg: string,
  seed: number,
  first: readonly string[],
  options: Pick<SeedOptions, 'protocol' | 'untilMs' | 'faults' | 'variants'>,
): readonly string[] {
  const config = configOf(zooCfg);
  const disaster = new Disaster(seed, options.faults, sidsOf(config), false);
  const { variants, untilMs, protocol = DEFAULT_PROTOCOL } = options;
  const what = { protocol, config, seed, variants, untilMs, disaster };
  const run = new Run({ ...what, stopsAtBreach: false });
  const commands = first.map((line) => {
    const read = parseScriptLine(line);
    if (isParseError(read) || read.type !== 'command') throw new Error(`not a command: ${line}`);
    return read.command;
  });
  run.go(commands);
  return run.lines;
}
