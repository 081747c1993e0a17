import { assert } from '../../lib/index.ts';
import { SMALL } from './aim.ts';
import { CLIENT_FAILURES } from './client-failures.ts';
import { elsewhere, type Failure, type FailureId } from './failure.ts';
import { LEADER_FAILURES } from './leader-failures.ts';
import { LOAD_FAILURES } from './load-failures.ts';
import { QUORUM_FAILURES } from './quorum-failures.ts';

/** A failure that is made of one protocol's messages is none of another's. */
function ofProtocol(failure: Failure): Failure {
  const plan: Failure['plan'] = (world, amount) => {
    const { protocol } = world;
    const isOther = failure.speaks !== undefined && failure.speaks !== protocol.name;
    return isOther ? elsewhere('protocol', SMALL) : failure.plan(world, amount);
  };
  return { ...failure, plan };
}

const ALL: readonly Failure[] = [
  ...CLIENT_FAILURES,
  ...QUORUM_FAILURES,
  ...LEADER_FAILURES,
  ...LOAD_FAILURES,
].map(ofProtocol);

/** The failure of a number. */
export function failureOf(id: FailureId): Failure {
  const found = ALL.find((one) => one.id === id);
  assert(found !== undefined, `there is a failure ${id}`);
  return found;
}
