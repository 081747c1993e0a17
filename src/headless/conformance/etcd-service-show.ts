import {
  ETCD_ERRORS,
  type EtcdAnswer,
  type EtcdError,
  GRPC_CODES,
  type KeyValue,
  type ListedMember,
  type MemberWord,
  NO_LEASE,
  type OpAnswer,
  type RefusedAnswer,
  refusalText,
  type WatchedEvent,
} from '../../etcd/index.ts';
import type { ServerId } from '../../model/index.ts';
import type { Json, ShownStep } from './etcd-service-format.ts';
import type { EtcdNames } from './etcd-service-names.ts';

/* What a member says, as recordings show it. */

export function shownError(error: EtcdError): ShownStep {
  const { code, text } = ETCD_ERRORS[error];
  return { r: text, code: GRPC_CODES[code] };
}

function shownRefusal(answer: RefusedAnswer): ShownStep {
  const code = answer.saidOn ? { code: GRPC_CODES.Unknown } : {};
  return { ...shownError(answer.error), r: refusalText(answer), ...code };
}

export class Shower {
  private readonly names: EtcdNames;
  private readonly nameOf: (sid: ServerId) => string;

  constructor(names: EtcdNames, nameOf: (sid: ServerId) => string) {
    this.names = names;
    this.nameOf = nameOf;
  }

  /** An answer with its header; `keys`: whether a lease's keys were asked for. */
  answer({ by, term, answer }: Extract<MemberWord, { type: 'answer' }>, keys: boolean): ShownStep {
    if (answer.type === 'error') return shownRefusal(answer);
    if (answer.type === 'done' && answer.revision === 0) return { r: 'OK' };
    const head = { r: 'OK', ...revisionIn(answer), term, by: this.nameOf(by) };
    switch (answer.type) {
      case 'done':
        return head;
      case 'leaseGrant':
        return { ...head, lease: this.names.leaseName(answer.id), ttl: answer.ttl };
      case 'leaseKeepAlive':
        return { ...head, ttl: answer.ttl };
      case 'leaseTimeToLive': {
        const { ttl, granted } = answer;
        const shown = answer.keys.map((key) => this.names.shown(key));
        return { ...head, ttl, granted, ...(keys ? { keys: shown } : {}) };
      }
      case 'alarms': {
        const alarms = answer.alarms.map(({ member, alarm }) => [this.nameOf(member), alarm]);
        return { r: 'OK', alarms };
      }
      case 'lock':
        return { ...head, key: this.names.shown(answer.key) };
      case 'leases':
        return { ...head, leases: answer.ids.map((id) => this.names.leaseName(id)).sort() };
      case 'members':
        return { ...head, members: this.members(answer.members, true) };
      case 'status':
        return head;
      default:
        return { ...head, ...this.op(answer) };
    }
  }

  /** What a status says is wrong. */
  errors({ error, alarms }: Extract<EtcdAnswer, { type: 'status' }>): readonly string[] {
    const lost = error === null ? [] : [ETCD_ERRORS[error].text];
    const named = alarms.map(({ member, alarm }) => {
      return `memberID:{${this.nameOf(member)}} alarm:${alarm} `;
    });
    return [...lost, ...named];
  }

  members(listed: readonly ListedMember[], withStarted: boolean): readonly ShownStep[] {
    return listed.map(({ sid, learner, started }) => ({
      id: this.nameOf(sid),
      ...(withStarted ? { started } : {}),
      ...(learner ? { learner } : {}),
    }));
  }

  private op(answer: OpAnswer): ShownStep {
    switch (answer.type) {
      case 'range': {
        const { kvs, count, more } = answer;
        return { kvs: kvs.map((kv) => this.kv(kv)), count, ...(more ? { more } : {}) };
      }
      case 'put':
        return answer.prev === null ? {} : { prev: this.kv(answer.prev) };
      case 'deleteRange': {
        const { deleted, prevs } = answer;
        const shown = prevs.map((kv) => this.kv(kv));
        return { deleted, ...(shown.length > 0 ? { prevs: shown } : {}) };
      }
      case 'txn': {
        const { succeeded, answers } = answer;
        return { succeeded, responses: answers.map((one) => this.within(one)) };
      }
    }
  }

  private within(answer: OpAnswer): ShownStep {
    const op = { range: 'get', put: 'put', deleteRange: 'delete', txn: 'txn' }[answer.type];
    const rev = answer.type === 'txn' ? {} : { rev: answer.revision };
    return { op, ...this.op(answer), ...rev };
  }

  private kv({ key, value, createRevision, modRevision, version, lease }: KeyValue): ShownStep {
    return {
      key: this.names.shown(key),
      value: this.names.shown(value),
      create: createRevision,
      mod: modRevision,
      version,
      ...(lease === NO_LEASE ? {} : { lease: this.names.leaseName(lease) }),
    };
  }

  /** What a watch was told, but for whom; `brief`: events as their number and revisions. */
  watched(word: Extract<MemberWord, { type: 'watched' }>, brief: boolean): ShownStep {
    const { revision, canceled, compactRevision, events } = word;
    const rev = revision === 0 ? {} : { rev: revision };
    if (canceled) {
      return { ...rev, canceled, ...(compactRevision === 0 ? {} : { compactRevision }) };
    }
    if (events.length === 0) return { ...rev, progress: true };
    const more = word.fragment ? { fragment: true } : {};
    if (!brief) return { ...rev, ...more, events: events.map((event) => this.event(event)) };
    const [first, last] = [events[0], events.at(-1)];
    const mods = { firstMod: first?.kv.modRevision ?? 0, lastMod: last?.kv.modRevision ?? 0 };
    return { ...rev, brief: { events: events.length, ...mods } };
  }

  private event({ type, kv, prev }: WatchedEvent): ShownStep {
    const before = prev === null ? {} : { prev: this.kv(prev) };
    if (type === 'PUT') return { type, ...this.kv(kv), ...before };
    return { type, key: this.names.shown(kv.key), mod: kv.modRevision, ...before };
  }
}

function revisionIn(answer: EtcdAnswer): ShownStep {
  return 'revision' in answer ? { rev: answer.revision } : {};
}

/** Where two values differ, each as a place and what stands there. */
export function differences(
  expected: Json | undefined,
  got: Json | undefined,
  at = '',
): DifferentPlace[] {
  if (isObject(expected) && isObject(got)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(got)]);
    return [...names].flatMap((name) => differences(expected[name], got[name], `${at}/${name}`));
  }
  if (Array.isArray(expected) && Array.isArray(got)) {
    const most = Math.max(expected.length, got.length);
    return Array.from({ length: most }, (_, i) =>
      differences(expected[i], got[i], `${at}/${i}`),
    ).flat();
  }
  return expected === got ? [] : [{ at, expected, got }];
}

export interface DifferentPlace {
  readonly at: string;
  readonly expected: Json | undefined;
  readonly got: Json | undefined;
}

function isObject(value: Json | undefined): value is ShownStep {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
