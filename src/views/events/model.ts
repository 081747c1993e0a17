import { NO_SERVER } from '../../model/index.ts';
import type { Endpoint, SimEvent, SimEventType } from '../../sim/index.ts';
import { clockText } from '../inspector/facts.ts';
import type { Moment, TimedEvent } from '../props.ts';

/** What events are about, as the filter offers it. */
export const SUBJECTS = ['roles', 'log', 'messages', 'sessions', 'faults'] as const;
export type Subject = (typeof SUBJECTS)[number];

const SUBJECT_OF: Readonly<Record<SimEventType, Subject>> = {
  stateChanged: 'roles',
  voteChanged: 'roles',
  epochAccepted: 'roles',
  epochAdopted: 'roles',
  leaderEstablished: 'roles',
  syncDecided: 'roles',
  noted: 'roles',
  serving: 'roles',
  stoppedServing: 'roles',
  proposed: 'log',
  logged: 'log',
  committed: 'log',
  applied: 'log',
  logTruncated: 'log',
  snapshotInstalled: 'log',
  snapshotTaken: 'log',
  messageSent: 'messages',
  messageDelivered: 'messages',
  messageIgnored: 'messages',
  connectionOpened: 'messages',
  sessionCreated: 'sessions',
  sessionMoved: 'sessions',
  sessionClosed: 'sessions',
  sessionExpired: 'sessions',
  clientStateChanged: 'sessions',
  requested: 'sessions',
  replied: 'sessions',
  called: 'sessions',
  answered: 'sessions',
  watchFired: 'sessions',
  recipeMoved: 'sessions',
  serverStarted: 'faults',
  serverCrashed: 'faults',
  serverExited: 'faults',
  diskWiped: 'faults',
  serverFrozen: 'faults',
  serverResumed: 'faults',
  diskSlowed: 'faults',
  workChanged: 'faults',
  linkCut: 'faults',
  linkHealed: 'faults',
  linkDelayed: 'faults',
  messageHeld: 'faults',
  messageReleased: 'faults',
  messageDropped: 'faults',
  messageDuplicated: 'faults',
  connectionBroken: 'faults',
  clientFrozen: 'faults',
  clientResumed: 'faults',
  violated: 'faults',
  refused: 'faults',
};

/** What an event is about; one of a kind that this list does not know yet counts as a fault. */
export function subjectOf(event: SimEvent): Subject {
  return SUBJECT_OF[event.type] ?? 'faults';
}

/** The servers and clients that an event names. */
export function endsOf(event: SimEvent): readonly Endpoint[] {
  const ends: Endpoint[] = [];
  if ('server' in event && event.server !== NO_SERVER) ends.push(event.server);
  if ('client' in event && event.client !== null) ends.push(event.client);
  if ('from' in event) ends.push(event.from);
  if ('to' in event) ends.push(event.to);
  if ('learner' in event) ends.push(event.learner);
  if ('between' in event) ends.push(...event.between);
  return ends;
}

/** Heartbeats: between servers, and between a client and its server. */
export function isPing(event: SimEvent): boolean {
  if (event.type === 'requested' || event.type === 'replied') return event.op.type === 'ping';
  return 'message' in event && event.class === 'BEAT';
}

/** What the list shows. */
export interface EventFilter {
  /** Null: everybody. */
  readonly end: Endpoint | null;
  /** Null: everything. */
  readonly subject: Subject | null;
  readonly pings: boolean;
}

export interface EventRow {
  readonly n: number;
  readonly at: number;
  readonly clock: string;
  readonly subject: Subject;
  readonly event: SimEvent;
}

export interface EventsModel {
  readonly rows: readonly EventRow[];
  /** How many of the window the filter hides. */
  readonly hidden: number;
}

/** Whether an event is to be shown. */
export function passes({ event }: TimedEvent, filter: EventFilter): boolean {
  if (!filter.pings && isPing(event)) return false;
  if (filter.subject !== null && subjectOf(event) !== filter.subject) return false;
  return filter.end === null || endsOf(event).includes(filter.end);
}

/** At most this many rows are in the page at once: the newest ones. */
export const MOST_ROWS = 300;

/**
 * A process that ends gives its connections up first, and is told of when it has ended: the end
 * stands before what it brings about in the same instant.
 */
function causesFirst(events: readonly TimedEvent[]): readonly TimedEvent[] {
  const told: TimedEvent[] = [];
  for (const one of events) {
    const { event, at } = one;
    let place = told.length;
    if (event.type === 'serverCrashed') {
      for (let i = told.length - 1; i >= 0 && told[i]?.at === at; i--) {
        const before = told[i]?.event;
        const isOurs = before?.type === 'connectionBroken' && before.by === event.server;
        if (isOurs && before.how === 'died') place = i;
      }
    }
    told.splice(place, 0, one);
  }
  return told;
}

/** The events that the filter lets through, oldest first. */
export function eventsModel(moment: Pick<Moment, 'events'>, filter: EventFilter): EventsModel {
  const passed = moment.events.filter((timed) => passes(timed, filter));
  const rows = causesFirst(passed.slice(-MOST_ROWS)).map(({ n, at, event }) => ({
    ...{ n, at, event },
    clock: clockText(at),
    subject: subjectOf(event),
  }));
  return { rows, hidden: moment.events.length - passed.length };
}
