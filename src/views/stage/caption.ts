import type { Micros } from '../../model/index.ts';
import type { Endpoint, SimEvent } from '../../sim/index.ts';
import { isActivity } from '../../timeline/index.ts';
import { breachesAt, endsOfBreach } from '../inspector/breach.ts';
import type { Moment, Pointed, TimedEvent } from '../props.ts';
import { reasonOf } from './why.ts';

/** The sentence beside the thing: which event, and what it is about. */
export interface CaptionShape {
  readonly timed: TimedEvent;
  /** One end, or the two ends of a link. */
  readonly about: readonly Endpoint[];
  /** Somebody points at a thing, and this is the answer: what is so, and what made it so. */
  readonly asked?: Pointed;
}

/** How much an event is worth telling: 0 never, 1 when going step by step, 2 also while playing. */
const WEIGHTS: Partial<Readonly<Record<SimEvent['type'], 0 | 1 | 2>>> = {
  stateChanged: 2,
  leaderEstablished: 2,
  committed: 2,
  serverCrashed: 2,
  serverExited: 2,
  serverStarted: 1,
  serverFrozen: 2,
  serverResumed: 2,
  diskWiped: 2,
  logTruncated: 2,
  snapshotInstalled: 2,
  sessionExpired: 2,
  recipeMoved: 2,
  violated: 2,
  refused: 2,
  messageHeld: 2,
  messageReleased: 2,
  messageDropped: 2,
  messageDuplicated: 2,
  voteChanged: 2,
  connectionOpened: 0,
  messageSent: 0,
};

function weightOf(event: SimEvent): 0 | 1 | 2 {
  return WEIGHTS[event.type] ?? 1;
}

/** What an event is about; empty: nothing on the stage. */
function aboutOf(event: SimEvent): readonly Endpoint[] {
  if ('between' in event) return event.between;
  if ('to' in event) {
    return event.type === 'messageDelivered' ? [event.to] : [event.from, event.to];
  }
  if (event.type === 'recipeMoved' || event.type === 'clientStateChanged') return [event.client];
  if (event.type === 'watchFired' || event.type === 'clientFrozen') return [event.client];
  if ('server' in event) return [event.server];
  return 'client' in event ? [event.client] : [];
}

/** While time passes a sentence stays for so many events, then it is old. */
const FRESH = 14;
/** After so much virtual time without another it is no longer what happens now. */
const STALE: Micros = 250_000;

/** What a thing says to whoever points at it while time stands; null: nobody does. */
function askedShape(moment: Moment): CaptionShape | null {
  const { pointed } = moment;
  if (pointed == null || pointed.n !== null || moment.quiet) return null;
  const timed = reasonOf(pointed, moment);
  if (timed === null) return null;
  const about = pointed.message === null ? pointed.ends : aboutOf(timed.event);
  return { timed, about, asked: pointed };
}

/**
 * The event that made what is pointed at what it is, or the latest one worth telling: while time
 * passes only what people would stop for. `hushed`: nothing is told but what is asked.
 */
export function captionOf(
  moment: Moment,
  playing: boolean,
  pings: boolean,
  hushed = false,
): CaptionShape | null {
  // Whoever points at a thing asks about it: then time stands, and nothing is kept back.
  const answer = playing ? null : askedShape(moment);
  if (answer !== null || hushed) return answer;
  const { events } = moment;
  const [breach] = breachesAt(moment);
  if (breach !== undefined && breach.n >= (events.at(-1)?.n ?? 0) - FRESH) {
    return { timed: breach, about: endsOfBreach(breach) };
  }
  const oldest = playing ? Math.max(0, events.length - FRESH) : 0;
  for (let i = events.length - 1; i >= oldest; i--) {
    const timed = events[i] as TimedEvent;
    const { event } = timed;
    if (moment.now - timed.at > STALE) return null;
    if (weightOf(event) < (playing ? 2 : 1)) continue;
    if (!pings && !isActivity(event)) continue;
    const about = aboutOf(event);
    if (about.length > 0) return { timed, about };
  }
  return null;
}
