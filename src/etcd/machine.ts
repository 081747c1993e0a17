import type { EnsembleConfig, Image, StateMachine, Txn } from '../model/index.ts';
import { type Applied, applyRequest } from './apply.ts';
import { type BoltFile, committed, defragmented, EMPTY_FILE } from './bolt/file.ts';
import { isOfMembers } from './membership.ts';
import { leastTtlOf } from './pace.ts';
import type { LoggedRequest } from './requests.ts';
import { requestBytes } from './size.ts';
import { EMPTY_STORE, type EtcdStore, storeBytes } from './store.ts';
import type { EntryBody } from './wire.ts';

/**
 * All members apply the same entry to the same store: the first one's result serves the others, and
 * the one that owes the answer. A ring of slots; to forget one costs time, never correctness.
 */
const MEMO_SLOTS = 256;
interface Remembered {
  readonly before: EtcdStore;
  readonly txn: Txn;
  readonly applied: Applied;
}
const memo = new Array<Remembered | null>(MEMO_SLOTS).fill(null);

/** What an entry holds for the service; null: it is the protocol's own. */
export function bodyOf({ change }: Txn): EntryBody | null {
  // A cast: nobody but the members' service writes such entries.
  return change.type === 'service' ? (change.body as EntryBody) : null;
}

/** Whether it is about the members, not about keys: then it is applied each time. */
export const isOfCluster = ({ type }: LoggedRequest): boolean =>
  type === 'publish' || type === 'clusterVersion' || isOfMembers({ type });

/** What an entry comes to; null: it is the protocol's own and changes nothing. */
export function appliedOf(before: EtcdStore, txn: Txn, config: EnsembleConfig): Applied | null {
  const body = bodyOf(txn);
  if (body === null) return null;
  const slot = txn.zxid.counter % MEMO_SLOTS;
  const known = memo[slot];
  if (known?.txn === txn && known.before === before) return known.applied;
  const applied = applyRequest(before, body.request, leastTtlOf(config));
  memo[slot] = { before, txn, applied };
  return applied;
}

const machines = new WeakMap<EnsembleConfig, StateMachine>();

/** What the log's entries drive: a member's store. */
export function etcdMachineOf(config: EnsembleConfig): StateMachine {
  const made = machines.get(config) ?? newMachine(config);
  machines.set(config, made);
  return made;
}

function newMachine(config: EnsembleConfig): StateMachine {
  return {
    empty: EMPTY_STORE,
    apply: (image: Image, txn: Txn): Image =>
      appliedOf(image as EtcdStore, txn, config)?.store ?? image,
    // mvcc/backend; what is of the cluster and not of keys is kept beside it (the v2 store).
    written: {
      everyMs: 100,
      again(image: Image, txn: Txn): Image {
        const body = bodyOf(txn);
        if (body === null || !isOfCluster(body.request)) return image;
        return applyRequest(image as EtcdStore, body.request).store;
      },
      newFile: EMPTY_FILE,
      fileWith: (file, image) => committed(file as BoltFile, image as EtcdStore),
      defragmented: (file) => defragmented(file as BoltFile),
    },
    sizeOf: (image: Image): number => storeBytes(image as EtcdStore),
    bytesOf(txn: Txn): number {
      const body = bodyOf(txn);
      return body === null ? 0 : requestBytes(body.request);
    },
  };
}
