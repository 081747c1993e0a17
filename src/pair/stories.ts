import { type Micros, MS } from '../model/index.ts';
import { atOf, type PairSetting } from './sides.ts';

/** Lines of neutral script, each with its milliseconds since the story's begin. */
export interface Story {
  readonly id: StoryId;
  readonly setting: PairSetting;
  readonly lines: readonly (readonly [ms: number, text: string])[];
  /** When all has happened. */
  readonly endsMs: number;
  /** The story of which it is a variation; absent: it is one of its own. */
  readonly of?: StoryId;
  /** Which of the three guesses is right. */
  readonly right: 1 | 2 | 3;
}

export const STORY_IDS = [
  ...(['away', 'calm', 'disk', 'half', 'read', 'stamp', 'wiped', 'orphan'] as const),
  ...(['scanner', 'slow', 'tail', 'counted', 'joined', 'closed', 'asleep'] as const),
] as const;
export type StoryId = (typeof STORY_IDS)[number];

const THREE: PairSetting = { servers: 3, lead: 3, seed: 6 };

const AWAY: Story['lines'] = [
  [0, 'client a connect 2'],
  [500, 'a: put k v0'],
  [1500, 'isolate 1'],
  [13_500, 'a: put k v1'],
  [14_500, 'heal'],
  [15_600, 'a: put k v2'],
];

/** Figure 8 of Raft's dissertation: an old entry on a majority, and a leader without it. */
const STAMP: Story['lines'] = [
  [0, 'client a connect 5'],
  [1000, 'hold ENTRY 5 -> 1'],
  [1000, 'hold ENTRY 5 -> 2'],
  [1000, 'hold ENTRY 5 -> 3'],
  [1100, 'a: put x old'],
  [1200, 'crash 5 4'],
  // 3 is elected, and its first word reaches nobody.
  [1200, 'hold ENTRY 3 -> 1'],
  [1200, 'hold ENTRY 3 -> 2'],
  [1200, 'hold SYNC 3 -> 1'],
  [1200, 'hold SYNC 3 -> 2'],
  [4000, 'crash 3'],
  [4100, 'start 5'],
  // x reaches 1 and 2; while they write it, what would follow is stopped.
  [9900, 'disk 1 300'],
  [9900, 'disk 2 300'],
  [10_000, 'release ENTRY 5 -> 1'],
  [10_000, 'release ENTRY 5 -> 2'],
  [10_100, 'hold ENTRY 5 -> 1'],
  [10_100, 'hold ENTRY 5 -> 2'],
  [11_000, 'crash 5'],
  [11_000, 'disk 1 0'],
  [11_000, 'disk 2 0'],
  [11_100, 'release ENTRY 3 -> 1'],
  [11_100, 'release ENTRY 3 -> 2'],
  [11_100, 'release SYNC 3 -> 1'],
  [11_100, 'release SYNC 3 -> 2'],
  [11_200, 'start 3'],
  [19_000, 'client b connect 1'],
  [19_500, 'b: get x'],
];

const HALF: Story['lines'] = [
  [0, 'client a connect 1'],
  [500, 'a: put k base'],
  [1500, 'hold ENTRY 5 -> 2'],
  [1500, 'hold ENTRY 5 -> 3'],
  [1500, 'hold ENTRY 5 -> 4'],
  [1600, 'a: put k tail'],
  [1700, 'crash 5'],
  [9700, 'a: get k'],
];

const MRI = 'medical/resources/equipment/MRI';
/** Radiology has the scanner, and emergency waits for it. */
const QUEUED: Story['lines'] = [
  [0, 'client radiology connect 3 1 2 timeout 10000'],
  [0, 'client emergency connect 1 2 3 timeout 10000'],
  [500, `radiology: put ${MRI} idle`],
  [1000, `radiology: lock ${MRI}/lock`],
  [1500, `emergency: lock ${MRI}/lock`],
];

