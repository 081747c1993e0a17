/**
 * A ZooKeeper server on top of a peer: the request pipeline (prepare, finalize), reads, sessions
 * and the connections of its clients. Pure; sim gives it time and a network.
 */

/** What a server's peer holds as its image. */
export type { Database } from '../znodes/index.ts';
export { machineOf, withConfigNode } from './machine.ts';
export { SERVER_CLOSINGS, SERVER_RULES, type ServerRule } from './rules.ts';
export * from './server.ts';
export { ZOOKEEPER } from './service.ts';
