import type { Op, Reply, ReplyBody } from '../model/index.ts';

/*
 * A handle with a chroot sees the subtree below it as its whole tree (ZooKeeper.prependChroot). Its
 * application and its watches know only its own paths; they are changed on the way to the server
 * and back.
 */

/** The server's name for a path of the handle. */
function below(chroot: string, path: string): string {
  return path === '/' ? chroot : `${chroot}${path}`;
}

/** The request as it goes to the server; `chroot` '' changes nothing. */
export function toServer(chroot: string, op: Op): Op {
  if (chroot === '') return op;
  switch (op.type) {
    case 'multi':
      return { ...op, ops: op.ops.map((one) => ({ ...one, path: below(chroot, one.path) })) };
    case 'multiRead':
      return { ...op, ops: op.ops.map((one) => ({ ...one, path: below(chroot, one.path) })) };
    case 'setWatches':
    case 'setWatches2': {
      const all = (paths: readonly string[]) => paths.map((path) => below(chroot, path));
      return {
        ...op,
        data: all(op.data),
        exist: all(op.exist),
        child: all(op.child),
        persistent: all(op.persistent),
        persistentRecursive: all(op.persistentRecursive),
      };
    }
    // By itself, the root stays what cannot be deleted; the library changes no prefix.
    case 'delete':
      return op.path === '/' ? op : { ...op, path: below(chroot, op.path) };
    case 'getEphemerals':
      return op;
    default:
      return 'path' in op ? { ...op, path: below(chroot, op.path ?? '') } : op;
  }
}

/** The handle's name for a path that the server names. */
export function fromServer(chroot: string, path: string): string {
  return path === chroot ? '/' : path.slice(chroot.length);
}

/** The answer as the application gets it: only what a create made is renamed. */
export function answerFrom(chroot: string, reply: Reply): Reply {
  const { body } = reply;
  if (chroot === '' || (body?.type !== 'path' && body?.type !== 'pathStat')) return reply;
  const own: ReplyBody = { ...body, path: body.path.slice(chroot.length) };
  return { ...reply, body: own };
}
