/**
 * The database of a ZooKeeper server: a tree of znodes as an immutable value, what a transaction
 * does to it, who may touch what, and who is told of a change (watches). It knows no server, no
 * session's clock and no network.
 */
export * from './acl.ts';
export * from './apply.ts';
export * from './containers.ts';
export * from './paths.ts';
export * from './quota.ts';
export * from './sha1.ts';
export * from './stat.ts';
export * from './tree.ts';
export * from './watch-events.ts';
export * from './watches.ts';
