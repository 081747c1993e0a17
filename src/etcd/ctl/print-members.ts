import { alarmText } from '../alarms.ts';
import { ETCD_ERRORS } from '../errors.ts';
import type { EtcdAnswer, EtcdRequest, ListedMember } from '../wire.ts';

/* What etcdctl prints of members, and of what has become of them. */

const SCHEME = 'http';
const urlOf = (sid: number, port: number): string => `${SCHEME}://server${sid}:${port}`;
export const clientUrl = (sid: number): string => urlOf(sid, 2379);
const peerUrl = (sid: number): string => urlOf(sid, 2380);

/** An id as `%16x` writes it. */
const wide = (id: number): string => id.toString(16).padStart(16);

/** There is one cluster here. */
export const CLUSTER_ID = 1;
const CLUSTER = wide(CLUSTER_ID);
export const VERSION = '3.4.23';

/** How a member is called, and where it is reached; by its peers alone until it has started. */
export function namesOf({ sid, started }: ListedMember) {
  const [name, client] = started ? [`server${sid}`, clientUrl(sid)] : ['', ''];
  return { id: sid, name, peer: peerUrl(sid), client };
}

function memberCells(listed: ListedMember): readonly string[] {
  const { id, name, peer, client } = namesOf(listed);
  const state = listed.started ? 'started' : 'unstarted';
  return [id.toString(16), state, name, peer, client, String(listed.learner)];
}

/** What a member says is wrong with itself. */
export function errorsOf({ error, alarms }: Extract<EtcdAnswer, { type: 'status' }>) {
  return [...(error === null ? [] : [ETCD_ERRORS[error].text]), ...alarms.map(alarmText)];
}

/** `-w table`. */
export function membersTable(members: readonly ListedMember[]): readonly string[] {
  const head = ['ID', 'STATUS', 'NAME', 'PEER ADDRS', 'CLIENT ADDRS', 'IS LEARNER'];
  return tableOf(head, members.map(memberCells));
}

/** Lines and columns as etcdctl draws them: names in the middle, what stands below on the right. */
export function tableOf(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const widths = names.map((name, i) =>
    Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const border = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+`;
  const drawn = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const head = names.map((name, i) => {
    const room = (widths[i] ?? 0) - name.length;
    return name.padStart(name.length + Math.floor(room / 2)).padEnd(widths[i] ?? 0);
  });
  const body = rows.map((row) => drawn(row.map((cell, i) => cell.padStart(widths[i] ?? 0))));
  return [border, drawn(head), border, ...body, border];
}

/** The surroundings of who was added, as it is to be started in. */
function startLines(members: readonly ListedMember[], added: number, name: string) {
  const nameOf = ({ sid, started }: ListedMember) => {
    if (sid === added) return name;
    return started ? `server${sid}` : '';
  };
  const all = members.map((one) => `${nameOf(one)}=${peerUrl(one.sid)}`);
  return [
    '',
    `ETCD_NAME=${JSON.stringify(name)}`,
    `ETCD_INITIAL_CLUSTER=${JSON.stringify(all.join(','))}`,
    `ETCD_INITIAL_ADVERTISE_PEER_URLS=${JSON.stringify(peerUrl(added))}`,
    'ETCD_INITIAL_CLUSTER_STATE="existing"',
  ];
}

/** `name`: that of who was added. */
export function membersLines(
  request: EtcdRequest,
  members: readonly ListedMember[],
  name = '',
): readonly string[] {
  switch (request.type) {
    case 'memberAdd': {
      const { member } = request;
      return [
        `Member ${wide(member)} added to cluster ${CLUSTER}`,
        ...startLines(members, member, name),
      ];
    }
    case 'memberRemove':
      return [`Member ${wide(request.member)} removed from cluster ${CLUSTER}`];
    case 'memberPromote':
      return [`Member ${wide(request.member)} promoted in cluster ${CLUSTER}`];
    default:
      return members.map((one) => memberCells(one).join(', '));
  }
}
