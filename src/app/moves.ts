import type { FactTexts, Key } from '../i18n/index.ts';
import { getKey } from '../lib/index.ts';
import { leaderOf, type World } from '../sim/index.ts';
import {
  branchOf,
  extendTo,
  MAX_BRANCHES,
  nextTurnAfter,
  renameBranch,
  type Timeline,
} from '../timeline/index.ts';
import { heldOn } from '../views/index.ts';
import { FIRST_SCENARIO, FIRST_STOP } from './first-opening.ts';
import type { Lab } from './lab.svelte.ts';
import { situationsIn } from './situations.ts';
import type { Stopped } from './stops.ts';

/** Something that a person could do just now: lines of script, after which time goes on. */
export interface Move {
  /** Its name; `KEY.says` is what it will do. */
  readonly key: MoveKey;
  readonly facts: FactTexts;
  readonly lines: readonly string[];
  /** The run is shown from its beginning instead. */
  readonly fromStart?: boolean;
}

type MoveKey = Extract<Key, `shell.move.${string}.says`> extends `${infer K}.says` ? K : never;

/** Time has stopped by itself: why, and two or three things to do. */
export interface YourMove {
  readonly why: Key;
  readonly facts: FactTexts;
  readonly moves: readonly Move[];
}

/** What there is to choose where time stands; null: time passes, or somebody stopped it. */
export function yourMove(
  timeline: Timeline,
  world: World,
  now: number,
  stopped: Stopped | null,
): YourMove | null {
  if (stopped === 'held') return heldMoves(world);
  if (stopped === 'still') return stillMoves(world);
  if (stopped !== null) {
    return situationsIn(world, now).find(({ kind }) => kind === stopped)?.move ?? null;
  }
  const isFirst = timeline.opening.spec === FIRST_SCENARIO && now === FIRST_STOP;
  if (!isFirst || branchOf(timeline).commands.length > 0) return null;
  return { why: 'shell.move.why.first', facts: {}, moves: [...breaking(world), BIRTH] };
}

/**
 * Does what a card says, and lets time go on. What a line changes is a branch of its own, known by
 * the card's name: the run without it is kept, so that one can come back and choose otherwise.
 */
export function choose(lab: Lab, { key, facts, lines, fromStart }: Move): void {
  if (fromStart === true) lab.seek(0);
  const { timeline } = lab;
  const count = timeline.branches.length;
  // One turn ahead is known then, and acting before it starts a branch.
  const next = lines.length === 0 ? null : nextTurnAfter(timeline, Math.floor(lab.now));
  if (next !== null && count < MAX_BRANCHES) lab.timeline = extendTo(timeline, next);
  for (const line of lines) lab.say(line);
  if (lab.timeline.branches.length > count) {
    const { current } = lab.timeline;
    lab.timeline = renameBranch(lab.timeline, current, lab.t(key, facts));
  }
  lab.play();
}

const BIRTH: Move = { key: 'shell.move.birth', facts: {}, lines: [], fromStart: true };
const WAIT: Move = { key: 'shell.move.wait', facts: {}, lines: [] };

/** The two that hurt most: the leader dies, and who has the lock stands still. */
function breaking(world: World): readonly Move[] {
  const leader = leaderOf(world)?.sid;
  const holder = world.clientNames.find((name) => {
    const host = getKey(world.clients, name);
    return host?.recipe?.leaf === 'granted' && host.connection !== null && !host.frozen;
  });
  return [
    ...(leader === undefined
      ? []
      : [
          { key: 'shell.move.leader', facts: { sid: leader }, lines: [`crash ${leader}`] } as const,
        ]),
    ...(holder === undefined
      ? []
      : [
          {
            key: 'shell.move.freeze',
            facts: { name: holder },
            lines: [`client ${holder} freeze`],
          } as const,
        ]),
  ];
}

function heldMoves(world: World): YourMove | null {
  const held = heldOn(world);
  if (held === null) return null;
  const { type, from, to } = held;
  const facts = { message: type, from, to };
  return {
    why: 'shell.move.why.held',
    facts,
    moves: [
      { key: 'shell.move.deliver', facts, lines: [`release ${type} ${from} -> ${to}`] },
      { key: 'shell.move.crash', facts: { sid: from }, lines: [`crash ${from}`] },
      WAIT,
    ],
  };
}

function stillMoves(world: World): YourMove {
  const down = world.hosts.filter((host) => host.status === 'down').map(({ sid }) => sid);
  const [sid] = down;
  const one: readonly Move[] =
    sid === undefined ? [] : [{ key: 'shell.move.start', facts: { sid }, lines: [`start ${sid}`] }];
  const all: readonly Move[] =
    down.length < 2
      ? []
      : [
          {
            key: 'shell.move.starts',
            facts: { n: down.length },
            lines: [`start ${down.join(' ')}`],
          },
        ];
  const leader = leaderOf(world)?.sid;
  const apart: readonly Move[] =
    leader === undefined || world.hosts.length < 2
      ? []
      : [{ key: 'shell.move.isolate', facts: { sid: leader }, lines: [`isolate ${leader}`] }];
  const moves = [...one, ...all, ...breaking(world), ...apart].slice(0, 3);
  return { why: 'shell.move.why.still', facts: {}, moves };
}
