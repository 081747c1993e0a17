import type { Micros, ServerId } from '../model/index.ts';
import type { Command, Endpoint, Flight, SimEvent } from '../sim/index.ts';
import { isActivity } from './activity.ts';
import { causesIn } from './causes.ts';
import { coneOf } from './chains.ts';
import { type Mistake, mistake } from './mistake.ts';
import type { Past } from './remembered.ts';
import { branchOf, pastBetween } from './timeline.ts';
import type { TimedCommand, Timeline } from './types.ts';

/**
 * What is to be otherwise about one thing: it never happens; it comes before what was under way at
 * the same time; it comes after what came next.
 */
export type Alteration = 'without' | 'first' | 'later';

/**
 * What of a run can be otherwise: an arrival, the end of an fsync (an event, at its number), or
 * what someone did (a command).
 */
export type Alterable = { readonly at: Micros } & (
  | { readonly n: number; readonly event: SimEvent; readonly command: null }
  | { readonly event: null; readonly command: Command }
);

/** Commands that are taken out of a run, and those that are put in. */
export interface CommandEdit {
  readonly drop: readonly TimedCommand[];
  readonly add: readonly TimedCommand[];
}

/** How far around an event is looked for what it competes with, and how late `later` is at most. */
const AROUND: Micros = 1_000_000;
/** An fsync of an hour never ends. */
const NEVER_MS = 3_600_000;

function flightOf({ cause }: Past): Flight | null {
  return 'sentAt' in cause ? cause : null;
}

/** The server whose fsync was done. */
function flushedBy({ cause }: Past): ServerId | null {
  return cause.type === 'flushed' ? cause.server : null;
}

/** A run around one of its turns. */
class Surroundings {
  readonly turns: readonly Past[];
  readonly #commands: readonly TimedCommand[];
  readonly #causes: ReturnType<typeof causesIn>;

  constructor(timeline: Timeline, at: Micros) {
    this.turns = pastBetween(timeline, Math.max(0, at - AROUND), at + AROUND, Infinity);
    this.#commands = branchOf(timeline).commands;
    this.#causes = causesIn(this.turns);
  }

  /** The turn that does what is to be otherwise. */
  turnOf(what: Alterable): Past | undefined {
    if (what.command === null) return this.turnMeantBy(what.n);
    return this.turns.find(({ at, cause }) => cause === what.command && at === what.at);
  }

  /** The turn that a person means by an event: of a sending, the arrival. */
  turnMeantBy(n: number): Past | undefined {
    const own = this.turns.find((turn) => n >= turn.n && n < turn.n + turn.events.length);
    const event = own?.events[n - own.n];
    if (event?.type !== 'messageSent') return own;
    return this.turns.find((turn) =>
      turn.events.some((one) => one.type === 'messageDelivered' && one.id === event.id),
    );
  }

  /** The command that a turn carried out, if a person gave it. */
  given({ at, cause }: Past): TimedCommand | undefined {
    return this.#commands.find((one) => one.command === cause && one.at === at);
  }

  /** Whether a turn is an arrival, an fsync or a command: what can be held up, or left out. */
  isAlterable(turn: Past): boolean {
    if (this.given(turn) !== undefined) return true;
    return (flightOf(turn) !== null || flushedBy(turn) !== null) && turn.events.some(isActivity);
  }

