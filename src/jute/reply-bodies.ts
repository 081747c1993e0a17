import {
  type Acl,
  ERROR_CODES,
  errorCodeOf,
  type OpResult,
  type ReplyBody,
} from '../model/index.ts';
import { JuteError } from './jute-error.ts';
import { writeMultiHeader } from './op-writer.ts';
import { OPCODES } from './opcodes.ts';
import type { JuteReader } from './reader.ts';
import type { JuteWriter } from './writer.ts';

/* What follows a ReplyHeader: the responses of zookeeper.proto, and MultiResponse. */

export function writeBody(w: JuteWriter, body: ReplyBody): void {
  switch (body.type) {
    case 'path':
      return w.text(body.path);
    case 'noPath':
      return w.text(null);
    case 'noError':
      return w.int(ERROR_CODES.OK);
    case 'pathStat':
      w.text(body.path);
      return w.stat(body.stat);
    case 'stat':
      return w.stat(body.stat);
    case 'data':
      w.buffer(body.data);
      return w.stat(body.stat);
    case 'children':
      writeTexts(w, body.children);
      if (body.stat !== null) w.stat(body.stat);
      return;
    case 'acl':
      w.acl(body.acl);
      return w.stat(body.stat);
    case 'count':
      return w.int(body.count);
    case 'ephemerals':
      return writeTexts(w, body.paths);
    case 'clientInfo':
      return w.list(body.ids, (_, id) => w.id(id));
    case 'results':
      for (const result of body.results) writeResult(w, result);
      return writeMultiHeader(w, -1, true);
  }
}

function writeTexts(w: JuteWriter, texts: readonly string[]): void {
  w.list(texts, (_, text) => w.text(text));
}

/** The opcode of an error among results (ZooDefs.OpCode.error). */
const ERROR = -1;

function writeResult(w: JuteWriter, result: OpResult): void {
  const isError = result.type === 'error';
  w.int(isError ? ERROR : OPCODES[result.type]);
  w.flag(false);
  w.int(isError ? ERROR_CODES[result.code] : ERROR_CODES.OK);
  switch (result.type) {
    case 'create':
      return w.text(result.path);
    case 'create2':
      w.text(result.path);
      return w.stat(result.stat);
    case 'setData':
      return w.stat(result.stat);
    case 'getData':
      w.buffer(result.data);
      return w.stat(result.stat);
    case 'getChildren':
      return writeTexts(w, result.children);
    case 'error':
      return w.int(ERROR_CODES[result.code]);
    case 'delete':
    case 'check':
      return;
  }
}

/** The body of an answer to a request of that opcode. Throws a JuteError where it is none. */
export function readBody(r: JuteReader, opcode: number): ReplyBody | null {
  const read = BODIES.get(opcode);
  return read === undefined ? null : read(r);
}

const texts = (r: JuteReader): readonly string[] => r.list((one) => one.text() ?? '') ?? [];
const text = (r: JuteReader): string => r.text() ?? '';
const created = (r: JuteReader): ReplyBody => ({
  ...{ type: 'pathStat', path: text(r), stat: r.stat() },
});
const stat = (r: JuteReader): ReplyBody => ({ type: 'stat', stat: r.stat() });
const results = (r: JuteReader): ReplyBody => ({ type: 'results', results: readResults(r) });

const BODIES: ReadonlyMap<number, (r: JuteReader) => ReplyBody> = new Map<
  number,
  (r: JuteReader) => ReplyBody
>([
  [OPCODES.create, (r) => ({ type: 'path', path: text(r) })],
  [OPCODES.create2, created],
  [OPCODES.createContainer, created],
  [OPCODES.createTTL, created],
  [OPCODES.exists, stat],
  [OPCODES.setData, stat],
  [OPCODES.setACL, stat],
  [OPCODES.getData, (r) => ({ type: 'data', data: r.buffer(), stat: r.stat() })],
  [OPCODES.getChildren, (r) => ({ type: 'children', children: texts(r), stat: null })],
  [OPCODES.getChildren2, (r) => ({ type: 'children', children: texts(r), stat: r.stat() })],
  [OPCODES.getACL, (r) => ({ type: 'acl', acl: (r.acl() ?? []) as Acl, stat: r.stat() })],
  [
    OPCODES.sync,
    (r) => {
      const path = r.text();
      return path === null ? { type: 'noPath' } : { type: 'path', path };
    },
  ],
  [OPCODES.multi, results],
  [OPCODES.multiRead, results],
  [OPCODES.getEphemerals, (r) => ({ type: 'ephemerals', paths: texts(r) })],
  [OPCODES.getAllChildrenNumber, (r) => ({ type: 'count', count: r.int() })],
  [
    OPCODES.whoAmI,
    (r) => ({
      type: 'clientInfo',
      ids: r.list((one) => ({ scheme: text(one), id: text(one) })) ?? [],
    }),
  ],
  [
    OPCODES.addWatch,
    (r) => {
      r.int();
      return { type: 'noError' };
    },
  ],
]);

function readResults(r: JuteReader): readonly OpResult[] {
  const found: OpResult[] = [];
  for (;;) {
    const { at } = r;
    const type = r.int();
    const isEnd = r.flag();
    r.int();
    if (isEnd) return found;
    const read = RESULTS.get(type);
    if (read === undefined) throw new JuteError('length', at);
    found.push(read(r));
  }
}

const RESULTS: ReadonlyMap<number, (r: JuteReader) => OpResult> = new Map<
  number,
  (r: JuteReader) => OpResult
>([
  [OPCODES.create, (r) => ({ type: 'create', path: text(r) })],
  [OPCODES.create2, (r) => ({ type: 'create2', path: text(r), stat: r.stat() })],
  [OPCODES.delete, () => ({ type: 'delete' })],
  [OPCODES.check, () => ({ type: 'check' })],
  [OPCODES.setData, (r) => ({ type: 'setData', stat: r.stat() })],
  [OPCODES.getData, (r) => ({ type: 'getData', data: r.buffer(), stat: r.stat() })],
  [OPCODES.getChildren, (r) => ({ type: 'getChildren', children: texts(r) })],
  [ERROR, (r) => ({ type: 'error', code: errorCodeOf(r.int()) })],
]);
