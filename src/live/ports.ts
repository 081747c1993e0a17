import { clientPort, type EnsembleConfig, type ServerId } from '../model/index.ts';

/** The ports for clients: as zoo.cfg names them; of one port for several servers, those behind. */
export function portsOf(config: EnsembleConfig): ReadonlyMap<ServerId, number> {
  const ports = new Map<ServerId, number>();
  const taken = new Set<number>();
  for (const { sid } of config.servers) {
    let port = clientPort(config, sid);
    while (taken.has(port)) port += 1;
    taken.add(port);
    ports.set(sid, port);
  }
  return ports;
}

/** What clients are given to connect to: each server's port, on this machine. */
export function connectString(ports: Iterable<readonly [ServerId, number]>): string {
  return [...ports].map(([, port]) => `127.0.0.1:${port}`).join(',');
}

/** A zoo.cfg whose servers' wall clock was this, in milliseconds since 1970, at the beginning. */
export function withClock(zooCfg: string, clockMs: number): string {
  return `${zooCfg.replace(/\n*$/, '\n')}zabscope.clock=${clockMs}\n`;
}
