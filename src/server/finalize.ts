import type { ErrorCode, OpResult, Reply, ReplyBody, SubChange, Txn } from '../model/index.ts';
import { applyChange, type Database, nodeAt, statOf } from '../znodes/index.ts';

/**
 * What the server answers to a write once it has applied it (FinalRequestProcessor). `before` and
 * `after` are the databases around this very txn. A reply with SESSIONMOVED is not sent: the server
 * closes that connection instead. The answer to createSession is a CONNECTED message, not this.
 */
export function replyTo(txn: Txn, before: Database, after: Database): Reply {
  const change = txn.change;
  switch (change.type) {
    case 'error':
      return replyOf(txn, change.code, null);
    case 'create': {
      const node = change.answersStat ? nodeAt(after, change.path) : undefined;
      const body: ReplyBody =
        node === undefined
          ? { type: 'path', path: change.path }
          : { type: 'pathStat', path: change.path, stat: statOf(node) };
      return replyOf(txn, 'OK', body);
    }
    case 'setData':
    case 'setACL': {
      const node = nodeAt(after, change.path);
      return replyOf(txn, 'OK', node === undefined ? null : { type: 'stat', stat: statOf(node) });
    }
    case 'multi': {
      const results = resultsOf(txn, change.changes, before);
      const moved = results.some((r) => r.type === 'error' && r.code === 'SESSIONMOVED');
      if (moved) return replyOf(txn, 'SESSIONMOVED', null);
      return replyOf(txn, 'OK', { type: 'results', results });
    }
    case 'delete':
    case 'check':
    case 'empty':
    case 'service':
    case 'createSession':
    case 'closeSession':
      return replyOf(txn, 'OK', null);
  }
}

function replyOf(txn: Txn, code: ErrorCode, body: ReplyBody | null): Reply {
  return { cxid: txn.cxid, zxid: txn.zxid, code, body };
}

/** One entry an operation; a Stat is taken right after its own operation, not at the end. */
function resultsOf(txn: Txn, changes: readonly SubChange[], before: Database): OpResult[] {
  let db = before;
  return changes.map((change) => {
    db = applyChange(db, change, txn);
    return resultOf(change, db);
  });
}

function resultOf(change: SubChange, db: Database): OpResult {
  switch (change.type) {
    case 'create': {
      // Within a multi only containers and TTL nodes answer with a Stat; create2 does not.
      const node = change.kind === 'ordinary' ? undefined : nodeAt(db, change.path);
      if (node === undefined) return { type: 'create', path: change.path };
      return { type: 'create2', path: change.path, stat: statOf(node) };
    }
    case 'setData': {
      const node = nodeAt(db, change.path);
      if (node === undefined) return { type: 'error', code: 'NONODE' };
      return { type: 'setData', stat: statOf(node) };
    }
    case 'delete':
    case 'check':
      return { type: change.type };
    case 'error':
      return { type: 'error', code: change.code };
  }
}
