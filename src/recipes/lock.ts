import { contender } from './contender.ts';

/**
 * The exclusive lock (ZooKeeper recipes: Locks). Everybody watches only the one just before, so one
 * release wakes one client, and they get it in the order in which they came.
 */
export const lock = contender({
  name: 'lock',
  rules: 'lock',
  mark: 'lock-',
  line: ['lock-'],
  blocker: (ahead) => ahead.at(-1) ?? null,
});
