import { byCodeUnit } from '../../lib/index.ts';
import { childPath, type DeleteOp, type Reply, ZERO } from '../../model/index.ts';
import { outcomeCode } from '../results.ts';
import type { Answer, Program, ShellResult } from './program.ts';
import { asked, childrenOf, isOk, type Steps, WAIT } from './steps.ts';

type Of<K extends Program['type']> = Extract<Program, { readonly type: K }>;

/** What is done at a node; nothing is returned when it asks nothing. */
type Visit = (path: string) => Steps<void> | undefined;

/** Batches under way at once (ZKUtil.deleteInBatch). */
const MOST_BATCHES = 10;

/**
 * Calls `visit` for a node and for all below it, siblings before their children
 * (ZKUtil.visitSubTreeDFS). Answers with the failure that ended it; a node that goes meanwhile is
 * none.
 */
export function* visitTree(path: string, watch: boolean, visit: Visit): Steps<Answer | null> {
  const root = yield* asked({ type: 'getData', path, watch });
  if (!isOk(root)) return root;
  yield* visit(path) ?? [];
  return yield* visitBelow(path, watch, visit);
}

function* visitBelow(path: string, watch: boolean, visit: Visit): Steps<Answer | null> {
  const listed = yield* asked({ type: 'getChildren', path, watch });
  if (listed.reply.code === 'NONODE') return null;
  if (!isOk(listed)) return listed;
  const paths = [...childrenOf(listed)].sort(byCodeUnit).map((name) => childPath(path, name));
  for (const below of paths) yield* visit(below) ?? [];
  for (const below of paths) {
    const failure = yield* visitBelow(below, watch, visit);
    if (failure !== null) return failure;
  }
  return null;
}

/** `ls -R` */
export function* lsTree({ path, watch }: Of<'ls-tree'>): Steps<ShellResult> {
  const paths: string[] = [];
  const failure = yield* visitTree(path, watch, (at) => {
    paths.push(at);
    return undefined;
  });
  return { type: 'tree', paths, failure };
}

/** ZooKeeper.setACL refuses an empty list by itself. */
const NO_ACL: Reply = { cxid: 0, zxid: ZERO, code: 'INVALIDACL', body: null };

/** `setAcl -R`: a node that refuses is complained of, and the others are done all the same. */
export function* aclTree({ path, acl, version }: Of<'acl-tree'>): Steps<ShellResult> {
  const refused: Answer[] = [];
  const failure = yield* visitTree(path, false, function* set(at) {
    const op = { type: 'setACL', path: at, acl, version } as const;
    const answer = acl.length === 0 ? { op, reply: NO_ACL } : yield* asked(op);
    if (!isOk(answer)) refused.push(answer);
  });
  return { type: 'acls-set', refused, failure };
}

/** `deleteall`: the tree is listed breadth first, then deleted from the far end (ZKUtil). */
export function* deleteAll({ path, batch }: Of<'deleteall'>): Steps<ShellResult> {
  const tree = [path];
  for (let i = 0; i < tree.length; i++) {
    const at = tree[i] as string;
    const listed = yield* asked({ type: 'getChildren', path: at, watch: false });
    if (!isOk(listed)) return { type: 'deleted', whole: false, failure: listed };
    tree.push(...childrenOf(listed).map((name) => childPath(at, name)));
  }
  const ops = tree.reverse().map((at): DeleteOp => ({ type: 'delete', path: at, version: -1 }));
  // A batch that never is full is sent at the end.
  return yield* deleteInBatches(ops, batch > 0 ? batch : ops.length);
}

function succeeded(reply: Reply): boolean {
  return outcomeCode(reply) === 'OK';
}

function* deleteInBatches(ops: readonly DeleteOp[], size: number): Steps<ShellResult> {
  let whole = true;
  let underWay = 0;
  for (let from = 0; from < ops.length && whole; from += size) {
    if (underWay === MOST_BATCHES) {
      if (!succeeded(yield WAIT)) whole = false;
      underWay--;
    }
    // The batch was made up before the failure was known.
    yield { type: 'multi', ops: ops.slice(from, from + size) };
    underWay++;
  }
  for (; underWay > 0; underWay--) if (!succeeded(yield WAIT)) whole = false;
  return { type: 'deleted', whole, failure: null };
}
