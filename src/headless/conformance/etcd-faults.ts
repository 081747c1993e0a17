import type { ServerId } from '../../model/index.ts';
import type { EtcdMembers } from './etcd-members.ts';
import type { ServiceStep } from './etcd-service-format.ts';

/* What is done to members, as recordings say it. */

export const FAULTS: readonly string[] = [
  ...['kill', 'restart', 'freeze', 'thaw', 'cut', 'heal', 'delay', 'roles'],
  ...['awaitNoLeader', 'awaitSettled'],
];

const PATIENCE_MS = 30_000;

const asList = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

export function carryOutFault(members: EtcdMembers, step: ServiceStep): void {
  const servers = asList(step.member).map((name) => members.sidOf(name));
  switch (step.op) {
    case 'kill':
      return members.perform({ type: 'crash', servers });
    case 'restart':
      members.perform({ type: 'start', servers });
      if (step.await === false) return members.runFor(step.ms ?? 2000);
      return members.untilServing(servers);
    case 'freeze':
      return members.perform({ type: 'freeze', servers });
    case 'thaw':
      members.perform({ type: 'resume', servers });
      if (step.settle !== false) settle(members);
      return;
    case 'cut':
      return cut(members, step);
    case 'heal':
      members.attempt({ type: 'heal', between: null });
      release(members);
      if (step.settle !== false && step.await !== false) settle(members);
      return;
    case 'delay':
      for (const [from, to] of waysOf(members, step)) {
        members.perform({ type: 'delay', from, to, ms: step.ms ?? 0 });
      }
      return;
    case 'roles':
      return members.rename(step.leader ?? 'm1');
    case 'awaitNoLeader': {
      const sids = (step.members ?? []).map((name) => members.sidOf(name));
      const none = () => sids.every((sid) => members.factsAt(sid).leader === null);
      if (!members.runUntil(none, PATIENCE_MS)) throw new Error('somebody leads');
      return;
    }
    default:
      return settle(members);
  }
}

function settle(members: EtcdMembers): void {
  members.runUntil(() => members.settled(members.live()), PATIENCE_MS);
}

function waysOf(
  members: EtcdMembers,
  { from, to, between = [] }: ServiceStep,
): readonly (readonly [ServerId, ServerId])[] {
  const ways: [ServerId, ServerId][] = [];
  if (from !== undefined && typeof to === 'string') {
    ways.push([members.sidOf(from), members.sidOf(to)]);
  }
  for (const side of between) {
    for (const others of between) {
      if (side === others) continue;
      for (const a of side) for (const b of others) ways.push([members.sidOf(a), members.sidOf(b)]);
    }
  }
  return ways;
}

function cut(members: EtcdMembers, step: ServiceStep): void {
  for (const [from, to] of waysOf(members, step)) {
    for (const message of step.kinds ?? []) members.perform({ type: 'hold', message, from, to });
    if (step.kinds === undefined) members.perform({ type: 'cut', from, to, oneWay: true });
  }
}

function release(members: EtcdMembers): void {
  for (const { message, from, to } of members.world.holds) {
    members.attempt({ type: 'release', message, from, to });
  }
}
