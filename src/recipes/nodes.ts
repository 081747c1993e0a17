import { byCodeUnit } from '../lib/index.ts';
import {
  CREATE_MODES,
  type CreateOp,
  type ErrorCode,
  NO_SESSION,
  OPEN_ACL,
  type Op,
  parentOf,
  type Reply,
  type Zxid,
} from '../model/index.ts';
import type { RecipeContext } from './recipe.ts';

/**
 * What marks the nodes of one run of a recipe as its own, even when the answer to their create was
 * lost (Curator calls it protection): session and run, where others take chance. Empty: no session.
 */
export function guidOf(context: RecipeContext): string {
  return context.session === NO_SESSION ? '' : `${context.session.slice(2)}-${context.run}`;
}

export function createOp(
  path: string,
  mode: 'PERSISTENT' | 'EPHEMERAL' | 'PERSISTENT_SEQUENTIAL' | 'EPHEMERAL_SEQUENTIAL',
): CreateOp {
  return {
    type: 'create',
    path,
    data: '',
    acl: OPEN_ACL,
    flags: CREATE_MODES.indexOf(mode),
    ttl: -1,
  };
}

/** The same, answered with the new node's Stat: for its czxid (create with Stat). */
export function createWithStatOp(...of: Parameters<typeof createOp>): CreateOp {
  return { ...createOp(...of), type: 'create2' };
}

/** Any version. */
export function deleteOp(path: string): Op {
  return { type: 'delete', path, version: -1 };
}

/** `version`: only if the node still has this one. */
export function writeOp(path: string, data: string, version: number): Op {
  return { type: 'setData', path, data, version };
}

export function readOp(path: string, watch: boolean): Op {
  return { type: 'getData', path, watch };
}

export function existsOp(path: string, watch: boolean): Op {
  return { type: 'exists', path, watch };
}

export function listOp(path: string, watch: boolean): Op {
  return { type: 'getChildren', path, watch };
}

/** The number at the end of a sequential node's name. */
export function suffixOf(name: string): number {
  return Number(name.slice(-10));
}

/** Whether a name is a mark and ten digits, with whatever (a guid) before it. */
export function isMarked(name: string, mark: string): boolean {
  return name.slice(0, -10).endsWith(mark) && /^\d{10}$/.test(name.slice(-10));
}

/**
 * The children that carry one of the marks, in the order of their suffixes. By whole name would be
 * by guid: the first come would not be the first served.
 */
export function inOrder(children: readonly string[], marks: readonly string[]): string[] {
  return children
    .filter((name) => marks.some((mark) => isMarked(name, mark)))
    .sort((a, b) => suffixOf(a) - suffixOf(b) || byCodeUnit(a, b));
}

export function childrenOf(reply: Reply): readonly string[] {
  return reply.body?.type === 'children' ? reply.body.children : [];
}

/** What a getData answered with; empty when there is nothing. */
export function dataOf(reply: Reply): string {
  return reply.body?.type === 'data' ? (reply.body.data ?? '') : '';
}

/** What a multi failed with; OK when it did not (a failed one answers with its parts' codes). */
export function failureOf(reply: Reply): ErrorCode {
  for (const part of reply.body?.type === 'results' ? reply.body.results : []) {
    // What stands before and after the part that failed.
    if (part.type !== 'error' || part.code === 'OK') continue;
    if (part.code !== 'RUNTIMEINCONSISTENCY') return part.code;
  }
  return reply.code;
}

/** When the node was made that an answer with a Stat is about. */
export function czxidOf(reply: Reply): Zxid | null {
  const { body } = reply;
  return body?.type === 'pathStat' || body?.type === 'stat' ? body.stat.czxid : null;
}

/** The path that a create answered with: a sequential node's name is the server's choice. */
export function madePath(reply: Reply): string | null {
  return reply.body?.type === 'path' || reply.body?.type === 'pathStat' ? reply.body.path : null;
}

/**
 * The next step of making `path` and what is above it (WriteLock.ensurePathExists), after the
 * answer to a create of one of them: the next create, or null when `path` is there. Going by the
 * answer alone, nothing has to be remembered.
 */
export function nextToMake(path: string, asked: string, reply: Reply): string | null {
  if (reply.code === 'NONODE') return parentOf(asked);
  if (asked === path) return null;
  const end = path.indexOf('/', asked === '/' ? 1 : asked.length + 1);
  return end === -1 ? path : path.slice(0, end);
}
