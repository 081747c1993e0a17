/** How an invariant of etcd's service can be broken, by the id of its sentence. */
export const ETCD_BREACH_RULES = [
  'revisionsAgree.other',
  'revisionsAgree.falls',
  'newestReads.old',
  'watchComplete.other',
  'leaseKept.early',
  'oneOwner.noKey',
  'oneOwner.two',
] as const;
export type EtcdBreachRule = (typeof ETCD_BREACH_RULES)[number];
