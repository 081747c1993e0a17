/** A broken assertion: a bug of ours, never a person's mistake and never a ZooKeeper error code. */
class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

/** Stops the run when `condition` does not hold. On in production: a wrong run must not go on. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new AssertionFailure(sentence);
}

/** For the default branch of an exhaustive switch; a missing case is a compile error there. */
export function unreachable(value: never): never {
  throw new AssertionFailure(`no case for ${JSON.stringify(value)}`);
}
