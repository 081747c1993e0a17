import { bytesOf } from '../../lib/index.ts';
import {
  CREATE_MODES,
  type CreateMode,
  type CreateOp,
  clientRefusal,
  OPEN_ACL,
} from '../../model/index.ts';
import { parseAcl } from './acl-text.ts';
import type { CommandLine } from './options.ts';
import { asks, type CliCommand, err, parseJavaLong, refuse } from './shape.ts';

/** EphemeralType.TTL.maxValue: 40 bits of milliseconds. */
const MAX_TTL = 1099511627775;

/** CreateCommand.exec: what its options say together, or why they cannot. */
function modeOf({ options }: CommandLine): CreateMode | { readonly fault: string } {
  const [e, s, c, t] = ['e', 's', 'c', 't'].map((letter) => options.has(letter));
  if (c && (e || s)) {
    const what = '-c cannot be combined with -s or -e.';
    return { fault: `${what} Containers cannot be ephemeral or sequential.` };
  }
  if (t && parseJavaLong(options.get('t') ?? '') === null) {
    return { fault: '-t argument must be a long value' };
  }
  if (t && e) return { fault: 'TTLs cannot be used with Ephemeral znodes' };
  if (t && c) return { fault: 'TTLs cannot be used with Container znodes' };
  if (e) return s ? 'EPHEMERAL_SEQUENTIAL' : 'EPHEMERAL';
  if (c) return 'CONTAINER';
  if (t) return s ? 'PERSISTENT_SEQUENTIAL_WITH_TTL' : 'PERSISTENT_WITH_TTL';
  return s ? 'PERSISTENT_SEQUENTIAL' : 'PERSISTENT';
}

/** Which request the client library sends for a mode (ZooKeeper.create). */
function opTypeOf(mode: CreateMode): CreateOp['type'] {
  if (mode === 'CONTAINER') return 'createContainer';
  return mode.endsWith('_WITH_TTL') ? 'createTTL' : 'create';
}

export const create: CliCommand = {
  name: 'create',
  usage: '[-s] [-e] [-c] [-t ttl] path [data] [acl]',
  options: 'e s c t:',
  least: 2,
  parse: (line) => {
    const mode = modeOf(line);
    if (typeof mode === 'object') return refuse(mode.fault);
    const type = opTypeOf(mode);
    const ttl = type === 'createTTL' ? (parseJavaLong(line.options.get('t') ?? '') ?? 0) : -1;
    if (type === 'createTTL' && (ttl <= 0 || ttl > MAX_TTL)) {
      return refuse(`ttl must be positive and cannot be larger than: ${MAX_TTL}`);
    }
    const [, path = '', data, aclText] = line.args;
    const given = aclText === undefined ? { acl: OPEN_ACL, err: [] } : parseAcl(aclText);
    const fault = clientRefusal(path, mode.includes('SEQUENTIAL'));
    if (fault !== null) return refuse(...given.err, fault);
    if (given.acl.length === 0) {
      return refuse(...given.err, 'KeeperErrorCode = InvalidACL', 'Acl is not valid : null');
    }
    const bytes = data === undefined ? null : bytesOf(data);
    const flags = CREATE_MODES.indexOf(mode);
    return asks({ type, path, data: bytes, acl: given.acl, flags, ttl }, given.err);
  },
  success: (_, { body }) => {
    const path = body?.type === 'path' || body?.type === 'pathStat' ? body.path : '';
    return err(`Created ${path}`);
  },
};
