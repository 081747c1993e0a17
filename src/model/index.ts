/**
 * The nouns that every layer shares: ids, zxids, operations, transactions, error codes. Only types,
 * constants and leaf functions; nothing here knows a server, a clock or a screen.
 */
export * from './addresses.ts';
export * from './because.ts';
export * from './client-messages.ts';
export * from './config.ts';
export * from './error-codes.ts';
export * from './ids.ts';
export * from './jute.ts';
export * from './op.ts';
export * from './paths.ts';
export * from './reply.ts';
export * from './stats-track.ts';
export * from './txn.ts';
export * from './zxid.ts';
