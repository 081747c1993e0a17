import { disksIn } from '../datadir/index.ts';
import type { Micros } from '../model/index.ts';
import { isParseError, parseScriptLine, parseZooCfg } from '../script/index.ts';
import { isMistake, type Mistake, mistake } from './mistake.ts';
import { SCENARIOS } from './scenarios.ts';
import type { CustomScenario, Opening, TimedCommand } from './types.ts';

/** A scenario made ready: a built-in by its name, or one written out as a zoo.cfg and script. */
export function openingOf(spec: string | CustomScenario): Opening | Mistake {
  if (typeof spec === 'string') {
    const known = Object.hasOwn(SCENARIOS, spec) ? SCENARIOS[spec] : undefined;
    if (known === undefined) {
      const names = Object.keys(SCENARIOS).join(', ');
      return mistake('recordings.scenario.unknown', { name: spec.slice(0, 40), names });
    }
    const opening = openingOf(known);
    if (isMistake(opening)) return opening;
    return { ...opening, spec, scenario: { ...opening.scenario, name: spec } };
  }
  const read = parseZooCfg(spec.zooCfg);
  if (isParseError(read)) {
    return mistake('recordings.scenario.zooCfg', {}, read);
  }
  const setup = timedCommands(spec.setup, 'scenario.setup', 0);
  if (isMistake(setup)) return setup;
  const scenario = { name: 'custom', config: read.config, setup: [] };
  if (spec.disks === undefined) return { spec, scenario, setup };
  const disks = disksOf(spec.disks);
  if (disks === null) return mistake('recordings.scenario.disks');
  return { spec, scenario: { ...scenario, disks }, setup };
}

/** The disks that were read last: a recording is opened several times over, for each branch. */
let lastDisks: { readonly text: string; readonly disks: ReturnType<typeof disksIn> } | null = null;

function disksOf(text: string): ReturnType<typeof disksIn> {
  if (lastDisks?.text !== text) lastDisks = { text, disks: disksIn(text) };
  return lastDisks.disks;
}

/**
 * Lines of script as commands with their times, which never go back. A line without a time has the
 * time of the line before it; `first` is the time of such a first line, null: it has to have one.
 * `where` names the list in what is said of a mistake.
 */
export function timedCommands(
  lines: readonly string[],
  where: string,
  first: Micros | null,
): readonly TimedCommand[] | Mistake {
  const commands: TimedCommand[] = [];
  let last = first;
  for (const [i, line] of lines.entries()) {
    const place = `${where}[${i}]`;
    const read = parseScriptLine(line);
    if (isParseError(read)) {
      return mistake('recordings.line.wrong', { where: place, column: read.where }, read);
    }
    if (read.type !== 'command') {
      const word = line.trim().split(/\s+/).slice(0, 3).join(' ').slice(0, 40);
      return mistake('recordings.line.notCommand', { where: place, word });
    }
    const at = read.at ?? (first === null ? null : last);
    if (at === null) return mistake('recordings.line.noTime', { where: place });
    if (last !== null && at < last) return mistake('recordings.line.early', { where: place });
    commands.push({ at, command: read.command });
    last = at;
  }
  return commands;
}
