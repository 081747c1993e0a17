import type { ServerId } from '../../model/index.ts';
import type { EtcdMembers } from './etcd-members.ts';
import { isKnownAlready, makeAlone, stopInOrder } from './etcd-operator.ts';
import { namesIn } from './etcd-rig.ts';
import type { ServiceStep } from './etcd-service-format.ts';

/* What is done to members, as recordings say it. */

export const FAULTS: readonly string[] = [
  ...['kill', 'restart', 'wipe', 'freeze', 'thaw', 'cut', 'heal', 'delay', 'roles'],
  ...['awaitNoLeader', 'awaitSettled', 'stop'],
];

const PATIENCE_MS = 30_000;

export function carryOutFault(members: EtcdMembers, step: ServiceStep): void {
  const servers = members.sidsOf(namesIn(step.member));
  switch (step.op) {
    case 'kill':
      return members.perform({ type: 'crash', servers });
    case 'restart':
      if (!restart(members, step, servers)) return members.runFor(step.ms ?? 0);
      if (step.await === false) return members.runFor(step.ms ?? 2000);
      return members.untilServing(servers);
    case 'stop':
      for (const sid of servers) stopInOrder(members, sid);
      return;
    case 'wipe':
      return members.perform({ type: 'wipe', servers });
    case 'freeze':
      return members.perform({ type: 'freeze', servers });
    case 'thaw':
      members.perform({ type: 'resume', servers });
      if (step.settle !== false) settle(members);
      return;
    case 'cut':
      return members.cut(step);
    case 'heal':
      members.heal(step);
      if (step.settle !== false && step.await !== false) settle(members);
      return;
    case 'delay':
      return members.delay(step);
    case 'roles':
      return members.rename(step.leader ?? 'm1');
    case 'awaitNoLeader': {
      const sids = members.sidsOf(step.members ?? []);
      const none = () => sids.every((sid) => members.factsAt(sid).leader === null);
      if (!members.runUntil(none, PATIENCE_MS)) throw new Error('somebody leads');
      return;
    }
    default:
      return settle(members);
  }
}

/** Starts processes with what their command line says; false: one does not start. */
function restart(members: EtcdMembers, step: ServiceStep, servers: readonly ServerId[]): boolean {
  const { options = [], state = 'new' } = step;
  for (const option of options) {
    if (option !== '--force-new-cluster') throw new Error('its settings are not modelled');
    for (const sid of servers) makeAlone(members, sid);
  }
  for (const sid of servers) {
    if (state !== 'new' || !isKnownAlready(members, sid)) continue;
    const words = `discovery failed: member {${members.nameOf(sid)}} has already been bootstrapped`;
    members.exits.set(sid, { code: 1, words: [words] });
    return false;
  }
  for (const sid of servers) members.exits.delete(sid);
  members.perform({ type: 'start', servers });
  return true;
}

function settle(members: EtcdMembers): void {
  members.runUntil(() => members.settled(), PATIENCE_MS);
}
