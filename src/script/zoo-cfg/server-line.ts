import type { ServerConfig } from '../../model/index.ts';
import { MAX_SID } from '../limits.ts';
import { WHOLE } from '../names.ts';
import { type Sentence, sentence } from '../parse-error.ts';
import type { Property } from './properties.ts';

/** host:port:port[:role][;[address:]clientPort], the host a name or an address in brackets. */
const HOST = '(\\[[0-9A-Fa-f:.%]+\\]|[^\\s:;|[\\]]+)';
const PORT = '(\\d{1,5})';
const SPEC = new RegExp(`^${HOST}:${PORT}:${PORT}(?::(\\w+))?(?:;(?:([^\\s;]+):)?${PORT})?$`);

const USAGE = 'server.1=host:2888:3888[:participant|observer][;2181]';

const isPort = (text: string | undefined): boolean =>
  text === undefined || (Number(text) >= 1 && Number(text) <= 65535);

/** `server.N=…` as a server, or the sentence that says what is wrong (QuorumPeer.QuorumServer). */
export function readServer(property: Property): ServerConfig | { readonly fault: Sentence } {
  const { line, key, value } = property;
  const number = key.slice('server.'.length).replace(/^0+(?=\d)/, '');
  const sid = WHOLE.test(number) ? Number(number) : 0;
  if (sid < 1 || sid > MAX_SID) {
    return { fault: sentence('errors.zoo.sid', { line, key, most: MAX_SID }) };
  }
  // A server may name several addresses of its own; they are the same machine.
  const [first = ''] = value.trim().split('|');
  const [, host, quorumPort, electionPort, role = 'participant', address, clientPort] =
    SPEC.exec(first) ?? [];
  const isRole = /^(?:participant|observer)$/i.test(role);
  const ports = [quorumPort, electionPort, clientPort];
  if (host === undefined || !isRole || !ports.every(isPort)) {
    return { fault: sentence('errors.zoo.server', { line, value, usage: USAGE }) };
  }
  const learnerType = role.toLowerCase() === 'observer' ? 'OBSERVER' : 'PARTICIPANT';
  const quorum = Number(quorumPort);
  const election = Number(electionPort);
  // Only what the line names is shown in the config node (QuorumServer.toString).
  return {
    ...{ sid, learnerType, host },
    ...(quorum === 2888 && election === 3888 ? {} : { ports: { quorum, election } }),
    ...(clientPort && { clientAddress: `${address ?? '0.0.0.0'}:${clientPort}` }),
  };
}
