import type { EtcdVariantName } from '../../etcd/index.ts';
import type { ServiceHalf } from '../service-half.ts';
import { readClient } from './clients.ts';
import { type EtcdLedgerDraft, newEtcdGhost } from './ghost.ts';
import { ETCD_INVARIANTS } from './invariants.ts';
import { readHost } from './members.ts';

/** The invariants that each variant was seen to break, the telling one first. */
const BREAKS: Readonly<Partial<Record<EtcdVariantName, readonly string[]>>> = {
  lockWithoutLease: ['OneOwner'],
  staleLessor: ['LeaseKept'],
};

/** What is checked of etcd's service: its promises to clients, judged from outside. */
export const ETCD_HALF: ServiceHalf = {
  invariants: ETCD_INVARIANTS,
  breaks: BREAKS,
  newGhost: newEtcdGhost,
  readHost: (r, was, is) => readHost(r as unknown as EtcdLedgerDraft, was, is),
  readClient: (r, name, was, is) => readClient(r as unknown as EtcdLedgerDraft, name, was, is),
};
