/**
 * The world: hosts, clients, network, disks, virtual clock and seeded chance, still pure. `perform`
 * carries out what a person does, `advance` the next thing due; both answer with a Turn.
 */

/** What those who print and draw need to know of the layers below. */
export type {
  Address,
  Answer,
  Asked,
  Client,
  Program,
  QuotaLimits,
  SessionEvent,
  SessionLeaf,
  ShellResult,
  TranscriptEntry,
} from '../client/index.ts';
export { illegalArgument, lacksAcl, outcomeCode } from '../client/index.ts';
export { RECIPE_RULES, type RecipeRule } from '../recipes/index.ts';
export type * from '../replica/index.ts';
export {
  type Database,
  SERVER_RULES,
  type Server,
  type ServerRule,
  takesClients,
} from '../server/index.ts';
export { advance } from './advance.ts';
export { type Agenda, type Entry, entries, min } from './agenda.ts';
export {
  WIRE_PING,
  wireDrop,
  wireOf,
  wireOpen,
  wireSend,
  wireSilence,
  wireTake,
} from './bare-clients.ts';
export * from './commands.ts';
export { newWorld } from './create-world.ts';
export { closedDiskOf, disksOf, withDisk } from './disks.ts';
export * from './events.ts';
export {
  databaseOf,
  electedOf,
  factsOf,
  hostOf,
  leaderOf,
  neededOf,
  zooServerOf,
} from './facts.ts';
export { CLIENT_ACTIONS } from './faults/client.ts';
export * from './faults/fault.ts';
export {
  deedsFor,
  FAULT_KEYS,
  FAULT_TYPES,
  FAULTS,
  type FaultCommand,
  type FaultText,
  type FaultType,
  flatDeeds,
  isFault,
  printFault,
} from './faults/index.ts';
export { libraryAsk, libraryConnect } from './library.ts';
export { classOf, entryOf } from './messages.ts';
export { idleTo, perform } from './perform.ts';
export { REFUSALS, type Refused } from './refusals.ts';
export { createWorld } from './rehearsal.ts';
export * from './turn.ts';
export type { Wire } from './wire.ts';
export * from './world.ts';
