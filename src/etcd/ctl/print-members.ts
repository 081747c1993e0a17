import type { EtcdRequest, ListedMember } from '../wire.ts';

/* What etcdctl prints of members, and of what has become of them. */

const SCHEME = 'http';
const urlOf = (sid: number, port: number): string => `${SCHEME}://server${sid}:${port}`;
const peerUrl = (sid: number): string => urlOf(sid, 2380);

/** An id as `%16x` writes it. */
const wide = (id: number): string => id.toString(16).padStart(16);

/** There is one cluster here. */
const CLUSTER = wide(1);

function memberLine({ sid, learner, started }: ListedMember): string {
  const [state, name, client] = started
    ? ['started', `server${sid}`, urlOf(sid, 2379)]
    : ['unstarted', '', ''];
  return [sid.toString(16), state, name, peerUrl(sid), client, learner].join(', ');
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
      return members.map(memberLine);
  }
}
