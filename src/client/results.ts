import type { ErrorCode, Reply } from '../model/index.ts';

/**
 * The code that a call comes to: a multi is answered with OK and says in its results which of its
 * ops failed; the first that did decides (ZooKeeper.multiInternal, MultiCallback).
 */
export function outcomeCode({ code, body }: Reply): ErrorCode {
  if (code !== 'OK' || body?.type !== 'results') return code;
  const failed = body.results.find((one) => one.type === 'error' && one.code !== 'OK');
  return failed?.type === 'error' ? failed.code : code;
}
