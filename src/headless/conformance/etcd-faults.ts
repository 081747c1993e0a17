import type { EtcdMembers } from './etcd-members.ts';
import { namesIn } from './etcd-rig.ts';
import type { ServiceStep } from './etcd-service-format.ts';

/* What is done to members, as recordings say it. */

export const FAULTS: readonly string[] = [
  ...['kill', 'restart', 'wipe', 'freeze', 'thaw', 'cut', 'heal', 'delay', 'roles'],
  ...['awaitNoLeader', 'awaitSettled'],
];

const PATIENCE_MS = 30_000;

export function carryOutFault(members: EtcdMembers, step: ServiceStep): void {
  const servers = members.sidsOf(namesIn(step.member));
  switch (step.op) {
    case 'kill':
      return members.perform({ type: 'crash', servers });
    case 'restart':
      if (step.options !== undefined) throw new Error('its settings are not modelled');
      members.perform({ type: 'start', servers });
      if (step.await === false) return members.runFor(step.ms ?? 2000);
      return members.untilServing(servers);
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

function settle(members: EtcdMembers): void {
  members.runUntil(() => members.settled(), PATIENCE_MS);
}
