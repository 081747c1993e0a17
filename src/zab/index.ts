/**
 * One peer of the ZAB protocol, pure: fast leader election, discovery, synchronization, broadcast.
 * `peer.ts` is the state, `reactions.ts` says which messages are legal when and who handles them,
 * `lifecycle.ts` is the chart over it, one file a phase the handlers, `step.ts` the way in;
 * `protocol.ts` is all that outsiders need.
 */
export * from './disk.ts';
export { factsOf } from './facts.ts';
export * from './leaf.ts';
export { handlerOf } from './learner-handlers.ts';
export * from './lifecycle.ts';
export * from './messages.ts';
export { NO_VARIANTS } from './no-variants.ts';
export * from './peer.ts';
export { ZAB } from './protocol.ts';
export { isAccepted } from './reactions.ts';
export { ZAB_RULES, type ZabRule } from './rules.ts';
export { newPeer, stepPeer } from './step.ts';
export * from './variants.ts';
