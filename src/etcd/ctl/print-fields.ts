import type { ServerId } from '../../model/index.ts';
import type { OpAnswer } from '../answers.ts';
import type { KeyValue } from '../requests.ts';
import type { AskTask } from '../tasks.ts';
import type { MemberWord, WatchAnswer } from '../wire.ts';
import { quoted } from './go-text.ts';
import { numberOf } from './print-json.ts';
import { CLUSTER_ID, errorsOf, namesOf, VERSION } from './print-members.ts';

/* What etcdctl prints with `-w fields` (printer_fields.go): a field, a line. */

interface Head {
  readonly by: ServerId;
  readonly term: number;
  readonly revision?: number;
}

const line = (name: string, value: string | number | boolean): string => `"${name}" : ${value}`;

function head({ by, term, revision = 0 }: Head): readonly string[] {
  // Within a transaction nobody says who answers.
  const cluster = line('ClusterID', by === 0 ? 0 : CLUSTER_ID);
  return [cluster, line('MemberID', by), line('Revision', revision), line('RaftTerm', term)];
}

function keyValue({ key, value, ...kv }: KeyValue, prefix = ''): readonly string[] {
  return [
    line(`${prefix}Key`, quoted(key)),
    line(`${prefix}CreateRevision`, kv.createRevision),
    line(`${prefix}ModRevision`, kv.modRevision),
    line(`${prefix}Version`, kv.version),
    line(`${prefix}Value`, quoted(value)),
    line(`${prefix}Lease`, numberOf(kv.lease)),
  ];
}
const before = (kv: KeyValue): readonly string[] => keyValue(kv, 'Prev');

function operation(answer: OpAnswer, of: Head): readonly string[] {
  const said = head(of);
  switch (answer.type) {
    case 'range': {
      const kvs = answer.kvs.flatMap((kv) => keyValue(kv));
      return [...said, ...kvs, line('More', answer.more), line('Count', answer.count)];
    }
    case 'put':
      return [...said, ...(answer.prev === null ? [] : before(answer.prev))];
    case 'deleteRange':
      return [...said, line('Deleted', answer.deleted), ...answer.prevs.flatMap(before)];
    case 'txn': {
      const within = answer.answers.flatMap((one) =>
        operation(one, { by: 0, term: 0, revision: one.revision }),
      );
      return [...said, line('Succeeded', answer.succeeded), ...within];
    }
  }
}

type Answered = Extract<MemberWord, { type: 'answer' }>;

/**
 * An answer that is no error; null: it has no such form. `endpoint`: whose answer it is, where each
 * is asked by itself.
 */
export function fieldLines(
  { by, term, answer }: Answered,
  { request }: AskTask,
  endpoint: string,
): readonly string[] | null {
  const of: Head = { by, term, revision: 'revision' in answer ? answer.revision : 0 };
  const said = head(of);
  switch (answer.type) {
    case 'leaseGrant':
      return [...said, line('ID', numberOf(answer.id)), line('TTL', answer.ttl)];
    case 'leaseTimeToLive': {
      const id = request.type === 'leaseTimeToLive' ? request.id : '0';
      const { ttl, granted } = answer;
      const own = [line('ID', numberOf(id)), line('TTL', ttl), line('GrantedTTL', granted)];
      return [...said, ...own, ...answer.keys.map((key) => line('Key', quoted(key)))];
    }
    case 'leases':
      return [...said, ...answer.ids.map((id) => line('ID', numberOf(id)))];
    case 'members': {
      if (request.type !== 'memberList') return null;
      const each = answer.members.flatMap((listed) => {
        const { id, name, peer, client } = namesOf(listed);
        const urls = client === '' ? [] : [line('ClientURL', quoted(client))];
        const named = [line('ID', id), line('Name', quoted(name)), line('PeerURL', quoted(peer))];
        return [...named, ...urls, line('IsLearner', listed.learner), ''];
      });
      return [...said, ...each];
    }
    case 'status': {
      return [
        ...said,
        line('Version', quoted(VERSION)),
        line('DBSize', answer.size),
        line('Leader', answer.leader ?? 0),
        line('IsLearner', answer.learner),
        line('RaftIndex', answer.index),
        line('RaftTerm', term),
        line('RaftAppliedIndex', answer.applied),
        line('Errors', `[${errorsOf(answer).join(' ')}]`),
        line('Endpoint', quoted(endpoint)),
        '',
      ];
    }
    case 'done':
      return request.type === 'moveLeader' ? null : said;
    case 'range':
    case 'put':
    case 'deleteRange':
    case 'txn':
      return operation(answer, of);
    default:
      return null;
  }
}

/** Events of a watch. */
export function fieldEvents({ by, term, revision, events }: Head & WatchAnswer): readonly string[] {
  const each = events.flatMap(({ type, kv, prev }) => [
    line('Type', type),
    ...(prev === null ? [] : before(prev)),
    ...keyValue(kv),
  ]);
  return [...head({ by, term, revision }), ...each];
}
