import type { EnsembleConfig, ServerConfig } from './config.ts';
import type { ServerId } from './ids.ts';

/** The port for clients that every example has. */
const CLIENT_PORT = 2181;

/**
 * Where clients reach a server: the port its zoo.cfg line names, else 2181, or 2181, 2182 … where
 * several servers share a host, as people do on one machine.
 */
export function clientPort(config: EnsembleConfig, sid: ServerId): number {
  const server = config.servers.find((one) => one.sid === sid);
  const named = /(\d+)$/.exec(server?.clientAddress ?? '')?.[1];
  if (named !== undefined) return Number(named);
  const shared = config.servers.some((one) => one.sid !== sid && one.host === server?.host);
  return shared ? CLIENT_PORT + sid - 1 : CLIENT_PORT;
}

/** `server1:2181`, as one would type it. */
export function clientAddress(config: EnsembleConfig, sid: ServerId): string {
  const host = config.servers.find((one) => one.sid === sid)?.host ?? String(sid);
  return `${host}:${clientPort(config, sid)}`;
}

const HERE = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The server at an address, or null. A server may be named by its host or, on `localhost` and
 * 127.0.0.1, told by its port: its own, or 2181 for server 1, 2182 for server 2 and so on. `port` 0
 * is the usual one.
 */
export function serverAt(config: EnsembleConfig, host: string, port: number): ServerId | null {
  const name = host.toLowerCase();
  const wanted = port === 0 ? CLIENT_PORT : port;
  const fits = ({ sid }: ServerConfig): boolean =>
    wanted === CLIENT_PORT + sid - 1 || wanted === clientPort(config, sid);
  const called = config.servers.filter((one) => one.host.toLowerCase() === name);
  if (called.length === 1) {
    const [only] = called as [ServerConfig];
    return fits(only) || wanted === CLIENT_PORT ? only.sid : null;
  }
  const candidates = called.length > 0 ? called : HERE.has(name) ? config.servers : [];
  const numbered = candidates.find(({ sid }) => wanted === CLIENT_PORT + sid - 1);
  return (numbered ?? candidates.find(fits))?.sid ?? null;
}
