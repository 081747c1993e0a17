/** Where the eye is led while a run shows something: by default to what its predicate speaks of. */
import type { Condition, Goal, LessonThing, Look } from './lesson.ts';
import { printThing } from './thing.ts';

/** What a condition speaks of, as things on the screen. */
function thingsOf({ args }: Condition): readonly LessonThing[] {
  const { message, from, to, zxid, path } = args;
  if (message !== undefined && from !== undefined && to !== undefined) {
    return [{ type: 'message', message, from, to }];
  }
  if (zxid !== undefined && args.server !== undefined) {
    return [{ type: 'cell', sid: Number(args.server), zxid }];
  }
  const ends = [args.server, args.candidate, from, to];
  const servers = ends.filter((end) => /^\d+$/.test(end ?? ''));
  const clients = [args.client, args.other, from, to].filter(
    (end) => end !== undefined && end !== 'nobody' && !/^\d+$/.test(end),
  );
  return [
    ...servers.map((sid) => ({ type: 'server', sid: Number(sid) }) as const),
    ...clients.map((name) => ({ type: 'client', name: name as string }) as const),
    ...(path === undefined ? [] : [{ type: 'znode', path } as const]),
  ];
}

/** All that a goal speaks of, each thing once. */
export function thingsIn({ conditions }: Goal): readonly LessonThing[] {
  const found = new Map(conditions.flatMap(thingsOf).map((one) => [printThing(one), one]));
  return [...found.values()];
}

/** Whose tree and log tell it: the server that is named with what is in them, or the leader. */
function serverIn({ conditions }: Goal): number | null {
  const of = (fits: (one: Condition) => boolean) =>
    conditions.find((one) => fits(one) && /^\d+$/.test(one.args.server ?? ''))?.args.server;
  const sid =
    of(({ args }) => args.path !== undefined || args.zxid !== undefined) ??
    of(({ kind, args }) => kind === 'leader' && args.not === undefined);
  return sid === undefined ? null : Number(sid);
}

/** What clients were told is in their consoles. */
const TOLD = new Set(['events', 'answers', 'read', 'lastAnswer']);

/** What a run that shows a goal is seen in; what its author says goes first. */
export function lookAt(shows: Goal, said: Partial<Look>): Look {
  const light = said.light ?? thingsIn(shows);
  const lit = (type: LessonThing['type']) => light.some((one) => one.type === type);
  const told = shows.conditions.some(({ kind }) => TOLD.has(kind)) && lit('client');
  const tab = lit('cell') ? 'log' : lit('znode') ? 'tree' : told ? 'console' : null;
  return {
    ...{ tab: said.tab ?? tab, server: said.server ?? serverIn(shows), light },
    ...{ felt: said.felt ?? false, controls: [] },
  };
}
