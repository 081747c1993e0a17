import type { AlarmRequest, EtcdAnswer, EtcdRequest } from '../../etcd/index.ts';
import { NO_SERVER, type ServerId } from '../../model/index.ts';
import type { ServiceStep, ShownStep } from './etcd-service-format.ts';
import type { Shower } from './etcd-service-show.ts';

/* Steps that are about members: what they ask for, and how their answers are shown. */

/** A number that no member has. */
const NOBODY = 9999;

const ACTIONS: Readonly<Record<string, AlarmRequest['action']>> = {
  ACTIVATE: 'activate',
  DEACTIVATE: 'deactivate',
};

/** What such a step asks for; null: it is about something else. */
export function requestOfMembers(
  { op, to = '', old = '', new: added = '', learner = false, ...more }: ServiceStep,
  sidOf: (name: string) => ServerId,
): EtcdRequest | null {
  const { action = 'GET', alarm, of = '' } = more;
  const sid = (name: unknown) => (typeof name === 'string' ? sidOf(name) : NOBODY);
  switch (op) {
    case 'memberAdd':
      return { type: op, member: sid(added), learner };
    case 'memberPromote':
      return { type: op, member: sid(added) };
    case 'memberRemove':
      return { type: op, member: sid(old) };
    case 'moveLeader':
      return { type: op, to: sid(to) };
    case 'alarms':
      return {
        type: 'alarm',
        action: ACTIONS[action] ?? 'get',
        member: of === '' ? NO_SERVER : sid(of),
        alarm: alarm === 'NOSPACE' ? alarm : 'NONE',
      };
    default:
      return null;
  }
}

/** A list of members, as recordings show it behind each of these steps. */
export function shownMembers(
  shower: Shower,
  { op, new: added = '' }: ServiceStep,
  answer: EtcdAnswer,
  shown: ShownStep,
): ShownStep {
  if (answer.type !== 'members') return shown;
  switch (op) {
    case 'memberAdd':
      return { ...shown, added, members: answer.members.length };
    case 'memberRemove':
      return { ...shown, members: answer.members.length };
    case 'memberPromote':
      return { ...shown, members: shower.members(answer.members, false) };
    default:
      return shown;
  }
}