  /** Whether one turn was among what another followed from. */
  isCause(before: Past, of: Past): boolean {
    const cone = coneOf(this.#causes, of.n);
    return before.events.some((_, i) => cone.has(before.n + i));
  }

  /** When what a turn ended began: a message was sent, an fsync was asked for. */
  begin(turn: Past): Micros {
    const flight = flightOf(turn);
    if (flight !== null) return flight.sentAt;
    const server = flushedBy(turn);
    const earlier = this.turns.filter((one) => one.n < turn.n);
    const last = earlier.filter((one) => flushedBy(one) === server).at(-1);
    const written = this.#causes.get(turn.n)?.from[0];
    const wrote = earlier.filter((one) => written !== undefined && one.n <= written).at(-1);
    // One fsync at a time: what is written meanwhile waits for the next (group commit).
    return Math.max(last?.at ?? 0, wrote?.at ?? turn.at - 1);
  }

  /** Lets what a turn does happen at `until` at the soonest; null: never. */
  postponed(turn: Past, until: Micros | null): CommandEdit {
    const given = this.given(turn);
    if (given !== undefined) {
      return { drop: [given], add: until === null ? [] : [{ ...given, at: until }] };
    }
    const flight = flightOf(turn);
    if (flight !== null) return { drop: [], add: stopped(flight, turn.at, until) };
    const server = flushedBy(turn) as ServerId;
    const begin = this.begin(turn);
    const fsyncMs = until === null ? NEVER_MS : Math.max(1, Math.ceil((until - begin) / 1000));
    const slow = (at: Micros, ms: number): TimedCommand => {
      const command: Command = { type: 'disk', server, fsyncMs: ms };
      return { at: Math.max(0, at), command };
    };
    // Only this fsync: the next is as quick as ever.
    return { drop: [], add: [slow(begin - 1, fsyncMs), slow(begin, 0)] };
  }

  /** What was under way with a turn and came before it: at the same process, if anything was. */
  rivals(turn: Past): readonly Past[] {
    const from = this.given(turn) === undefined ? this.begin(turn) : turn.at - AROUND;
    const rivals = this.turns.filter(
      (one) =>
        one.at < turn.at &&
        one.at >= from &&
        this.isAlterable(one) &&
        !isSameStream(one, turn) &&
        !this.isCause(one, turn),
    );
    return preferred(rivals, turn);
  }

  /** What comes next after a turn and does not follow from it: at the same process if possible. */
  next(turn: Past): Past | undefined {
    const later = this.turns.filter(
      (one) =>
        one.at > turn.at &&
        this.isAlterable(one) &&
        !isSameStream(one, turn) &&
        !this.isCause(turn, one),
    );
    return preferred(later, turn)[0];
  }
}

function placeOf(turn: Past): Endpoint | null {
  return flightOf(turn)?.to ?? flushedBy(turn);
}

function preferred(turns: readonly Past[], like: Past): readonly Past[] {
  const same = turns.filter((one) => placeOf(one) === placeOf(like));
  return same.length > 0 ? same : turns;
}

/** Nothing is overtaken within a stream. */
function isSameStream(a: Past, b: Past): boolean {
  const [x, y] = [flightOf(a), flightOf(b)];
  return x !== null && y !== null && x.from === y.from && x.to === y.to;
}

/** Stops the stream at a message when it is about to arrive, and lets it go on at `until`. */
function stopped(
  { from, to, message }: Flight,
  arrives: Micros,
  until: Micros | null,
): readonly TimedCommand[] {
  const at = Math.max(0, arrives - 1);
  if (typeof from === 'number' && typeof to === 'number') {
    const stream = { message: message.type, from, to };
    const held: TimedCommand = { at, command: { type: 'hold', ...stream } };
    if (until === null) return [held];
    return [held, { at: until, command: { type: 'release', ...stream } }];
  }
  const cut: TimedCommand = { at, command: { type: 'cut', from, to, oneWay: true } };
  if (until === null) return [cut];
  return [cut, { at: until, command: { type: 'heal', between: [from, to] } }];
}

/**
 * What would be otherwise if event `n`, at `at`, were: what set it off. Null: neither an arrival
 * nor an fsync nor anybody's command did.
 */
export function alterableAt(timeline: Timeline, n: number, at: Micros): Alterable | null {
  const around = new Surroundings(timeline, at);
  const turn = around.turnMeantBy(n);
  if (turn === undefined || !around.isAlterable(turn)) return null;
  const given = around.given(turn);
  if (given !== undefined) return { ...given, event: null };
  const i = turn.events.findIndex(({ type }) => type === 'messageDelivered');
  const event = turn.events[Math.max(0, i)];
  // What holds a message is somebody's command, and not what sent it.
  if (event === undefined || event.type === 'messageHeld') return null;
  return { at: turn.at, n: turn.n + Math.max(0, i), event, command: null };
}

/** A command that someone gave in the current branch; null: it is the scenario's. */
export function alterableCommand(timeline: Timeline, command: Command): Alterable | null {
  const given = branchOf(timeline).commands.find((one) => one.command === command);
  return given === undefined ? null : { ...given, event: null };
}

/** The commands that make a run otherwise in one thing. A mistake says why that cannot be. */
export function editFor(
  timeline: Timeline,
  what: Alterable,
  alteration: Alteration,
): CommandEdit | Mistake {
  const around = new Surroundings(timeline, what.at);
  const turn = around.turnOf(what);
  if (turn === undefined || !around.isAlterable(turn)) return mistake('recordings.alter.nothing');
  if (alteration === 'without') return around.postponed(turn, null);
  if (alteration === 'later') {
    return around.postponed(turn, (around.next(turn)?.at ?? turn.at + AROUND) + 1);
  }
  const rivals = around.rivals(turn);
  const last = rivals.at(-1);
  if (last === undefined) return mistake('recordings.alter.alone');
  if (around.given(turn) !== undefined) return around.postponed(turn, Math.max(0, last.at - 1));
  const edits = rivals.map((one) => around.postponed(one, turn.at + 1));
  return {
    drop: edits.flatMap(({ drop }) => drop),
    add: edits.flatMap(({ add }) => add),
  };
}

/** The commands of a run with an edit, in order of time. */
export function edited(
  commands: readonly TimedCommand[],
  { drop, add }: CommandEdit,
): readonly TimedCommand[] {
  const kept = commands.filter((one) => !drop.includes(one));
  return [...kept, ...add].sort((a, b) => a.at - b.at);
}

/** From when on an edit makes a difference. */
export function startOf({ drop, add }: CommandEdit): Micros {
  return Math.min(...[...drop, ...add].map(({ at }) => at));
}
