/**
 * The lesson engine with the Raft side of lessons that have two: whoever opens one of these fetches
 * it, and nobody else.
 */
import { etcdTold, etcdValue, isDone, raftSideOf } from '../pair/index.ts';
import { printCommand } from '../script/index.ts';
import { eventsBetween } from '../timeline/index.ts';
import { knowRaft, MOST_EVENTS, type RaftScene, sceneAt } from './scene.ts';

knowRaft((timeline, from, to): RaftScene | null => {
  const side = raftSideOf(timeline, to);
  if (side === null) return null;
  const scene = sceneAt(side.timeline, from, to);
  // What is asked in the very moment in which the step begins is asked in it.
  const calls = () => eventsBetween(side.timeline, from, to, MOST_EVENTS).map(({ event }) => event);
  return {
    ...scene,
    raft: () => null,
    told: (client) =>
      etcdTold(calls(), client).map((one) => ({
        text: one.answer,
        isDone: isDone(one),
        isRead: one.line.startsWith('get '),
      })),
    value: (path, sid) => etcdValue(scene.world, path, sid),
    leftOut: () =>
      side.leftOut.filter(({ at }) => at >= from).map(({ command }) => printCommand(command)),
  };
});
