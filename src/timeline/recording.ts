import * as v from 'valibot';
import type { Micros } from '../model/index.ts';
import { DEFAULT_PROTOCOL, PROTOCOLS } from '../protocols/index.ts';
import type { Protocol, VariantSwitches } from '../replica/index.ts';
import { printCommand, printTimed } from '../script/index.ts';
import type { Engine } from './engine.ts';
import { MAX_COMMANDS, MAX_MICROS, MAX_RECORDING_BYTES } from './limits.ts';
import { isMistake, type Mistake, mistake } from './mistake.ts';
import { openingOf, timedCommands } from './opening.ts';
import { beginWith, branchOf } from './timeline.ts';
import type { CustomScenario, Opening, TimedCommand, Timeline } from './types.ts';

/**
 * A run as a file or a link: what it began with, and one branch's commands from the root on, each a
 * line of script with its virtual time (`@12841.203 crash 3`). `untilMs`: how far it was carried
 * out; a replay goes on from there as well.
 */
export interface Recording {
  readonly version: 1;
  readonly scenario: string | CustomScenario;
  readonly seed: number;
  /** Absent: the one that a run has unless it says otherwise. */
  readonly protocol?: string;
  /** Variants of the protocol that are on; absent: none. */
  readonly variants?: readonly string[];
  readonly commands: readonly string[];
  readonly untilMs?: number;
  /** What was seen of it by then, as `seenAt` tells it: whether a replay leads to the same. */
  readonly seen?: string;
  /** The same of its other side, where it has one. */
  readonly seenBeside?: string;
  /** Who hands it back, as an answer to a run that they were given; it may be empty. */
  readonly by?: string;
}

const SEEN = /^\d{1,9}-[\da-f]{8}$/;
const MOST_NAME = 40;
const Lines = v.array(v.string());
const Shape = v.object({
  version: v.literal(1),
  scenario: v.union([
    v.string(),
    v.object({
      ...{ zooCfg: v.string(), setup: Lines, disks: v.optional(v.string()) },
      sides: v.optional(v.string()),
    }),
  ]),
  seed: v.pipe(v.number(), v.safeInteger()),
  // Asked for anew each time: more protocols may have come.
  protocol: v.optional(v.lazy(() => v.picklist(Object.keys(PROTOCOLS)))),
  variants: v.optional(Lines),
  commands: Lines,
  untilMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_MICROS / 1000))),
  seen: v.optional(v.pipe(v.string(), v.regex(SEEN))),
  seenBeside: v.optional(v.pipe(v.string(), v.regex(SEEN))),
  by: v.optional(v.pipe(v.string(), v.maxLength(MOST_NAME))),
});

/** What each part of a recording has to be, as JSON writes it: the same in every language. */
const EXPECTED: Readonly<Record<string, string>> = {
  version: '1',
  scenario: '"default" | { "zooCfg": "…", "setup": ["…"] }',
  'scenario.zooCfg': '"…"',
  'scenario.setup': '["…"]',
  'scenario.disks': '"…"',
  'scenario.sides': '"both"',
  seed: '0, 1, -1 …',
  variants: '["commitAlone"]',
  commands: '["…"]',
  untilMs: `0 … ${MAX_MICROS / 1000}`,
  seen: '"4711-09abcdef"',
  seenBeside: '"4711-09abcdef"',
  by: `"…" (0 … ${MOST_NAME})`,
};

/** The names of the variants that are on, in the order in which they are listed. */
export function variantNames(protocol: Protocol, variants: VariantSwitches): readonly string[] {
  return Object.keys(protocol.variants).filter((name) => variants[name] === true);
}

/** The current branch as a recording; `until`: the time up to which it was carried out. */
export function save(timeline: Timeline, until?: Micros): Recording {
  const { protocol } = timeline;
  const variants = variantNames(protocol, timeline.variants);
  const recording: Recording = {
    version: 1,
    scenario: timeline.opening.spec,
    seed: timeline.seed,
    ...(protocol === DEFAULT_PROTOCOL ? {} : { protocol: protocol.name }),
    ...(variants.length > 0 ? { variants } : {}),
    commands: branchOf(timeline).commands.map((timed) =>
      printTimed(timed.at, printCommand(timed.command)),
    ),
  };
  return until === undefined ? recording : { ...recording, untilMs: until / 1000 };
}

/** Whether etcd's members are given what ZooKeeper's servers are. */
export function hasTwoSides({ opening: { spec } }: Timeline): boolean {
  return typeof spec !== 'string' && spec.sides === 'both';
}

/** The same run, and etcd's members are given what ZooKeeper's servers are. */
export function withTwoSides(timeline: Timeline): Timeline {
  const { spec } = timeline.opening;
  if (typeof spec === 'string' || spec.sides === 'both') return timeline;
  return { ...timeline, opening: { ...timeline.opening, spec: { ...spec, sides: 'both' } } };
}

/** A recording as the text of a file. */
export function toJson(recording: Recording): string {
  return `${JSON.stringify(recording, null, 2)}\n`;
}

/**
 * Reads a recording. What is not a valid one is answered with a sentence that says where it is
 * wrong; nothing of it is run or evaluated before all of it is checked.
 */
