/** What a run says of itself: its turning points, for whoever has said what they saw. */
import { describe, type Language } from '../script/index.ts';
import type { SimEvent, SimEventType } from '../sim/index.ts';

/** Turning points: what people would tell each other of a run. Messages are left to the events. */
const TOLD: ReadonlySet<SimEventType> = new Set<SimEventType>([
  'leaderEstablished',
  'syncDecided',
  'committed',
  'logTruncated',
  'snapshotInstalled',
  'messageHeld',
  'messageDropped',
  'messageDuplicated',
  'sessionCreated',
  'sessionMoved',
  'sessionClosed',
  'sessionExpired',
  'replied',
  'watchFired',
  'recipeMoved',
  'serverStarted',
  'serverCrashed',
  'serverExited',
  'diskWiped',
  'serverFrozen',
  'serverResumed',
  'stoppedServing',
  'violated',
]);

const MOST_SENTENCES = 14;

/** The last turning points of these events, in a language, oldest first; repetitions once. */
export function accountOf(events: readonly SimEvent[], language: Language): readonly string[] {
  const sentences: string[] = [];
  for (let i = events.length - 1; i >= 0 && sentences.length < MOST_SENTENCES; i--) {
    const event = events[i];
    if (event === undefined || !TOLD.has(event.type)) continue;
    const { text } = describe(event, language);
    if (sentences.at(-1) !== text) sentences.push(text);
  }
  return sentences.reverse();
}
