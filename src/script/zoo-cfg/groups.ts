import type { ServerConfig } from '../../model/index.ts';
import { type Sentence, sentence } from '../parse-error.ts';
import { parseLong, split } from './java.ts';
import type { Property } from './properties.ts';

/** Whether a key makes the quorum hierarchical: also `groupId` does (parseDynamicConfig). */
export function isOfGroups(key: string): boolean {
  return key.startsWith('group') || key.startsWith('weight');
}

/** What is wrong with the groups and weights of a file, and at which line (QuorumHierarchical). */
export function groupFault(
  properties: readonly Property[],
  servers: readonly ServerConfig[],
): { readonly line: number; readonly what: Sentence } | null {
  const groupOf = new Map<bigint, Property>();
  const weights = new Set<bigint>();
  const fault = ({ line, key, value }: Property) => {
    return { line, what: sentence('errors.zoo.group', { line, text: `${key}=${value}` }) };
  };
  for (const property of properties) {
    const { line, key, value } = property;
    const number = parseLong(key.slice(key.indexOf('.') + 1));
    if (number === null) return fault(property);
    if (key.startsWith('weight')) {
      if (parseLong(value) === null) return fault(property);
      weights.add(number);
      continue;
    }
    for (const member of split(value, ':')) {
      const sid = parseLong(member);
      if (sid === null) return fault(property);
      if (groupOf.has(sid)) {
        return { line, what: sentence('errors.zoo.inGroups', { line, sid: String(sid) }) };
      }
      groupOf.set(sid, property);
    }
  }
  const voters = servers.filter(({ learnerType }) => learnerType === 'PARTICIPANT');
  for (const { sid } of voters) {
    weights.add(BigInt(sid));
    if (groupOf.has(BigInt(sid))) continue;
    const { line = 1 } = properties[0] ?? {};
    return { line, what: sentence('errors.zoo.noGroup', { line, sid }) };
  }
  // A member without a weight of its own is none of the voters (computeGroupWeight).
  for (const [sid, { line }] of groupOf) {
    if (!weights.has(sid)) {
      return { line, what: sentence('errors.zoo.noVoterInGroup', { line, sid: String(sid) }) };
    }
  }
  return null;
}
