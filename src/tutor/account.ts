/** What a run says of itself: its turning points, for whoever has said what they saw. */
import { describe, type Language } from '../script/index.ts';
import type { SimEvent, SimEventType } from '../sim/index.ts';
import type { Scene } from './scene.ts';

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
  'noted',
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
function accountOf(
  events: readonly SimEvent[],
  language: Language,
  protocol = 'zab',
): readonly string[] {
  const sentences: string[] = [];
  for (let i = events.length - 1; i >= 0 && sentences.length < MOST_SENTENCES; i--) {
    const event = events[i];
    if (event === undefined || !TOLD.has(event.type)) continue;
    const { text } = describe(event, language, protocol);
    if (sentences.at(-1) !== text) sentences.push(text);
  }
  return sentences.reverse();
}

/** Of a step of two sides each says what happened there, by its protocol's name. */
export function accountOfScene(scene: Scene, both: boolean, language: Language): readonly string[] {
  const own = accountOf(scene.since(), language);
  const raft = both ? (scene.raft?.() ?? null) : null;
  if (raft === null) return own;
  return [
    ...own.map((text) => `ZAB: ${text}`),
    ...accountOf(raft.since(), language, 'raft').map((text) => `Raft: ${text}`),
  ];
}