export function load(text: string): Recording | Mistake {
  // No character takes less than a byte, so a long text need not be encoded to be refused.
  const bytes =
    text.length > MAX_RECORDING_BYTES ? text.length : new TextEncoder().encode(text).length;
  if (bytes > MAX_RECORDING_BYTES) {
    return mistake('recordings.file.tooLarge', { bytes, most: MAX_RECORDING_BYTES });
  }
  const json = parseJson(text);
  if ('mistake' in json) return json.mistake;
  return check(json.value);
}

/** Whether a value, from wherever it came, is a recording in all its parts. */
export function check(value: unknown): Recording | Mistake {
  if (Array.isArray(value)) return notAnObject();
  const version = versionOf(value);
  if (version !== null) return mistake('recordings.file.version', { version });
  const parsed = v.safeParse(Shape, value);
  if (!parsed.success) return shapeMistake(parsed.issues[0]);
  const given = Object.entries(parsed.output).filter(([, value]) => value !== undefined);
  const recording = Object.fromEntries(given) as unknown as Recording;
  const wrong = variantMistake(recording) ?? sidesMistake(recording);
  if (wrong !== null) return wrong;
  const opened = openRecording(recording);
  return isMistake(opened) ? opened : recording;
}

function protocolOf({ protocol }: Recording): Protocol {
  return PROTOCOLS[protocol ?? DEFAULT_PROTOCOL.name] ?? DEFAULT_PROTOCOL;
}

/** The first variant that the recording's protocol does not have; null: it has them all. */
function variantMistake(recording: Recording): Mistake | null {
  const known = protocolOf(recording).variants;
  const { variants = [] } = recording;
  const at = variants.findIndex((name) => !Object.hasOwn(known, name));
  return at < 0 ? null : unknownName(`variants[${at}]`, variants[at] ?? '');
}

/** Sides that there are not. */
function sidesMistake({ scenario }: Recording): Mistake | null {
  const sides: string | undefined = typeof scenario === 'string' ? undefined : scenario.sides;
  return sides === undefined || sides === 'both' ? null : unknownName('scenario.sides', sides);
}

/** A name of another version: most likely a newer one, so what there is here would say nothing. */
function unknownName(where: string, name: string): Mistake {
  return mistake('recordings.file.unknown', { where, name: name.slice(0, MOST_NAME) });
}

/** The number of another version than ours; null: none, or ours. */
function versionOf(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('version' in value)) return null;
  const { version } = value;
  return typeof version === 'number' && version !== 1 ? version : null;
}

function parseJson(text: string): { readonly value: unknown } | { readonly mistake: Mistake } {
  try {
    return { value: JSON.parse(text) };
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : '';
    const at = /position (\d+)/.exec(said)?.[1];
    if (at === undefined) return { mistake: mistake('recordings.file.notJsonAnywhere') };
    return { mistake: mistake('recordings.file.notJson', { at: Number(at) + 1 }) };
  }
}

function notAnObject(): Mistake {
  return mistake('recordings.file.wrong', { where: 'JSON', expected: '{ … }' });
}

function shapeMistake(issue: v.BaseIssue<unknown>): Mistake {
  const path = (issue.path ?? []).map((item) => item.key);
  const where = path.reduce<string>(
    (name, key) =>
      typeof key === 'number' ? `${name}[${key}]` : name ? `${name}.${key}` : `${key}`,
    '',
  );
  if (where === '') return notAnObject();
  if (issue.input === undefined) return mistake('recordings.file.missing', { where });
  if (where === 'protocol') return unknownName(where, String(issue.input));
  const expected = EXPECTED[where.replace(/\[\d+\]/, '[]')] ?? '"…"';
  return mistake('recordings.file.wrong', { where, expected });
}

interface Opened {
  readonly opening: Opening;
  readonly commands: readonly TimedCommand[];
}

function openRecording(recording: Recording): Opened | Mistake {
  const opening = openingOf(recording.scenario);
  if (isMistake(opening)) return opening;
  const protocol = protocolOf(recording);
  if (opening.scenario.disks !== undefined && protocol.files === undefined) {
    return mistake('recordings.scenario.disksOf', { protocol: protocol.name });
  }
  const { length } = recording.commands;
  if (length > MAX_COMMANDS) {
    return mistake('recordings.commands.tooMany', { most: MAX_COMMANDS });
  }
  const commands = timedCommands(recording.commands, 'commands', null);
  if (isMistake(commands)) return commands;
  const late = commands.find((timed) => timed.at > MAX_MICROS);
  if (late !== undefined) {
    return mistake('recordings.time.outside', { ms: late.at / 1000, mostMs: MAX_MICROS / 1000 });
  }
  return { opening, commands };
}

/**
 * The run of a recording at its beginning: its commands are known and are carried out as it is
 * extended. Acting before its last command starts a branch.
 */
export function replayWith(engine: Engine, recording: Recording): Timeline | Mistake {
  const opened = openRecording(recording);
  if (isMistake(opened)) return opened;
  const variants = Object.fromEntries((recording.variants ?? []).map((name) => [name, true]));
  const { opening, commands } = opened;
  return beginWith(engine, opening, recording.seed, variants, commands, protocolOf(recording));
}
