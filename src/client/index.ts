/**
 * A ZooKeeper client: its session's chart, its queue, its watches. Pure; sim gives it time and a
 * network.
 */
export * from './client.ts';
export * from './io.ts';
export * from './lifecycle.ts';
export * from './refusals.ts';
export * from './results.ts';
export * from './shell/index.ts';
export * from './step.ts';
