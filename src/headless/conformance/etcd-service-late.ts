import type { ServerId } from '../../model/index.ts';
import type { Json, ServiceStep, ShownStep } from './etcd-service-format.ts';
import type { EtcdNames } from './etcd-service-names.ts';

/* What a step came to, made ready to be compared when all is over. */

export function whereOf({ op }: ServiceStep, i: number): string {
  return `step ${i + 1} (${op})`;
}

/** What the library logs of its attempts stands among etcdctl's own lines; it is left out. */
export function withoutLog(expected: ShownStep): ShownStep {
  const { err, ...rest } = expected;
  if (!Array.isArray(err)) return expected;
  const own = err.filter((line) => !String(line).startsWith('rpc error:'));
  return own.length === 0 ? rest : { ...rest, err: own.map((line) => withoutTook(String(line))) };
}

/** How long a member took is left out, as of every step. */
function withoutTook(text: string): string {
  return text.replace(/\btook = \S+$/, 'took = …');
}

/** Where etcdctl's formats have a member's id, and where its cluster's. */
const MEMBER_IDS = /("member_id":|"leader":|"MemberID" : |"Leader" : )(\d+)/g;
const CLUSTER_ID = /("cluster_id":|"ClusterID" : )1\b/g;

/** Leases that got their names after they were seen are called so, and members as recorded. */
export function namedLate(
  step: ShownStep,
  names: EtcdNames,
  nameOf: (sid: ServerId) => string,
): ShownStep {
  const renamed = (text: string): string =>
    withoutTook(text)
      .replace(/server(\d+):2379/g, (_, sid) => `{client ${nameOf(Number(sid))}}`)
      .replace(MEMBER_IDS, (all, field, id) =>
        id === '0' ? all : `${field}{${nameOf(Number(id))}}`,
      )
      .replace(CLUSTER_ID, '$1{cluster}');
  const fields = (shown: ShownStep): ShownStep =>
    Object.fromEntries(Object.entries(shown).map(([name, one]) => [name, field(name, one)]));
  const named = (value: Json): Json => {
    if (typeof value === 'string') return names.late(renamed(value));
    if (Array.isArray(value)) return value.map(named);
    // A cast: what is left of JSON is an object.
    return typeof value === 'object' && value !== null ? fields(value as ShownStep) : value;
  };
  const field = (name: string, value: Json): Json => {
    if (name === 'lease' && typeof value === 'string') return names.leaseName(value);
    if (name !== 'leases' || !Array.isArray(value)) return named(value);
    return value.map((one) => names.leaseName(String(one))).sort();
  };
  return fields(step);
}
