import { textOf } from '../../lib/index.ts';
import type { CompareSign, TxnCompare, TxnOp } from '../requests.ts';
import { type FlagKinds, type Given, isSet, readFlags, readInt } from './flags.ts';
import { quoted, unquoted } from './go-text.ts';
import { DEL_FLAGS, GET_FLAGS, type KvRead, PUT_FLAGS, readDel, readGet, readPut } from './kv.ts';
import { type CtlContext, type CtlReading, EXITS, refusal, taskOf } from './reading.ts';

/*
 * A transaction is read from the standard input: conditions, an empty line, what is done when all
 * hold, an empty line, what is done else, and an empty line.
 */

const SIGNS: readonly string[] = ['=', '!=', '<', '>'];
const QUOTED = '"(?:[^"\\\\]|\\\\.)*"|`[^`]*`';
/** A key in quotes, its bracket, a sign, a value in quotes: as much as there is (Sscanf). */
const COMPARE = new RegExp(`^\\s*(${QUOTED})(?:\\)(?:\\s+(\\S+)(?:\\s+(${QUOTED}))?)?)?`);
const WORD = /"(?:[^"\\]|\\.)*"|'[^']*'|[^'"\s]\S*[^'"\s]?/g;

const TARGETS: Readonly<Record<string, TxnCompare['target']>> = {
  ...{ ver: 'VERSION', version: 'VERSION', c: 'CREATE', create: 'CREATE', m: 'MOD', mod: 'MOD' },
  ...{ val: 'VALUE', value: 'VALUE', lease: 'LEASE' },
};

const bad = (text: string): CtlReading => refusal(text, EXITS.invalidInput);

/** etcdctl breaks off; where it stood in its source is left out. */
const panic = (text: string): CtlReading => ({
  type: 'printed',
  output: { out: [], err: [`panic: ${text}`], exit: EXITS.panic },
});

/** One condition (parseCompare). */
export function readCompare(line: string): TxnCompare | CtlReading {
  const at = line.indexOf('(');
  const malformed = `malformed comparison: ${line}`;
  if (at < 0) return bad(malformed);
  const target = line.slice(0, at);
  const [, name = '""', sign, text] = COMPARE.exec(line.slice(at + 1)) ?? [];
  const [key, said] = [unquoted(name) ?? '', text === undefined ? null : unquoted(text)];
  if (sign === undefined || said === null) {
    return bad(`${malformed}; got ${target}(${quoted(key)}) ${sign ?? ''} ""`);
  }
  const kind = TARGETS[target];
  if (kind === undefined) return bad(`${malformed} (unknown target ${target})`);
  const number = readInt(said, 10);
  const isNumber = kind === 'VERSION' || kind === 'CREATE' || kind === 'MOD';
  if (isNumber && typeof number === 'string') return bad(`invalid txn compare request: ${line}`);
  if (!SIGNS.includes(sign)) return panic('Unknown result op');
  const of = { key, sign: sign as CompareSign };
  if (kind === 'VALUE') return { ...of, target: kind, value: said };
  // 3.4 hands the library a text where that wants a number.
  if (kind === 'LEASE') return panic('bad value');
  return { ...of, target: kind, number: Number(number) };
}

/**
 * The words of an operation (argify); null: a quoted text is none. What stands between single
 * quotes is cut at the number of words, and not at its end, as in 3.4.
 */
function wordsOf(line: string): readonly string[] | null {
  const words: string[] = [];
  const found = line.match(WORD) ?? [];
  for (const word of found) {
    if (word.startsWith("'")) words.push(word.slice(1, found.length - 1));
    else if (word.startsWith('"')) {
      const text = unquoted(word);
      if (text === null) return null;
      words.push(textOf(text));
    } else words.push(word);
  }
  return words;
}

type ReadOp = (given: Given) => KvRead<Exclude<TxnOp, { type: 'txn' }>> | CtlReading;
const OPS: Readonly<Record<string, readonly [FlagKinds, ReadOp]>> = {
  put: [PUT_FLAGS, (given) => readPut(given, null)],
  get: [GET_FLAGS, readGet],
  del: [DEL_FLAGS, readDel],
};

/** One operation (parseRequestUnion): transactions do not nest on this way in. */
function readOp(line: string): TxnOp | CtlReading {
  const words = wordsOf(line);
  if (words === null) return bad('invalid syntax');
  if (words.length < 2) return bad(`invalid txn compare request: ${line}`);
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

export function readTxn(given: Given, { limit, input }: CtlContext): CtlReading {
  const { args } = given;
  if (isSet(given, 'interactive')) return { type: 'unmodelled', what: 'txn -i' };
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
