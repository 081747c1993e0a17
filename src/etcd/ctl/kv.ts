import { bytesOf } from '../../lib/index.ts';
import { keysFrom, keysWith } from '../key-ranges.ts';
import type { DeleteRangeRequest, PutRequest, RangeRequest, SortTarget } from '../requests.ts';
import type { Showing } from '../tasks.ts';
import { type FlagKinds, type Given, isSet } from './flags.ts';
import { type CtlReading, EXITS, leaseIn, numberIn, refusal } from './reading.ts';

/* put, get and del: as commands of their own, and as lines of a transaction. */

export const PUT_FLAGS: FlagKinds = {
  lease: 'string',
  'prev-kv': 'bool',
  'ignore-value': 'bool',
  'ignore-lease': 'bool',
};
export const GET_FLAGS: FlagKinds = {
  consistency: 'string',
  order: 'string',
  'sort-by': 'string',
  limit: 'int64',
  prefix: 'bool',
  'from-key': 'bool',
  rev: 'int64',
  'keys-only': 'bool',
  'print-value-only': 'bool',
};
export const DEL_FLAGS: FlagKinds = { prefix: 'bool', 'prev-kv': 'bool', 'from-key': 'bool' };

type KvRequest = PutRequest | RangeRequest | DeleteRangeRequest;
export interface KvRead<R extends KvRequest> {
  readonly type: 'request';
  readonly request: R;
  readonly show: Showing;
}

/** The words of arguments, those behind `--` with them. */
function argsOf({ args, behind }: Given): readonly string[] {
  return [...args, ...(behind ?? [])];
}

const PUT_NEEDS = 'put command needs 1 argument and input from stdin or 2 arguments';

/** What stands behind a key and its value is of no account. */
export function readPut(given: Given, input: string | null): KvRead<PutRequest> | CtlReading {
  const args = argsOf(given);
  const ignoreValue = isSet(given, 'ignore-value');
  const ignoreLease = isSet(given, 'ignore-lease');
  const [key, value = input ?? undefined] = args;
  if (key === undefined) return refusal(PUT_NEEDS);
  const lease = leaseIn(given.flags.get('lease') ?? '0');
  if ('fault' in lease) return refusal(`bad lease ID (${lease.fault}), expecting ID in Hex`);
  if (ignoreValue && args.length > 1) {
    return refusal("put command needs only 1 argument when 'ignore-value' is set");
  }
  if (!ignoreValue && value === undefined) return refusal(PUT_NEEDS);
  const request: PutRequest = {
    ...{ type: 'put', key: bytesOf(key), value: ignoreValue ? '' : bytesOf(value ?? '') },
    ...{ lease: lease.id, prevKv: isSet(given, 'prev-kv'), ignoreValue, ignoreLease },
  };
  return { type: 'request', request, show: {} };
}

const SORTS: Readonly<Record<string, SortTarget>> = {
  CREATE: 'CREATE',
  KEY: 'KEY',
  MODIFY: 'MOD',
  VALUE: 'VALUE',
  VERSION: 'VERSION',
};

const TOO_MANY =
  'too many arguments, only accept one argument when `--prefix` or `--from-key` is set';
const BOTH = '`--prefix` and `--from-key` cannot be set at the same time, choose one';

/** Which keys; a refusal's text: such words make no range. */
function rangeIn(given: Given, command: string) {
  const args = argsOf(given);
  const [key, end] = args;
  const [prefix, fromKey] = [isSet(given, 'prefix'), isSet(given, 'from-key')];
  if (key === undefined || (command === 'del' && args.length > 2)) {
    return `${command} command needs one argument as key and an optional argument as range_end`;
  }
  if (prefix && fromKey) return BOTH;
  if (end !== undefined && (prefix || fromKey)) return TOO_MANY;
  const from = bytesOf(key);
  if (prefix) return keysWith(from);
  if (fromKey) return keysFrom(from);
  return { key: from, rangeEnd: bytesOf(end ?? '') };
}

export function readGet(given: Given): KvRead<RangeRequest> | CtlReading {
  const range = rangeIn(given, 'get');
  if (typeof range === 'string') return refusal(range);
  const consistency = given.flags.get('consistency') ?? 'l';
  if (consistency !== 'l' && consistency !== 's') {
    const said = JSON.stringify(consistency);
    return refusal(`unknown consistency flag ${said}`, EXITS.badFeature);
  }
  const order = (given.flags.get('order') ?? '').toUpperCase();
  if (order !== '' && order !== 'ASCEND' && order !== 'DESCEND') {
    return refusal(`bad sort order ${given.flags.get('order')}`, EXITS.badFeature);
  }
  const sortTarget = SORTS[(given.flags.get('sort-by') ?? 'KEY').toUpperCase() || 'KEY'];
  if (sortTarget === undefined) {
    return refusal(`bad sort target ${given.flags.get('sort-by')}`, EXITS.badFeature);
  }
  const request: RangeRequest = {
    ...{ type: 'range', ...range, serializable: consistency === 's' },
    ...{ limit: numberIn(given, 'limit'), revision: Math.max(0, numberIn(given, 'rev')) },
    ...{ sortTarget, sortOrder: order === '' ? 'NONE' : order },
    keysOnly: isSet(given, 'keys-only'),
  };
  return { type: 'request', request, show: { valueOnly: isSet(given, 'print-value-only') } };
}

export function readDel(given: Given): KvRead<DeleteRangeRequest> | CtlReading {
  const range = rangeIn(given, 'del');
  if (typeof range === 'string') return refusal(range);
  const request = { type: 'deleteRange', ...range, prevKv: isSet(given, 'prev-kv') } as const;
  return { type: 'request', request, show: {} };
}
