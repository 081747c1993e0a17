import { assert } from '../../lib/index.ts';
import { CLIENT_FAILURES } from './client-failures.ts';
import type { Failure, FailureId } from './failure.ts';
import { LEADER_FAILURES } from './leader-failures.ts';
import { LOAD_FAILURES } from './load-failures.ts';
import { QUORUM_FAILURES } from './quorum-failures.ts';

const ALL: readonly Failure[] = [
  ...CLIENT_FAILURES,
  ...QUORUM_FAILURES,
  ...LEADER_FAILURES,
  ...LOAD_FAILURES,
];

/** The failure of a number. */
export function failureOf(id: FailureId): Failure {
  const found = ALL.find((one) => one.id === id);
  assert(found !== undefined, `there is a failure ${id}`);
  return found;
}
