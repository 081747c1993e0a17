import { assert } from '../../lib/index.ts';
import type { World } from '../../sim/index.ts';
import { SMALL } from './aim.ts';
import { CLIENT_FAILURES } from './client-failures.ts';
import {
  type Able,
  elsewhere,
  type Failure,
  type FailureId,
  isUnable,
  type Unable,
} from './failure.ts';
import { LEADER_FAILURES } from './leader-failures.ts';
import { LOAD_FAILURES } from './load-failures.ts';
import { QUORUM_FAILURES } from './quorum-failures.ts';

/** A failure that is made of one protocol's messages is none of another's. */
function ofProtocol(failure: Failure): Failure {
  const plan: Failure['plan'] = (world, amount, isOn) => {
    const { protocol } = world;
    const isOther = failure.speaks !== undefined && failure.speaks !== protocol.name;
    return isOther ? elsewhere('protocol', SMALL) : failure.plan(world, amount, isOn);
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

/** What a failure would do to the world as it is, with its number and its switch. */
export function planOf(id: FailureId, world: World, amount: number, isOn: boolean): Able | Unable {
  const { plan, right, switched = right } = failureOf(id);
  const planned = plan(world, amount, isOn);
  return isUnable(planned) ? planned : { ...planned, right: isOn ? switched : right };
}
