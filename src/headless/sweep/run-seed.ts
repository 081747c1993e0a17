import type { Breach } from '../../checker/index.ts';
import { type Micros, MS, type ServerId } from '../../model/index.ts';
import { DEFAULT_PROTOCOL } from '../../protocols/index.ts';
import type { Protocol, Service } from '../../replica/index.ts';
import { isParseError, parseScriptLine } from '../../script/index.ts';
import type { World } from '../../sim/index.ts';
import {
  type CustomScenario,
  isMistake,
  type Opening,
  openingOf,
  type Recording,
  variantNames,
} from '../../timeline/index.ts';
import type { Covered } from './coverage.ts';
import { Disaster } from './disaster.ts';
import { ensembleFor, type FaultKind } from './ensemble.ts';
import { ETCD_CLIENTS } from './etcd-clients.ts';
import { operated } from './operator.ts';
import { PATIENTS } from './patients.ts';
import { Run } from './run.ts';
import type { WorkloadOf } from './workload.ts';

/** What a run of one seed is made of. */
export interface SeedOptions {
  readonly protocol?: Protocol;
  /** Etcd's members and clients; ZooKeeper's servers and clients without it. */
  readonly service?: Service | undefined;
  /** Of etcd: its members come and go. */
  readonly isChanging?: boolean;
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

function opened(scenario: string | CustomScenario): Opening {
  const opening = openingOf(scenario);
  if (isMistake(opening)) throw new Error(`no scenario: ${JSON.stringify(opening)}`);
  return opening;
}

/** The servers that the setup starts: of others, nobody expects anything. */
function startedIn({ setup }: Opening): readonly ServerId[] {
  return setup.flatMap(({ command }) => (command.type === 'start' ? command.servers : []));
}

const etcdClients = ({ isChanging }: SeedOptions): WorkloadOf =>
  isChanging ? operated(ETCD_CLIENTS) : ETCD_CLIENTS;

/** Runs one seed until its time is up or an invariant is broken. */
export function runSeed(seed: number, options: SeedOptions): SeedReport {
  const scenario = ensembleFor(seed, options.servers, options.observers, options.faults);
  const opening = opened(scenario);
  const { variants, untilMs, protocol = DEFAULT_PROTOCOL, service } = options;
  const clients = service === undefined ? PATIENTS : etcdClients(options);
  const disaster = new Disaster(seed, options.faults, startedIn(opening), true, clients);
  const what = { protocol, service, opening, seed, variants, untilMs, disaster };
  const run = new Run({ ...what, stopsAtBreach: true });
  let crash: string | null = null;
  try {
    run.go();
  } catch (error) {
    crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { world, breaches, covered, lines } = run;
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
  scenario: string | CustomScenario,
  seed: number,
  first: readonly string[],
  options: Pick<SeedOptions, 'protocol' | 'untilMs' | 'faults' | 'variants'>,
): readonly string[] {
  const opening = opened(scenario);
  const disaster = new Disaster(seed, options.faults, startedIn(opening), false);
  const { variants, untilMs, protocol = DEFAULT_PROTOCOL } = options;
  const what = { protocol, opening, seed, variants, untilMs, disaster };
  const run = new Run({ ...what, stopsAtBreach: false });
  const commands = first.map((line) => {
    const read = parseScriptLine(line);
    if (isParseError(read) || read.type !== 'command') throw new Error(`not a command: ${line}`);
    return read.command;
  });
  run.go(commands);
  return run.lines;
}
