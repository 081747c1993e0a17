import type { Op, SubOp } from '../../model/index.ts';
import { type Asked, illegalArgument, lacksAcl } from '../../sim/index.ts';
import type { CallArgs } from './scenarios-format.ts';
import { opOf } from './scenarios-ops.ts';

/** A request as the caller of a handle's method makes it. */
export type MethodCall = Pick<Asked, 'op' | 'watcher' | 'local'>;

/** What a set writes when the line does not say. */
export type DataFor = (path: string) => string;

const ACLS: Readonly<Record<string, unknown>> = {
  empty: [],
  open: undefined,
  creator: [['cdrwa', 'auth', '']],
};
const MODES: Readonly<Record<string, string>> = {
  PERSISTENT: 'persistent',
  PERSISTENT_RECURSIVE: 'persistentRecursive',
};
const READS = ['exists', 'getData', 'getChildren', 'getChildren2'];

/** `method PATH argument...` as a request; words of the form `key=value` come in any order. */
export function requestOf(method: string, words: readonly string[], dataFor: DataFor): MethodCall {
  const [shown = '', ...others] = words;
  const path = shown.replaceAll('\\0', '\0');
  const plain = others.filter((word) => !word.includes('='));
  const named = namedOf(others);
  if (READS.includes(method)) return readOf(method, path, plain[0]);
  switch (method) {
    case 'addWatch': {
      const op = opFor('addWatch', { path, mode: MODES[plain[1] ?? ''] });
      return { op, ...watcherOf(plain[0]) };
    }
    case 'removeWatches': {
      const [watcher, kind, local] = plain;
      return { op: removal('checkWatches', path, kind), ...watcherOf(watcher), ...localOf(local) };
    }
    case 'removeAllWatches': {
      const [kind, local] = plain;
      return { op: removal('removeWatches', path, kind), ...localOf(local) };
    }
    case 'addAuthInfo':
      return { op: opFor('auth', { scheme: path, auth: plain[0] ?? '' }) };
    case 'getEphemerals':
      return { op: opFor('getEphemerals', { path: words.length === 0 ? '/' : path }) };
    case 'multi':
      return { op: multiOf(words.join(' ').split(/[;|]/)) };
    case 'setData': {
      const data = named.data === undefined ? dataFor(path) : named.data;
      return { op: opFor('setData', { path, data, ...versionOf(plain[0]) }) };
    }
    default:
      return { op: opFor(method, { path, ...modeOf(method, plain[0]), ...named }) };
  }
}

/** The exception for an argument that no call takes. */
export function illegal(text: string): string {
  return `java.lang.IllegalArgumentException: ${text}`;
}

/** What a handle throws at once instead; null: nothing. `waits`: for the answer, unlike async. */
export function refusalOf({ op }: MethodCall, waits: boolean): string | null {
  const text = illegalArgument(op);
  if (text !== null) return illegal(text);
  if (!waits || !lacksAcl(op)) return null;
  return 'InvalidACLException code=INVALIDACL path=null message=KeeperErrorCode = InvalidACL';
}

function opFor(name: string, args: CallArgs): Op {
  return opOf(name, args, () => {
    throw new Error('no call names a zxid');
  });
}

function namedOf(words: readonly string[]): CallArgs {
  const named: Record<string, unknown> = {};
  for (const word of words) {
    const [key = '', value = ''] = word.split('=');
    if (key === 'acl') named.acl = ACLS[value];
    if (key === 'data') named.data = value === 'null' ? null : value;
    if (key === 'ttl') named.ttl = Number(value);
  }
  return named;
}

function readOf(method: string, path: string, watch: string | undefined): MethodCall {
  const watches = watch !== undefined && watch !== 'null';
  return { op: opFor(method, { path, watch: watches }), ...watcherOf(watch) };
}

/** `true` is the default watcher, and what no name says. */
function watcherOf(word: string | undefined): { readonly watcher?: string } {
  return word === undefined || word === 'true' || word === 'null' ? {} : { watcher: word };
}

function localOf(word: string | undefined): { readonly local?: true } {
  return word === 'local' ? { local: true } : {};
}

function removal(name: string, path: string, kind = 'Any'): Op {
  return opFor(name, { path, type: kind.toLowerCase() });
}

function versionOf(word: string | undefined): CallArgs {
  return word === undefined ? {} : { version: Number(word) };
}

function modeOf(method: string, word: string | undefined): CallArgs {
  if (!method.startsWith('create')) return versionOf(word);
  return { data: '0', ...(word === undefined ? {} : { mode: word }) };
}

function multiOf(parts: readonly string[]): Op {
  const ops = parts
    .filter((part) => part !== '')
    .map((part) => {
      const [method = '', ...words] = part.trimStart().split(' ');
      return requestOf(method, words, () => 'd').op as SubOp;
    });
  const reads = ops.some(({ type }) => READS.includes(type));
  return { type: reads ? 'multiRead' : 'multi', ops } as Op;
}
