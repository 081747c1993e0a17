/**
 * One peer of the ZAB protocol, pure: fast leader election, discovery, synchronization, broadcast.
 * `peer.ts` is the state, `lifecycle.ts` the chart that says which messages are legal when, one
 * file a phase the handlers, `step.ts` the way in.
 */
export * from './disk.ts';
export { HANDLERS } from './dispatch.ts';
export { factsOf } from './facts.ts';
export * from './lifecycle.ts';
export * from './messages.ts';
export { NO_VARIANTS } from './no-variants.ts';
export * from './peer.ts';
export { newPeer, stepPeer } from './step.ts';
export * from './variants.ts';
