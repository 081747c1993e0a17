import type { Breach } from '../../checker/index.ts';
import { type Micros, MS } from '../../model/index.ts';
import { DEFAULT_PROTOCOL, PROTOCOLS } from '../../protocols/index.ts';
import { isParseError, parseScriptLine, parseZooCfg } from '../../script/index.ts';
import { type Command, createWorld, type World } from '../../sim/index.ts';
import type { CustomScenario, Recording } from '../../timeline/index.ts';
import { JudgedDriver } from '../driver.ts';

interface Timed {
  readonly at: Micros;
  readonly line: string;
  readonly command: Command;
}

/** How often a recording is tried with something left out, at most. */
const MOST_TRIALS = 400;

function timed(line: string): Timed {
  const read = parseScriptLine(line);
  if (isParseError(read) || read.type !== 'command') throw new Error(`not a command: ${line}`);
  return { at: read.at ?? 0, line, command: read.command };
}

/** A run in which one invariant is to break. */
class Retold extends JudgedDriver {
  found = false;
  private readonly invariant: string;

  constructor(world: World, invariant: string) {
    super(world);
    this.invariant = invariant;
  }

  protected override broken(breaches: readonly Breach[]): void {
    this.found = breaches.some((breach) => breach.invariant === this.invariant);
  }
}

/** When a run of these commands breaks the invariant; null: it does not before `until`. */
function breaks(
  recording: Recording,
  commands: readonly Timed[],
  variants: World['variants'],
  invariant: string,
  until: Micros,
): Micros | null {
  const spec = recording.scenario as CustomScenario;
  const read = parseZooCfg(spec.zooCfg);
  if (isParseError(read)) return null;
  const scenario = { name: 'custom', config: read.config, setup: [] };
  const protocol = PROTOCOLS[recording.protocol ?? DEFAULT_PROTOCOL.name] ?? DEFAULT_PROTOCOL;
  const world = createWorld(protocol, scenario, recording.seed, variants);
  const trial = new Retold(world, invariant);
  for (const line of spec.setup) trial.attempt(timed(line).command);
  let next = 0;
  while (!trial.found) {
    const given = commands[next];
    if (trial.turn(Math.min(given?.at ?? Infinity, until)) !== null) continue;
    if (given === undefined || given.at > until) return null;
    next += 1;
    trial.idle(given.at);
    trial.attempt(given.command);
  }
  return trial.world.now;
}

function nextSize(size: number, length: number, before: number): number {
  return size > 1 ? size >> 1 : Number(length < before);
}

/**
 * A failing recording with as few commands as still break the same invariant: pieces are left out,
 * large ones first, as long as it fails without them.
 */
export function shrink(
  recording: Recording,
  variants: World['variants'],
  invariant: string,
): Recording {
  let kept = recording.commands.map(timed);
  let until = Math.ceil((recording.untilMs ?? 0) * MS);
  let trials = 0;
  let before = -1;
  // Halves, quarters … single commands; and again, as long as that takes something away.
  for (let size = kept.length >> 1; size >= 1; size = nextSize(size, kept.length, before)) {
    before = kept.length;
    for (let from = 0; from < kept.length && trials < MOST_TRIALS; ) {
      const without = [...kept.slice(0, from), ...kept.slice(from + size)];
      trials += 1;
      const at = breaks(recording, without, variants, invariant, until);
      if (at === null) {
        from += size;
        continue;
      }
      kept = without.filter((one) => one.at <= at);
      until = at;
    }
  }
  return { ...recording, commands: kept.map((one) => one.line), untilMs: until / MS };
}
