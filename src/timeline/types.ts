import type { Breach, Ledger } from '../checker/index.ts';
import type { ChunkedLog } from '../lib/index.ts';
import type { Micros, ServerId } from '../model/index.ts';
import type { Protocol, VariantSwitches } from '../replica/index.ts';
import type { Command, Scenario, SimEvent, Turn, World } from '../sim/index.ts';
import type { BeatLog } from './beats.ts';
import type { Engine } from './engine.ts';

/** A command and the virtual time at which it was given. */
export interface TimedCommand {
  readonly at: Micros;
  readonly command: Command;
}

/** An event with its number in the run and the virtual time at which it happened. */
export interface TimedEvent {
  readonly n: number;
  readonly at: Micros;
  readonly event: SimEvent;
}

/**
 * A scenario ready to run: what a world is created from, and what is done to it before anybody
 * acts. `spec` is how recordings write it down: a built-in's name, or the text it was made of.
 */
export interface Opening {
  readonly spec: string | CustomScenario;
  readonly scenario: Scenario;
  /** In order of time; performed before a person's commands of the same time. */
  readonly setup: readonly TimedCommand[];
}

/** A scenario that travels in a recording: the text of a zoo.cfg, and lines of script. */
export interface CustomScenario {
  readonly zooCfg: string;
  readonly setup: readonly string[];
  /** What lies on the servers' disks: their folders in a zip archive, in base64. */
  readonly disks?: string;
  /** Etcd's members are given the same (`pair/`); whoever has none of them shows ZooKeeper's. */
  readonly sides?: 'both';
}

/** A point of a run: a world, what was recorded of its past, and how much came before it. */
export interface RunPoint {
  readonly world: World;
  /** The checker's ghost record of everything before; null where nobody reads along. */
  readonly ledger: Ledger | null;
  readonly turns: number;
  readonly events: number;
  readonly setupDone: number;
  readonly commandsDone: number;
}

/** What one turn did to a run. */
export interface JudgedTurn {
  readonly before: RunPoint;
  /** Its events end with `violated` for each breach. */
  readonly turn: Turn;
  /** What the turn broke, with the two things that disagree; also when events are not recorded. */
  readonly breaches: readonly Breach[];
  readonly after: RunPoint;
}

/** A leader's reign: from its establishment to its end, as the timeline draws bands. */
export interface Reign {
  readonly server: ServerId;
  readonly epoch: number;
  readonly from: Micros;
  /** Null while it lasts. */
  readonly to: Micros | null;
}

/** Something the timeline marks besides the commands, which the branch has already. */
export type Mark =
  | {
      readonly type: 'leaderEstablished' | 'leaderLost';
      readonly at: Micros;
      readonly n: number;
      readonly server: ServerId;
      readonly epoch: number;
    }
  | {
      readonly type: 'violated';
      readonly at: Micros;
      readonly n: number;
      readonly invariant: string;
      readonly breach: Breach;
    };

/** What has been computed of a branch: moments kept at a stride, the latest, and the marks. */
export interface Track {
  readonly kept: ChunkedLog<RunPoint>;
  readonly stride: number;
  readonly tip: RunPoint;
  /** When something other than a sign of life happened, turn by turn. */
  readonly beats: BeatLog;
  readonly marks: ChunkedLog<Mark>;
  /** Leaders that reign at the tip. */
  readonly reigning: readonly { readonly server: ServerId; readonly epoch: number }[];
}

/** A person's note at a time of a branch. */
export interface Bookmark {
  readonly at: Micros;
  readonly name: string;
}

/** One course of events: the commands from the root on, and what has been computed of them. */
export interface Branch {
  readonly id: number;
  /** Given by a person; empty: known by its number. */
  readonly name: string;
  /** The branch it left, and when; null for the first one. */
  readonly parent: { readonly branch: number; readonly at: Micros } | null;
  /** In order of time; all of them, also those inherited from the parent. */
  readonly commands: readonly TimedCommand[];
  readonly bookmarks: readonly Bookmark[];
  /** Everything due at or before this time has been carried out. */
  readonly end: Micros;
  readonly track: Track;
}

/** A run in all its branches. Immutable. */
export interface Timeline {
  readonly engine: Engine;
  readonly protocol: Protocol;
  readonly opening: Opening;
  readonly seed: number;
  readonly variants: VariantSwitches;
  /** In the order in which they came into being. */
  readonly branches: readonly Branch[];
  /** The id of the branch that is shown. */
  readonly current: number;
  readonly nextBranch: number;
}

/** What `stepFrom` goes by. Pings count for `turn` only. */
export type StepUnit =
  /** The next thing that is carried out, whatever it is. */
  | 'turn'
  /** The next turn in which something happened. */
  | 'event'
  /** The next arrival of a message. */
  | 'hop'
  /** The next change of somebody's state or phase, or an establishment. */
  | 'phase';

/** When `runUntil` stops: what script's `run until` says. */
export type Until =
  | {
      readonly type: 'until';
      /**
       * `leader`: a quorum acknowledges a leader's NEWLEADER. `commit`: a leader commits a
       * transaction. `quiet`: nothing but timers and pings happens for a tick. `serving`: every
       * running server serves clients.
       */
      readonly until: 'leader' | 'commit' | 'quiet' | 'serving';
    }
  /** A message of this type leaves `from` for `to`. */
  | {
      readonly type: 'until-message';
      readonly message: string;
      readonly from: ServerId;
      readonly to: ServerId;
    };

/** Where a search ended; `met` false: at a limit, or nothing is due any more. */
export interface Found {
  readonly at: Micros;
  readonly met: boolean;
}
