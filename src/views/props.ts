import type { Place } from '../checker/index.ts';
import type { Language } from '../i18n/index.ts';
import type { Micros, ServerId, Zxid } from '../model/index.ts';
import type { Endpoint, World } from '../sim/index.ts';
import type { Alterable, Alteration, TimedEvent, Timeline } from '../timeline/index.ts';

export type { Language } from '../i18n/index.ts';
export type { TimedEvent } from '../timeline/index.ts';

/** A `violated` event, and the two things that disagree. */
export interface Violation extends TimedEvent {
  readonly places: readonly Place[];
}

/**
 * How far an entry of a log has come. Each stage includes the ones before it, but: what is
 * `committed` may not be on this disk; `unused` is on disk before a gap, and no restart reads it;
 * `kept` is in the tree of a server that cannot say whether it is committed.
 */
export type EntryStage =
  | 'received'
  | 'logged'
  | 'kept'
  | 'committed'
  | 'applied'
  | 'unused'
  /** No entry of the log: a snapshot that stands in the place of entries up to this one. */
  | 'snapshot';

/** What of a thing somebody points at: a sign, a number on its disk, an entry of its log. */
export type PointedPart =
  | { readonly type: 'role' | 'vote' | 'disk' }
  | { readonly type: 'promise'; readonly name: string }
  | { readonly type: 'entry'; readonly zxid: Zxid; readonly stage: EntryStage }
  | { readonly type: 'quorum'; readonly zxid: Zxid; readonly committed: boolean };

/** What somebody points at in one picture: the others light it, too. */
export interface Pointed {
  /** The number of an event; null: something that is no event. */
  readonly n: number | null;
  /** The id of a message. */
  readonly message: number | null;
  /** The servers and clients that it is about. */
  readonly ends: readonly Endpoint[];
  /** Absent: the thing as a whole. */
  readonly part?: PointedPart;
}

/** What every picture is drawn from: one moment of one branch, and what the person looks at. */
export interface Moment {
  readonly world: World;
  /**
   * Playback's clock: at or after world.now, before the next due thing. Messages are drawn by it.
   */
  readonly now: Micros;
  /** The latest events up to now, oldest first: as many as pictures of the moment need. */
  readonly events: readonly TimedEvent[];
  /** The run that it is a moment of, for whoever asks what was before; absent: nothing is known. */
  readonly timeline?: Timeline;
  /**
   * Every `violated` event of the branch up to now; absent: only those among `events` are known.
   */
  readonly violations?: readonly Violation[];
  /** What is pointed at; absent or null: nothing. */
  readonly pointed?: Pointed | null;
  /** The server or client that menus and inspector refer to. */
  readonly selected: Endpoint | null;
  /** The server whose database the tree and the ward show. */
  readonly observed: ServerId;
  /** What a lesson is about just now, by the names that lessons use (`server 3`, `znode /a`). */
  readonly lit?: ReadonlySet<string>;
  /** The kinds of things (`server`, `cell`) that a lesson asks for by pointing; absent: none. */
  readonly asks?: ReadonlySet<string>;
  /** The rules behind events are kept back: a lesson is still asking for them. */
  readonly quiet?: boolean;
  /** The verbs of what may be offered, where a lesson limits it; absent or null: everything. */
  readonly offered?: ReadonlySet<string> | null;
}

/** A person's mistake, said in the person's language; null: done. */
export type Complaint = string | null;

/** What a picture may do: nothing but say script lines, select things and move the playhead. */
export interface ViewActions {
  /** Performs one line of the script language now. */
  readonly act: (line: string) => Complaint;
  readonly select: (end: Endpoint | null) => void;
  readonly observe: (sid: ServerId) => void;
  readonly seek: (at: Micros) => void;
  /** Points at something, or at nothing any more. */
  readonly point?: (pointed: Pointed | null) => void;
  /** Answers a lesson that asks for a thing, by the name that lessons use. */
  readonly answer?: (thing: string) => void;
  /** Shows what made a thing what it is, and the way back to the command that began it. */
  readonly why?: (thing: Pointed) => void;
  /**
   * What somebody may mean who types a line where it is not understood: by which word it is found
   * among all that can be done, and its name; null: nothing.
   */
  readonly sought?: (line: string) => { readonly word: string; readonly name: string } | null;
  /** The same run, but for one thing, beside this one; null: for what cannot be otherwise. */
  readonly alter?: (what: Alterable | null, alteration: Alteration) => Complaint;
}

export interface ViewProps {
  readonly moment: Moment;
  readonly actions: ViewActions;
  readonly language: Language;
}
