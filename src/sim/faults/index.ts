/**
 * Everything a person can do to a world, one object a file: how it is written, what it does, what
 * mends it, where it is offered, which key does it, how chance uses it. Script, menus, keys,
 * palette and sweep read this table and no other.
 */
import type { Command } from '../commands.ts';
import type { WorldDraft } from '../draft.ts';
import type { World } from '../world.ts';
import { type BreakCommand, breakLink } from './break.ts';
import { type BusyCommand, busy } from './busy.ts';
import { type ClientProcessCommand, clientFault } from './client.ts';
import { type CrashCommand, crash } from './crash.ts';
import { type CutCommand, cut } from './cut.ts';
import { type DelayCommand, delay } from './delay.ts';
import { type SlowDiskCommand, slowDisk } from './disk.ts';
import { type DropCommand, drop } from './drop.ts';
import { type DuplicateCommand, duplicate } from './duplicate.ts';
import type { Deed, Fault, FaultKey, Target } from './fault.ts';
import { type FreezeCommand, freeze } from './freeze.ts';
import { type HealCommand, heal } from './heal.ts';
import { type HoldCommand, hold } from './hold.ts';
import { type IsolateCommand, isolate } from './isolate.ts';
import { type PartitionCommand, partition } from './partition.ts';
import { type PowerLossCommand, powerLoss } from './power-loss.ts';
import { type ReleaseCommand, release } from './release.ts';
import { type ResumeCommand, resume } from './resume.ts';
import { type StartCommand, start } from './start.ts';
import { type WipeCommand, wipe } from './wipe.ts';

/** Everything a person can do to a world, and what ends it, in the order of menus. */
export const FAULTS = {
  start,
  crash,
  resume,
  freeze,
  'power-loss': powerLoss,
  partition,
  isolate,
  heal,
  cut,
  delay,
  release,
  hold,
  break: breakLink,
  drop,
  duplicate,
  disk: slowDisk,
  busy,
  wipe,
  client: clientFault,
};
export type FaultType = keyof typeof FAULTS;

/** Written out: taken from the table, it would need the types of all that stands in it first. */
export type FaultCommand =
  | BreakCommand
  | BusyCommand
  | ClientProcessCommand
  | CrashCommand
  | CutCommand
  | DelayCommand
  | DropCommand
  | DuplicateCommand
  | FreezeCommand
  | HealCommand
  | HoldCommand
  | IsolateCommand
  | PartitionCommand
  | PowerLossCommand
  | ReleaseCommand
  | ResumeCommand
  | SlowDiskCommand
  | StartCommand
  | WipeCommand;
type CommandOf<K extends FaultType> = Extract<FaultCommand, { readonly type: K }>;

type MoreIn<F> = F extends Fault<infer _, infer More> ? More : never;
/** Every name of words that faults need: `crash`, `crash.find`, `crash.key`. */
export type FaultText = {
  [K in FaultType]: K | `${K}.${'find' | MoreIn<(typeof FAULTS)[K]>}`;
}[FaultType];

/** Each stands under the word that its command begins with. */
const BY_TYPE: { readonly [K in FaultType]: Fault<CommandOf<K>, string> } = FAULTS;

export const FAULT_TYPES = Object.keys(FAULTS) as readonly FaultType[];

export function isFault(command: Command): command is FaultCommand {
  return Object.hasOwn(FAULTS, command.type);
}

/*
 * Casts below: that a command's type and the row found by it belong together is what `K` says, and
 * what the compiler does not see of a union.
 */

/** Carries a fault out. */
export function actFault<K extends FaultType>(d: WorldDraft, command: CommandOf<K>): void {
  BY_TYPE[command.type as K].act(d, command);
}

/** A fault as a line of script. */
export function printFault<K extends FaultType>(command: CommandOf<K>): string {
  return [command.type, ...BY_TYPE[command.type as K].print(command)].join(' ');
}

/** What can be done to a thing, in the order of menus. */
export function deedsFor(target: Target, world: World): readonly Deed<FaultText, FaultCommand>[] {
  const offered = (type: FaultType): readonly Deed<FaultText, FaultCommand>[] =>
    FAULTS[type].offers(target, world);
  return FAULT_TYPES.flatMap(offered);
}

/** Every deed that does something, pages opened. */
export function flatDeeds<D extends Deed<string, unknown>>(deeds: readonly D[]): readonly D[] {
  return deeds.flatMap((deed) => (deed.page ? flatDeeds(deed.page as readonly D[]) : [deed]));
}

/** The faults that a key does, in the order of menus. */
export const FAULT_KEYS: readonly (readonly [FaultType, FaultKey<FaultText>])[] =
  FAULT_TYPES.flatMap((type) => {
    const key: FaultKey<FaultText> | null = FAULTS[type].key;
    return key === null ? [] : [[type, key] as const];
  });
