/**
 * One member of a Raft group as etcd 3.4 has it, pure: election, replication, reads, snapshots, and
 * the loop of batches that all of it goes through. `peer.ts` is the state, `reactions.ts` says
 * which messages are legal when and who handles them, `terms.ts` what a message's term does before,
 * `lifecycle.ts` is the chart over it, `batch.ts` what is written, sent and applied together,
 * `links.ts` the streams, `service.ts` what the servers above are told, `step.ts` the way in;
 * `protocol.ts` is all that outsiders need.
 */
export { entryAt, lastIndex, lastOf, type RaftDisk, type RaftLog, termAt } from './disk.ts';
export { foundersOf } from './group.ts';
export type { RaftMessage, RaftMessageType } from './messages.ts';
export type { RaftPeer } from './peer.ts';
export { RAFT } from './protocol.ts';
export { RAFT_RULES, type RaftRule } from './rules.ts';
export { RAFT_VARIANTS, type RaftVariantName } from './variants.ts';
