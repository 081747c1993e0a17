import { ERROR_CODES, type ErrorCode, type Op } from '../../model/index.ts';
import type { Answer } from '../../sim/index.ts';

/** CliWrapperException: the codes that zkCli has a sentence for; the path follows. */
const SENTENCES: Readonly<Partial<Record<ErrorCode, string>>> = {
  NONODE: 'Node does not exist: ',
  NODEEXISTS: 'Node already exists: ',
  NOTEMPTY: 'Node not empty: ',
  NOCHILDRENFOREPHEMERALS: 'Ephemerals cannot have children: ',
  BADVERSION: 'version No is not valid : ',
  NOAUTH: 'Insufficient permission : ',
  INVALIDACL: 'Acl is not valid : ',
  BADARGUMENTS: 'Arguments are not valid : ',
  NOTREADONLY: 'Not a read-only call: ',
  QUOTAEXCEEDED: 'Quota has exceeded : ',
};

/** KeeperException.getCodeMessage. */
const CODE_MESSAGES: Readonly<Record<ErrorCode, string>> = {
  OK: 'ok',
  SYSTEMERROR: 'SystemError',
  RUNTIMEINCONSISTENCY: 'RuntimeInconsistency',
  DATAINCONSISTENCY: 'DataInconsistency',
  CONNECTIONLOSS: 'ConnectionLoss',
  MARSHALLINGERROR: 'MarshallingError',
  UNIMPLEMENTED: 'Unimplemented',
  OPERATIONTIMEOUT: 'OperationTimeout',
  BADARGUMENTS: 'BadArguments',
  NONODE: 'NoNode',
  NOAUTH: 'NoAuth',
  BADVERSION: 'BadVersion',
  NOCHILDRENFOREPHEMERALS: 'NoChildrenForEphemerals',
  NODEEXISTS: 'NodeExists',
  NOTEMPTY: 'Directory not empty',
  SESSIONEXPIRED: 'Session expired',
  INVALIDCALLBACK: 'Invalid callback',
  INVALIDACL: 'InvalidACL',
  AUTHFAILED: 'AuthFailed',
  SESSIONMOVED: 'Session moved',
  NOTREADONLY: 'Not a read-only call',
  EPHEMERALONLOCALSESSION: 'Ephemeral node on local session',
  NOWATCHER: 'No such watcher',
  RECONFIGDISABLED: 'Reconfig is disabled',
  QUOTAEXCEEDED: 'Quota has exceeded',
  THROTTLEDOP: 'Op throttled due to high load',
};

/** The path that an exception about this operation names; empty when it names none. */
function pathOf(op: Op): string {
  // An empty list is refused by the library, which names no path.
  if (op.type === 'setACL' && op.acl.length === 0) return '';
  return 'path' in op ? (op.path ?? '') : '';
}

/** KeeperException.getMessage: `KeeperErrorCode = ConnectionLoss for /a`. */
export function exceptionMessage(code: ErrorCode, op: Op): string {
  const path = pathOf(op);
  const what = `KeeperErrorCode = ${CODE_MESSAGES[code]}`;
  return path === '' ? what : `${what} for ${path}`;
}

/** What zkCli prints on standard error when the server answered with an error. */
export function errorLines(code: ErrorCode, op: Op): readonly string[] {
  const path = pathOf(op);
  const said = SENTENCES[code];
  const last = said === undefined ? exceptionMessage(code, op) : `${said}${path}`;
  const create = op.type.startsWith('create');
  if (create && code === 'INVALIDACL') return [exceptionMessage(code, op), last];
  if (create && code === 'EPHEMERALONLOCALSESSION') {
    return ['Unable to create ephemeral node on a local session', last];
  }
  return [last];
}

/** `Sync has failed. rc=-4`: the only command that prints the number. */
export function syncFailure(code: ErrorCode): string {
  return `Sync has failed. rc=${ERROR_CODES[code]}`;
}

/** The lines for the answer that ended a command of several requests; none when none did. */
export function printFailure(failure: Answer | null): readonly string[] {
  return failure === null ? [] : errorLines(failure.reply.code, failure.op);
}
