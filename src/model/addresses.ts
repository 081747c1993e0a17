import type { EnsembleConfig, ServerConfig } from './config.ts';
import type { ServerId } from './ids.ts';

/** The port that a connect string means where it names none (ConnectStringParser.DEFAULT_PORT). */
const USUAL_PORT = 2181;

/** The port for clients that a server's own line or file names, or null. */
export function clientPortOf({ clientAddress, clientPort }: ServerConfig): number | null {
  const named = /(\d+)$/.exec(clientAddress ?? '')?.[1];
  return named === undefined ? (clientPort ?? null) : Number(named);
}

/**
 * Where clients reach a server: the port its zoo.cfg line names, else clientPort, or the ports from
 * there on where several servers share a host, as people do on one machine.
 */
export function clientPort(config: EnsembleConfig, sid: ServerId): number {
  const server = config.servers.find((one) => one.sid === sid);
  const named = server === undefined ? null : clientPortOf(server);
  if (named !== null) return named;
  const shared = config.servers.some((one) => one.sid !== sid && one.host === server?.host);
  return shared ? config.clientPort + placeOf(config, sid) : config.clientPort;
}

/** How many servers stand before it, by their numbers. */
function placeOf(config: EnsembleConfig, sid: ServerId): number {
  return config.servers.filter((one) => one.sid < sid).length;
}

/** `server1:2181`, as one would type it. */
export function clientAddress(config: EnsembleConfig, sid: ServerId): string {
  const host = config.servers.find((one) => one.sid === sid)?.host ?? String(sid);
  return `${host}:${clientPort(config, sid)}`;
}

const HERE = new Set(['localhost', '127.0.0.1', '[::1]', '[0:0:0:0:0:0:0:1]']);

/**
 * The server at an address, or null. A server may be named by its host or, on `localhost` and
 * 127.0.0.1, told by its port: its own, or as many behind the first one as it stands behind the
 * first server. `port` 0 is the usual one.
 */
export function serverAt(config: EnsembleConfig, host: string, port: number): ServerId | null {
  const name = host.toLowerCase();
  const wanted = port === 0 ? USUAL_PORT : port;
  const numbered = ({ sid }: ServerConfig): boolean =>
    wanted === config.clientPort + placeOf(config, sid);
  const fits = ({ sid }: ServerConfig): boolean => wanted === clientPort(config, sid);
  const called = config.servers.filter((one) => one.host.toLowerCase() === name);
  if (called.length === 1) return called.find(fits)?.sid ?? null;
  const candidates = called.length > 0 ? called : HERE.has(name) ? config.servers : [];
  return (candidates.find(numbered) ?? candidates.find(fits))?.sid ?? null;
}
