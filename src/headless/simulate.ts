/** `npm run simulate`: runs the simulator without a page. What it writes is in simulate-options. */
import '../checker/all.ts';
import '../i18n/all.ts';
import '../protocols/all.ts';
import '../recipes/all.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { assert } from '../lib/index.ts';
import { type EnsembleConfig, MS } from '../model/index.ts';
import { DEFAULT_PROTOCOL, PROTOCOLS } from '../protocols/index.ts';
import {
  complain,
  eventLine,
  explain,
  isParseError,
  joinZooCfgs,
  parseZooCfg,
  say,
} from '../script/index.ts';
import {
  type CustomScenario,
  complaintOf,
  follow,
  isMistake,
  load,
  MAX_RECORDING_BYTES,
  type Mistake,
  type Recording,
  replay,
  save,
  type Timeline,
  toJson,
  variantNames,
  zooCfgFor,
} from '../timeline/index.ts';
import { dataScenario } from './data-ensemble.ts';
import { dumpData } from './dump.ts';
import { Lines } from './lines.ts';
import {
  orAMinute,
  SIMULATE_USAGE,
  type SimulateOptions,
  simulateOptions,
} from './simulate-options.ts';
import { variantsOf } from './sweep/options.ts';
import { faultsFor } from './sweep/run-seed.ts';
import { ImpossibleError, statusOf } from './usage.ts';

/** What a run was made of, or what is wrong with a file that was named. */
function recordingFor(options: SimulateOptions): Recording {
  const { source } = options;
  const { seed, faults, variants, protocol } = options;
  assert(source.type !== 'dump', 'a dump is no run');
  if (source.type === 'recording') {
    const recording = right(source.file, load(read(source.file)));
    return withVariants(recording, [...(recording.variants ?? []), ...namesIn(recording, options)]);
  }
  const named = variantNames(protocol, variants);
  const commands =
    options.clients > 0
      ? [`@0 load ${options.clients} clients ${options.opsPerSecond} per second`]
      : [];
  const scenario = scenarioFor(source);
  const other = protocol === DEFAULT_PROTOCOL ? {} : { protocol: protocol.name };
  const plain = withVariants({ version: 1, scenario, seed, ...other, commands }, named);
  if (faults === 'none') return plain;
  const untilMs = orAMinute(options.untilMs);
  // The disasters look at the run: it is made once to write them down, and then replayed.
  const written = faultsFor(scenario, seed, commands, {
    ...{ protocol, untilMs, faults, variants },
  });
  return { ...plain, commands: written };
}

/** The variants that were asked for beside a recording: they are its protocol's. */
function namesIn(recording: Recording, { variantText }: SimulateOptions): readonly string[] {
  const protocol = PROTOCOLS[recording.protocol ?? DEFAULT_PROTOCOL.name] ?? DEFAULT_PROTOCOL;
  return variantNames(protocol, variantsOf(variantText, protocol));
}

function withVariants(recording: Recording, names: readonly string[]): Recording {
  return names.length === 0 ? recording : { ...recording, variants: names };
}

function scenarioFor(
  source: Exclude<SimulateOptions['source'], { readonly type: 'recording' | 'dump' }>,
): string | CustomScenario {
  if (source.type === 'ensemble' && source.servers === 3 && source.observers === 0)
    return 'default';
  if (source.type === 'data') {
    const given = source.zooCfg === null ? null : zooCfgOf(source.zooCfg);
    const scenario = dataScenario(source.folders, given);
    warned(scenario.zooCfg);
    return scenario;
  }
  const zooCfg =
    source.type === 'zoo-cfg' ? zooCfgOf(source.file) : zooCfgFor(source.servers, source.observers);
  const sids = warned(zooCfg).servers.map((server) => server.sid);
  return { zooCfg, setup: [`start ${sids.join(' ')}`] };
}

/** What a zoo.cfg says; what a person should know of it is said. */
function warned(zooCfg: string): EnsembleConfig {
  const parsed = parseZooCfg(zooCfg);
  if (isParseError(parsed)) throw new ImpossibleError(`zoo.cfg: ${say(parsed.what, 'en')}`);
  for (const notice of parsed.notices) console.error(`warning: ${say(notice, 'en')}`);
  return parsed.config;
}

/** The text of a zoo.cfg, or what several files make together. */
function zooCfgOf(files: string): string {
  const joined = joinZooCfgs(files.split(',').map((name) => ({ name, text: read(name) })));
  if (typeof joined === 'string') return joined;
  throw new ImpossibleError(`${joined.file}: ${complain(joined.error, 'en')}`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImpossibleError(`${file} cannot be read: ${reason}`);
  }
}

function right<T extends object>(file: string, answer: T | Mistake): T {
  if (isMistake(answer)) throw new ImpossibleError(`${file}: ${complaintOf(answer, 'en')}`);
  return answer;
}

/** Runs; answers with how many invariants were violated. */
function run(timeline: Timeline, untilMs: number, options: SimulateOptions): number {
  const lines = options.events === null ? null : new Lines(options.events);
  let violations = 0;
  const last = follow(timeline, Math.round(untilMs * MS), ({ before, after, turn, breaches }) => {
    const at = after.world.now;
    turn.events.forEach((event, i) => {
      lines?.add(eventLine(before.events + i, at, event));
    });
    for (const { invariant, because } of breaches) {
      violations += 1;
      console.error(`${at / MS} ms: ${invariant}: ${explain(because, 'en')}`);
    }
    return true;
  });
  lines?.close();
  const { turns, events } = last;
  const summary = `${untilMs} ms, ${turns} turns, ${events} events, ${violations} violations`;
  if (options.events === '-') console.error(summary);
  else console.log(summary);
  return violations;
}

/** Writes a recording that whoever reads it accepts; a larger one is refused. */
function writeRecording(file: string, json: string): void {
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_RECORDING_BYTES) {
    const most = `at most ${MAX_RECORDING_BYTES} are accepted`;
    throw new ImpossibleError(
      `the recording would have ${bytes} bytes, ${most}: keep the folders instead`,
    );
  }
  writeFileSync(file, json);
}

function main(argv: readonly string[]): number {
  try {
    const options = simulateOptions(argv);
    if (options.source.type === 'dump') return dumpData(options.source.folder) === 0 ? 0 : 1;
    const recording = recordingFor(options);
    const timeline = right('the run', replay(recording));
    const untilMs = options.untilMs ?? orAMinute(recording.untilMs ?? null);
    if (options.recording !== null) {
      writeRecording(options.recording, toJson(save(timeline, Math.round(untilMs * MS))));
    }
    return run(timeline, untilMs, options) === 0 ? 0 : 1;
  } catch (error) {
    return statusOf(error, SIMULATE_USAGE);
  }
}

process.exitCode = main(process.argv.slice(2));
