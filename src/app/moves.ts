import type { FactTexts, Key } from '../i18n/index.ts';
import { getKey } from '../lib/index.ts';
import { leaderOf, type World } from '../sim/index.ts';
import { branchOf, type Timeline } from '../timeline/index.ts';
import { heldOn } from '../views/index.ts';
import { FIRST_SCENARIO, FIRST_STOP } from './first-opening.ts';
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
  const down = world.hosts.find((host) => host.status === 'down');
  const start: readonly Move[] =
    down === undefined
      ? []
      : [{ key: 'shell.move.start', facts: { sid: down.sid }, lines: [`start ${down.sid}`] }];
  return { why: 'shell.move.why.still', facts: {}, moves: [...start, ...breaking(world)] };
}
