import type { ServerConfig } from '../../model/index.ts';
import { MAX_SID } from '../limits.ts';
import { type Sentence, sentence } from '../parse-error.ts';
import { hostAndPorts, shownHost } from './host.ts';
import { parseInteger, parseLong, split, trimmed } from './java.ts';
import type { Property } from './properties.ts';

const USAGE = 'server.1=host:2888:3888[:participant|observer][;2181]';

type Fault = { readonly fault: Sentence };

/** A port of an InetSocketAddress: 0 to 65535, with nothing before or behind it. */
export function isPort(port: number | null): port is number {
  return port !== null && port >= 0 && port <= 65535;
}

/** `server.N=…` as a server, or the sentence that says what is wrong (QuorumPeer.QuorumServer). */
export function readServer(property: Property): ServerConfig | Fault {
  const { line, key, value } = property;
  const faulty = (): Fault => ({
    fault: sentence('errors.zoo.server', { line, value, usage: USAGE }),
  });
  const sid = Number(parseLong(key.slice('server.'.length)) ?? -1);
  if (sid < 0 || sid > MAX_SID) {
    return { fault: sentence('errors.zoo.sid', { line, key, most: MAX_SID }) };
  }
  const [own = '', forClients, tooMany] = split(value, ';');
  if (split(own, '|').length > 1) return { fault: sentence('errors.zoo.several', { line, value }) };
  const [host = '', ...rest] = hostAndPorts(split(own, '|')[0] ?? '') ?? [];
  const [quorum = null, election = null] = rest.slice(0, 2).map(portOf);
  const role = trimmed(rest[2] ?? 'participant').toLowerCase();
  if (tooMany !== undefined || rest.length > 3) return faulty();
  if (!isPort(quorum) || !isPort(election)) return unread(property, rest.slice(0, 2)) ?? faulty();
  if (quorum === election)
    return { fault: sentence('errors.zoo.samePorts', { line, port: quorum }) };
  if (role !== 'participant' && role !== 'observer') return faulty();
  const clientAddress = forClients === undefined ? undefined : clientAddressOf(forClients);
  if (clientAddress === null) return unread(property, split(forClients ?? '', ':')) ?? faulty();
  return {
    ...{
      sid,
      learnerType: role === 'observer' ? 'OBSERVER' : 'PARTICIPANT',
      host: shownHost(host),
    },
    ...(quorum === 2888 && election === 3888 ? {} : { ports: { quorum, election } }),
    ...(clientAddress !== undefined && { clientAddress }),
  };
}

const portOf = (text: string): number | null => parseInteger(text);

/** Behind `;`: a port, or an address and a port; null: neither. */
function clientAddressOf(text: string): string | null {
  const parts = hostAndPorts(text) ?? [];
  const port = portOf(parts.at(-1) ?? '');
  if (parts.length > 2 || !isPort(port)) return null;
  return `${parts.length === 2 ? shownHost(parts[0] ?? '') : '0.0.0.0'}:${port}`;
}

/** A blank is easily overlooked: it is named where nothing else is wrong with a port. */
function unread({ line, value }: Property, ports: readonly string[]): Fault | null {
  const blank = ports.find((port) => /\s/.test(port) && isPort(portOf(trimmed(port))));
  return blank === undefined ? null : { fault: sentence('errors.zoo.blank', { line, value }) };
}
