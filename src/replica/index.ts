/**
 * What a replica of a log is to everybody around it, whichever protocol it runs. `protocol.ts` is
 * the contract: a protocol is one value that keeps it. `replica.ts`: the state and the disk, as far
 * as others see them. `step.ts`: inputs, effects, and what is told. `messages.ts`: the rows of a
 * protocol's table. `chart.ts`: which states it has. `service.ts`: what it carries for the servers
 * above. `facts.ts`: what it tells of itself. `group.ts`: who
 * belongs to it. `above.ts`: what stands on it and serves clients.
 */
export * from './above.ts';
export * from './chart.ts';
export * from './disk-contents.ts';
export * from './facts.ts';
export * from './group.ts';
export * from './messages.ts';
export * from './protocol.ts';
export * from './replica.ts';
export * from './service.ts';
export * from './step.ts';
