import type { Op, OpResult, Reply } from '../../model/index.ts';

/**
 * What the recorder wrote where a line does not say: a new node holds 0, and a set writes the
 * version that it makes. So the versions that were heard of are kept, by the server's path.
 */
export class Versions {
  private readonly known = new Map<string, number>();

  /** What a set on that path of a handle with that chroot writes. */
  next(chroot: string, path: string): string {
    return String((this.known.get(chroot + path) ?? 0) + 1);
  }

  /** Takes note of an answer. */
  hear(chroot: string, op: Op, { code, body }: Reply): void {
    if (op.type === 'multi' && body?.type === 'results') {
      for (const [i, part] of op.ops.entries()) this.note(chroot, part, body.results[i]);
    } else if (code === 'OK') {
      const stat = body?.type === 'stat' ? body.stat : null;
      if (op.type === 'setData' && stat !== null) this.known.set(chroot + op.path, stat.version);
      if (op.type.startsWith('create') && 'path' in op) this.known.delete(chroot + op.path);
    }
  }

  private note(chroot: string, part: Op, result: OpResult | undefined): void {
    if (!('path' in part)) return;
    if (result?.type === 'setData') this.known.set(chroot + part.path, result.stat.version);
    if (result?.type.startsWith('create')) this.known.delete(chroot + part.path);
  }
}
