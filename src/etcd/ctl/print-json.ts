import type { ServerId } from '../../model/index.ts';
import type { OpAnswer } from '../answers.ts';
import type { KeyValue, LeaseId } from '../requests.ts';
import { NO_LEASE } from '../requests.ts';
import type { AskTask } from '../tasks.ts';
import type { ListedMember, MemberWord, WatchAnswer, WatchedEvent } from '../wire.ts';
import { base64 } from './go-text.ts';
import { CLUSTER_ID, errorsOf, namesOf, VERSION } from './print-members.ts';

/*
 * What etcdctl prints with `-w json` (printer_json.go): messages as Go's library writes them, in
 * the order of their fields, without those that are nothing.
 */

type Field = readonly [name: string, value: string | number | boolean | null];

/** Fields that are something; values are JSON already, or numbers. */
function object(...fields: readonly Field[]): string {
  const there = fields.filter(([, value]) => value !== 0 && value !== '' && value !== false);
  return `{${there.map(([name, value]) => `"${name}":${value}`).join(',')}}`;
}
const list = (items: readonly string[]): string => (items.length === 0 ? '' : `[${items}]`);
const text = (said: string): string => (said === '' ? '' : JSON.stringify(said));
const bytes = (said: string): string => (said === '' ? '' : `"${base64(said)}"`);

/** An id as a number. */
export function numberOf(id: LeaseId): string {
  const size = BigInt(`0x${id.replace('-', '')}`);
  return String(id.startsWith('-') ? -size : size);
}

interface Head {
  readonly by: ServerId;
  readonly term: number;
  readonly revision?: number;
}
function headFields({ by, term, revision = 0 }: Head): readonly Field[] {
  return [
    ['cluster_id', CLUSTER_ID],
    ['member_id', by],
    ['revision', revision],
    ['raft_term', term],
  ];
}
const header = (head: Head): Field => ['header', object(...headFields(head))];

function keyValue({ key, value, ...kv }: KeyValue): string {
  return object(
    ['key', bytes(key)],
    ['create_revision', kv.createRevision],
    ['mod_revision', kv.modRevision],
    ['version', kv.version],
    ['value', bytes(value)],
    ['lease', kv.lease === NO_LEASE ? 0 : numberOf(kv.lease)],
  );
}

const WITHIN: Readonly<Record<OpAnswer['type'], string>> = {
  range: 'ResponseRange',
  put: 'ResponsePut',
  deleteRange: 'ResponseDeleteRange',
  txn: 'ResponseTxn',
};

/** One within a transaction has nothing but its revision for a header. */
function operation(answer: OpAnswer, head: Field): string {
  switch (answer.type) {
    case 'range': {
      const kvs: Field = ['kvs', list(answer.kvs.map(keyValue))];
      return object(head, kvs, ['more', answer.more], ['count', answer.count]);
    }
    case 'put':
      return object(head, ['prev_kv', answer.prev === null ? '' : keyValue(answer.prev)]);
    case 'deleteRange': {
      const prevs = list(answer.prevs.map(keyValue));
      return object(head, ['deleted', answer.deleted], ['prev_kvs', prevs]);
    }
    case 'txn': {
      const responses = answer.answers.map((one) => {
        const own: Field = ['header', object(['revision', one.revision])];
        return `{"Response":{"${WITHIN[one.type]}":${operation(one, own)}}}`;
      });
      return object(head, ['succeeded', answer.succeeded], ['responses', list(responses)]);
    }
  }
}

function member(listed: ListedMember): string {
  const { id, name, peer, client } = namesOf(listed);
  return object(
    ['ID', id],
    ['name', text(name)],
    ['peerURLs', list([text(peer)])],
    ['clientURLs', client === '' ? '' : list([text(client)])],
    ['isLearner', listed.learner],
  );
}

type Answered = Extract<MemberWord, { type: 'answer' }>;

/** An answer that is no error; null: etcdctl prints the same in each format. */
export function jsonLine({ by, term, answer }: Answered, { request }: AskTask): string | null {
  const head: Head = { by, term, revision: 'revision' in answer ? answer.revision : 0 };
  switch (answer.type) {
    case 'leaseGrant': {
      const own: readonly Field[] = [
        ['ID', numberOf(answer.id)],
        ['TTL', answer.ttl],
        ['Error', '""'],
      ];
      return object(...headFields(head), ...own);
    }
    case 'leaseTimeToLive': {
      const id = request.type === 'leaseTimeToLive' ? numberOf(request.id) : '0';
      const all = object(...headFields(head)).slice(0, -1);
      const times = `"ttl":${answer.ttl},"granted-ttl":${answer.granted}`;
      return `${all},"id":${id},${times},"keys":${list(answer.keys.map(bytes)) || 'null'}}`;
    }
    case 'leases': {
      const leases = answer.ids.map((id) => `{"id":${numberOf(id)}}`);
      return object(...headFields(head), ['leases', list(leases) || '[]']);
    }
    case 'members': {
      const { members } = answer;
      const added = members.find(
        ({ sid }) => request.type === 'memberAdd' && sid === request.member,
      );
      const one: Field = ['member', added === undefined ? '' : member(added)];
      return object(header(head), one, ['members', list(members.map(member))]);
    }
    case 'status': {
      const { leader, index, applied, size, learner } = answer;
      return object(
        header(head),
        ['version', text(VERSION)],
        ['dbSize', size],
        ['leader', leader ?? 0],
        ['raftIndex', index],
        ['raftTerm', term],
        ['raftAppliedIndex', applied],
        ['errors', list(errorsOf(answer).map(text))],
        ['dbSizeInUse', size],
        ['isLearner', learner],
      );
    }
    case 'alarms': {
      const all = answer.alarms.map(({ member: id }) => `{"memberID":${id},"alarm":1}`);
      return object(['alarms', list(all)]);
    }
    case 'done':
      return request.type === 'moveLeader' ? '{}' : object(header(head));
    case 'range':
    case 'put':
    case 'deleteRange':
    case 'txn':
      return operation(answer, header(head));
    default:
      return null;
  }
}

function event({ type, kv, prev }: WatchedEvent): string {
  return object(
    ['type', type === 'PUT' ? 0 : 1],
    ['kv', keyValue(kv)],
    ['prev_kv', prev === null ? '' : keyValue(prev)],
  );
}

/** Events of a watch. */
export function jsonEvents({ by, term, revision, events }: Head & WatchAnswer): string {
  const head = object(...headFields({ by, term, revision }));
  const rest = '"CompactRevision":0,"Canceled":false,"Created":false';
  return `{"Header":${head},"Events":[${events.map(event)}],${rest}}`;
}
