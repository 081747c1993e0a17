/**
 * The properties of ZooKeeper's TLA+ specifications (Zab.tla, ZkV3_7_0.tla) that a run must keep,
 * under the names they have there. Each has a sentence in the catalogue.
 */
export const PROPERTIES = [
  'Leadership1',
  'Leadership2',
  'PrefixConsistency',
  'Integrity',
  'Agreement',
  'TotalOrder',
  'LocalPrimaryOrder',
  'GlobalPrimaryOrder',
  'PrimaryIntegrity',
  'CommittedLogDurability',
  'CommittedLogMonotonicity',
  'LeaderLogCompleteness',
  'ProcessConsistency',
] as const;
export type Property = (typeof PROPERTIES)[number];