/** Paired scenarios: the same disaster for both. */
export const STORIES: Readonly<Record<StoryId, Story>> = {
  away: {
    id: 'away',
    setting: THREE,
    lines: AWAY,
    endsMs: 26_000,
    right: 2,
  },
  calm: {
    id: 'calm',
    of: 'away',
    setting: { ...THREE, raft: 'preVote' },
    lines: AWAY,
    endsMs: 26_000,
    right: 1,
  },
  disk: {
    id: 'disk',
    setting: THREE,
    lines: [
      [0, 'client a connect 1'],
      [500, 'a: put k v0'],
      [1500, 'disk 3 4000'],
      [1600, 'a: put k v1'],
    ],
    endsMs: 8000,
    right: 2,
  },
  half: {
    id: 'half',
    setting: { servers: 5, lead: 5, seed: 2 },
    lines: HALF,
    endsMs: 11_000,
    right: 3,
  },
  read: {
    id: 'read',
    setting: THREE,
    lines: [
      [0, 'client a connect 3'],
      [0, 'client b connect 2'],
      [500, 'a: put k v0'],
      [1500, 'partition 1 2 | 3'],
      [1700, 'a: get k'],
      [1750, 'a: get k --local'],
      [1800, 'a: put k lost'],
      [9600, 'b: put k new'],
      [10_200, 'a: get k --local'],
      [11_000, 'heal'],
    ],
    endsMs: 20_000,
    right: 1,
  },
  stamp: {
    id: 'stamp',
    setting: { servers: 5, lead: 5, seed: 6, raft: 'oneEntryAMessage' },
    lines: STAMP,
    endsMs: 20_000,
    right: 2,
  },
  wiped: {
    id: 'wiped',
    setting: THREE,
    lines: [
      [0, 'client a connect 2'],
      [500, 'a: put k v0'],
      [1500, 'crash 1'],
      [1600, 'wipe 1'],
      [1700, 'start 1'],
    ],
    endsMs: 5000,
    right: 1,
  },
  orphan: {
    id: 'orphan',
    setting: THREE,
    lines: [
      [0, 'client a connect 1'],
      [500, 'a: put k v0'],
      [1500, 'crash 3'],
      [1500, 'a: put k v1'],
      [10_500, 'a: put k v2'],
    ],
    endsMs: 12_000,
    right: 3,
  },
  scanner: {
    id: 'scanner',
    setting: THREE,
    lines: [...QUEUED, [2500, 'crash 3']],
    endsMs: 14_000,
    right: 1,
  },
  slow: {
    id: 'slow',
    of: 'disk',
    setting: THREE,
    lines: [
      [0, 'client a connect 2'],
      [500, 'a: put k v0'],
      [1500, 'disk 1 6000'],
      [1600, 'a: put k v1'],
    ],
    endsMs: 16_000,
    right: 1,
  },
  tail: {
    id: 'tail',
    of: 'half',
    setting: { servers: 5, lead: 5, seed: 7 },
    lines: HALF,
    endsMs: 11_000,
    right: 2,
  },
  counted: {
    id: 'counted',
    of: 'stamp',
    setting: { servers: 5, lead: 5, seed: 6, raft: 'commitOldTerm' },
    lines: STAMP,
    endsMs: 20_000,
    right: 2,
  },
  joined: {
    id: 'joined',
    of: 'wiped',
    setting: THREE,
    lines: [
      [0, 'client a connect 2'],
      [500, 'a: put k v0'],
      [1500, 'crash 1'],
      [1600, 'wipe 1'],
      [1700, 'crash 3'],
      [2700, 'start 3'],
      [7000, 'start 1'],
      [9000, 'a: get k'],
    ],
    endsMs: 10_000,
    right: 2,
  },
  closed: {
    id: 'closed',
    of: 'scanner',
    setting: THREE,
    lines: [...QUEUED, [2500, 'client radiology close']],
    endsMs: 14_000,
    right: 2,
  },
  asleep: {
    id: 'asleep',
    of: 'scanner',
    setting: THREE,
    lines: [...QUEUED, [2500, 'client radiology freeze'], [20_000, 'client radiology resume']],
    endsMs: 21_000,
    right: 3,
  },
};

/** Stories of their own, in the order in which they are offered. */
export const OWN_STORIES: readonly StoryId[] = STORY_IDS.filter(
  (id) => STORIES[id].of === undefined,
);

/** A story with its variations. */
export function familyOf(id: StoryId): readonly StoryId[] {
  const first = STORIES[id].of ?? id;
  return [first, ...STORY_IDS.filter((one) => STORIES[one].of === first)];
}

/** When a story is over, by the run's clock. */
export function endOfStory({ endsMs }: Story): Micros {
  return atOf(0) + endsMs * MS;
}
