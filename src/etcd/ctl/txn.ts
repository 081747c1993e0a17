import { bytesOf } from '../../lib/index.ts';
import type { CompareSign, TxnCompare, TxnOp } from '../requests.ts';
import { type FlagKinds, type Given, readFlags, readInt } from './flags.ts';
import { DEL_FLAGS, GET_FLAGS, type KvRead, PUT_FLAGS, readDel, readGet, readPut } from './kv.ts';
import { type CtlContext, type CtlReading, EXITS, leaseIn, refusal, taskOf } from './reading.ts';
import { shellWords } from './shell-words.ts';

/*
 * A transaction is read from the standard input: conditions, an empty line, what is done when all
 * hold, an empty line, what is done else, and an empty line.
 */

const SIGNS: readonly string[] = ['=', '!=', '<', '>'];
const COMPARE = /^([^(]*)\(\s*("(?:[^"\\]|\\.)*")\s*\)\s+(\S+)\s+("(?:[^"\\]|\\.)*")/;

const TARGETS: Readonly<Record<string, TxnCompare['target']>> = {
  ...{ ver: 'VERSION', version: 'VERSION', c: 'CREATE', create: 'CREATE', m: 'MOD', mod: 'MOD' },
  ...{ val: 'VALUE', value: 'VALUE', lease: 'LEASE' },
};

const bad = (text: string): CtlReading => refusal(text, EXITS.invalidInput);

/** A text in Go's quotes. */
function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, (_, char) => (char === 'n' ? '\n' : char));
}

/** One condition (command.ParseCompare). */
export function readCompare(line: string): TxnCompare | CtlReading {
  const [, target = '', key = '""', sign = '', value = '""'] = COMPARE.exec(line) ?? [];
  if (sign === '') return bad(`malformed comparison: ${line}`);
  const kind = TARGETS[target.trim()];
  if (kind === undefined) return bad(`malformed comparison: ${line} (unknown target ${target})`);
  // Any other sign is a panic there: "Unknown result op".
  if (!SIGNS.includes(sign)) return bad('Unknown result op');
  const of = { key: bytesOf(unquoted(key)), sign: sign as CompareSign };
  const said = unquoted(value);
  if (kind === 'VALUE') return { ...of, target: kind, value: bytesOf(said) };
  if (kind === 'LEASE') {
    const lease = leaseIn(said);
    if ('fault' in lease) return bad(`invalid txn compare request: ${line} (${lease.fault})`);
    return { ...of, target: kind, lease: lease.id };
  }
  const number = readInt(said, 10);
  if (typeof number === 'string') return bad(`invalid txn compare request: ${line} (${number})`);
  return { ...of, target: kind, number: Number(number) };
}

type ReadOp = (given: Given) => KvRead<Exclude<TxnOp, { type: 'txn' }>> | CtlReading;
const OPS: Readonly<Record<string, readonly [FlagKinds, ReadOp]>> = {
  put: [PUT_FLAGS, (given) => readPut(given, null)],
  get: [GET_FLAGS, readGet],
  del: [DEL_FLAGS, readDel],
};

/** One operation (parseRequestUnion): transactions do not nest on this way in. */
function readOp(line: string): TxnOp | CtlReading {
  const words = shellWords(line);
  if (words === null || words.length < 2) return bad(`invalid txn compare request: ${line}`);
  const [flags, read] = OPS[words[0] ?? ''] ?? [];
  if (flags === undefined || read === undefined) return bad(`invalid txn request: ${line}`);
  const given = readFlags(words.slice(1), flags);
  if (typeof given === 'string') return bad(`invalid txn request: ${line}`);
  const op = read(given);
  return op.type === 'request' ? op.request : op;
}

const READING_TYPES: readonly string[] = ['printed', 'task', 'unmodelled', 'blank', 'interrupt'];

function isReading(read: TxnCompare | TxnOp | CtlReading): read is CtlReading {
  return 'type' in read && READING_TYPES.includes(read.type);
}

/** The lines up to an empty one, each read; a reading: one of them is wrong. */
function partOf<T extends TxnCompare | TxnOp>(
  lines: string[],
  read: (line: string) => T | CtlReading,
): readonly T[] | CtlReading {
  const part: T[] = [];
  for (;;) {
    // Whoever gives less than three parts is helped: the rest is empty.
    const line = (lines.shift() ?? '').trim();
    if (line === '') return part;
    const one = read(line);
    if (isReading(one)) return one;
    part.push(one);
  }
}

export function readTxn({ args }: Given, { limit, input }: CtlContext): CtlReading {
  if (args.length > 0) return refusal('txn command does not accept argument');
  const lines = (input ?? '').split('\n');
  const compare = partOf(lines, readCompare);
  if ('type' in compare) return compare;
  const success = partOf(lines, readOp);
  if ('type' in success) return success;
  const failure = partOf(lines, readOp);
  if ('type' in failure) return failure;
  const request = { type: 'txn', compare, success, failure } as const;
  return taskOf({ type: 'ask', request, limit, show: {} });
}
