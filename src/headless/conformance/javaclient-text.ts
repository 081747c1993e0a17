import {
  ERROR_CODES,
  type ErrorCode,
  type Op,
  type OpResult,
  type Reply,
  type Stat,
} from '../../model/index.ts';
import { exceptionMessage } from '../../script/index.ts';
import { outcomeCode } from '../../sim/index.ts';

/** KeeperException's classes, where the name is not that of the code in the message. */
const CLASSES: Readonly<Partial<Record<ErrorCode, string>>> = {
  NOTEMPTY: 'NotEmpty',
  SESSIONEXPIRED: 'SessionExpired',
  NOWATCHER: 'NoWatcher',
};

/** What a call that waits for its answer comes to: it returns, or it throws. */
export function returnedLines(method: string, op: Op, reply: Reply): readonly string[] {
  const { body } = reply;
  const results = body?.type === 'results' ? body.results : [];
  const code = thrownBy(op, reply);
  if (code === null) {
    const value = shownValue(method, op, reply);
    return [`returned ${value}`, ...results.map(resultText)];
  }
  const path = 'path' in op ? op.path : null;
  const message = exceptionMessage(code, op);
  const [, named = ''] = /^KeeperErrorCode = (.*?)( for |$)/.exec(message) ?? [];
  const threw = `${CLASSES[code] ?? named}Exception code=${code} path=${path} message=${message}`;
  return [`threw ${threw}`, ...results.map(resultText)];
}

/** What the callback of an asynchronous call is told. */
export function callbackLine(method: string, op: Op, reply: Reply): string {
  const code = outcomeCode(reply);
  const rc = `cb ${method} rc=${code === 'OK' ? 0 : code}`;
  const { body } = reply;
  switch (body?.type) {
    case 'stat':
      return `${rc} version=${body.stat.version}`;
    case 'data':
      return `${rc} data=${body.data}`;
    case 'path':
      return op.type === 'sync' ? rc : `${rc} name=${body.path}`;
    case 'results':
      return [rc, ...body.results.map((one) => `[${resultText(one)}]`)].join(' ');
    case 'children':
    case 'count':
    case 'ephemerals':
      return `${rc} ${shownValue(method, op, reply)}`;
    default:
      return rc;
  }
}

/** The code of the exception; a multi that only reads returns its errors instead. */
function thrownBy(op: Op, reply: Reply): ErrorCode | null {
  if (op.type === 'exists' && reply.code === 'NONODE') return null;
  const code = op.type === 'multiRead' ? reply.code : outcomeCode(reply);
  return code === 'OK' ? null : code;
}

function shownValue(method: string, op: Op, { code, body }: Reply): string {
  if (op.type === 'exists' && code === 'NONODE') return 'null';
  switch (body?.type) {
    case 'path':
      return body.path;
    case 'pathStat':
      return method === 'create2' ? `${body.path} ${statText(body.stat)}` : body.path;
    case 'stat':
      return statText(body.stat);
    case 'data':
      return String(body.data);
    case 'children':
      return listText(body.children);
    case 'ephemerals':
      return listText(body.paths);
    case 'count':
      return String(body.count);
    default:
      return 'ok';
  }
}

function resultText(result: OpResult): string {
  switch (result.type) {
    case 'create':
      return `CreateResult ${result.path}`;
    case 'create2':
      return `CreateResult ${result.path} ${statText(result.stat)}`;
    case 'delete':
      return 'DeleteResult';
    case 'check':
      return 'CheckResult';
    case 'setData':
      return `SetDataResult ${statText(result.stat)}`;
    case 'getData':
      return `GetDataResult ${result.data} ${statText(result.stat)}`;
    case 'getChildren':
      return `GetChildrenResult ${listText(result.children)}`;
    case 'error':
      return `ErrorResult ${ERROR_CODES[result.code]}`;
  }
}

function statText(stat: Stat): string {
  return `Stat(version=${stat.version})`;
}

function listText(list: readonly string[]): string {
  return `[${[...list].sort().join(', ')}]`;
}
