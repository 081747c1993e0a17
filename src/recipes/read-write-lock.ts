import { contender } from './contender.ts';
import { isMarked } from './nodes.ts';

const line = ['read-', 'write-'];

/**
 * Shared locks (ZooKeeper recipes: Shared Locks). A reader waits for the last writer before it; all
 * readers behind one writer are woken together, and all of them may go: that is no herd.
 */
export const readLock = contender({
  name: 'read-lock',
  rules: 'read-lock',
  mark: 'read-',
  line,
  blocker: (ahead) => ahead.filter((name) => isMarked(name, 'write-')).at(-1) ?? null,
});

/** A writer waits for whoever is just before it, reader or writer. */
export const writeLock = contender({
  name: 'write-lock',
  rules: 'lock',
  mark: 'write-',
  line,
  blocker: (ahead) => ahead.at(-1) ?? null,
});
