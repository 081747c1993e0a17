import type { VariantRow } from '../replica/index.ts';

/**
 * Bugs of etcd 3.4.23 that are repaired here, each a switch that is read at one place; `jira`: the
 * number at etcd-io.
 */
export const ETCD_VARIANTS = {
  /** Who has waited for a lock or an election does not look whether its own key is still there. */
  lockWithoutLease: { jira: 9921 },
  /** Who led goes on with the leases' clock until its disk lets it hear that it leads no more. */
  staleLessor: { jira: 15247 },
} as const satisfies Readonly<Record<string, VariantRow>>;

export type EtcdVariantName = keyof typeof ETCD_VARIANTS;
export type EtcdVariants = Readonly<Partial<Record<EtcdVariantName, boolean>>>;
