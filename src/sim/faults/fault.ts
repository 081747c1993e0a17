import type { Dice } from '../../lib/index.ts';
import type { ClientName, ServerId } from '../../model/index.ts';
import type { Command, Endpoint } from '../commands.ts';
import type { WorldDraft } from '../draft.ts';
import type { HoldRule, World } from '../world.ts';

/** The words of a line behind the command's own; what does not fit is refused by whoever reads. */
export interface LineReader {
  /** Whether words are left. */
  readonly more: boolean;
  sid(): ServerId;
  /** Server numbers as far as there are any, at least so many. */
  sids(least: 0 | 1): readonly ServerId[];
  client(): ClientName;
  choice<T extends string>(known: readonly T[]): T;
  /** Whole milliseconds. */
  ms(): number;
  expect(word: string): void;
  skip(word: string): boolean;
  /** Two ends that can be connected, and whether an arrow stood between them. */
  ends(arrow: 'never' | 'maybe' | 'always'): {
    readonly from: Endpoint;
    readonly to: Endpoint;
    readonly oneWay: boolean;
  };
  stream(): HoldRule;
}

/** What a person points at. A message is on its way, or held (`waits` 0), or waits behind it. */
export type Target =
  | { readonly type: 'server'; readonly sid: ServerId }
  | { readonly type: 'client'; readonly name: ClientName }
  | { readonly type: 'link'; readonly a: ServerId; readonly b: ServerId }
  | {
      readonly type: 'message';
      readonly id: number;
      readonly from: Endpoint;
      readonly to: Endpoint;
      readonly message: string;
      readonly waits: number | null;
    }
  | { readonly type: 'ensemble' };

/** Why something cannot be done now. */
export type Hindrance = 'down' | 'up' | 'noConnection';

/**
 * Something that can be done to a target. `text` names its words (`faults.` in the catalogues),
 * `command` does it; with `page` it opens more of the kind, with `why` it cannot be done now.
 */
export interface Deed<Text extends string = string, C = Command> {
  readonly text: Text;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly command?: C;
  readonly danger?: boolean;
  readonly why?: Hindrance | null;
  readonly page?: readonly Deed<Text, C>[];
}

/** A disaster by chance: what is done at once, and what ends it some time later. */
export interface Mischief {
  readonly commands: readonly Command[];
  readonly mends: readonly Command[];
  /** Each of `mends` comes at a time of its own, so servers are back in any order. */
  readonly apart?: boolean;
}

/** One way in which chance uses a fault; null where the world offers nothing to hurt. */
export interface Mishap {
  /** How often it is among the faults that hurt one thing at a time and are wholly undone. */
  readonly gentle: number;
  /** How often it is among all of them. */
  readonly chaos: number;
  readonly cause: (dice: Dice, world: World) => Mischief | null;
}

/**
 * A fault, or what ends one, whole: how it is written, what it does, what mends it, where it is
 * offered, which key does it and how chance uses it. Its words stand in `i18n/en/faults.ts` under
 * its name: `crash`, `crash.find` (what people type who look for it), and each of
 * `More`, `crash.key`.
 */
export interface Fault<C extends { readonly type: string }, More extends string = never> {
  /** How it is written in a script; the same in every language. */
  readonly usage: string;
  readonly read: (line: LineReader) => C;
  /** What stands behind its word: `read` makes the same command of it. */
  readonly print: (command: C) => readonly (string | number)[];
  /** Carries it out whole or, told as `refused`, not at all. */
  readonly act: (d: WorldDraft, command: C) => void;
  /** What ends it; nothing where it is over at once, or is itself an end. */
  readonly mend: (command: C, world: World) => readonly Command[];
  /** In menus and the palette. */
  readonly offers: (
    target: Target,
    world: World,
  ) => readonly Deed<C['type'] | `${C['type']}.${More}`, C>[];
  /** As `KeyboardEvent.key`; null: no key. */
  readonly key: FaultKey<`${C['type']}.${More}`> | null;
  /** Empty: chance leaves it alone. */
  readonly mischief: readonly Mishap[];
}

/** Whom a key is meant for: the chosen server, or else the one that leads. */
export interface Aim {
  readonly subject: ServerId;
  readonly leader: ServerId | null;
}

/** A key of a fault: its words, and what it does; null: nothing, as the world is. */
export interface FaultKey<Text extends string = string> {
  readonly press: string;
  readonly text: Text;
  readonly aim: (aim: Aim, world: World) => Command | null;
}
