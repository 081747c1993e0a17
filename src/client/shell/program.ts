import type { Op, Reply, ServerId } from '../../model/index.ts';

/** What a limits node may say; -1: nothing. */
export interface QuotaLimits {
  readonly count: number;
  readonly bytes: number;
  readonly countHardLimit: number;
  readonly byteHardLimit: number;
}

/** A part of a connect string; port 0: none was given. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where a connect string leads: no servers, to where it was. */
export interface Destination {
  readonly servers: readonly ServerId[];
  /** The path that is the root there; empty: the server's own. */
  readonly chroot: string;
}

/**
 * What a line typed at zkCli comes to, as data: script/zkcli makes it of the line, the shell
 * carries it out, script/zkcli prints what came of it.
 */
export type Program =
  /** The line says it all: a usage, a refusal. Some are only said when there is a session. */
  | { readonly type: 'say'; readonly needsSession: boolean }
  /** Not one word could be read: what was read last is carried out again. */
  | { readonly type: 'again' }
  /** Null: no number was given, and nothing happens. */
  | { readonly type: 'redo'; readonly number: number | null }
  | { readonly type: 'history' }
  /** Null: says whether they are printed. */
  | { readonly type: 'printwatches'; readonly on: boolean | null }
  /** Null: to where it was. `servers` is what the world makes of the addresses. */
  | ({ readonly type: 'connect'; readonly to: readonly Address[] | null } & Destination)
  | { readonly type: 'close' | 'quit' }
  /**
   * One request. `local`: watches go also when no server can be asked (removewatches -l).
   * `sameMode`: the mode of the last addWatch that named one counts, if there was one.
   */
  | { readonly type: 'ask'; readonly op: Op; readonly local?: true; readonly sameMode?: true }
  | { readonly type: 'ls-tree'; readonly path: string; readonly watch: boolean }
  | { readonly type: 'deleteall'; readonly path: string; readonly batch: number }
  | {
      readonly type: 'acl-tree';
      readonly path: string;
      readonly acl: Extract<Op, { type: 'setACL' }>['acl'];
      readonly version: number;
    }
  | { readonly type: 'setquota'; readonly path: string; readonly limits: QuotaLimits }
  | { readonly type: 'listquota'; readonly path: string }
  /** No keys: the whole quota. */
  | {
      readonly type: 'delquota';
      readonly path: string;
      readonly keys: readonly (keyof QuotaLimits)[];
    };

export interface Answer {
  readonly op: Op;
  readonly reply: Reply;
}

/** What came of a command that is not one request. */
export type ShellResult =
  | { readonly type: 'said' | 'notConnected' | 'nothing' }
  | { readonly type: 'history'; readonly lines: readonly NumberedLine[]; readonly alive: boolean }
  /** The line carried out again follows; or, when it does not: why (redo's errors). */
  | { readonly type: 'redone'; readonly fault: 'range' | 'redo' | null; readonly alive: boolean }
  | {
      readonly type: 'printwatches';
      readonly on: boolean;
      readonly asked: boolean;
      readonly alive: boolean;
    }
  /** `failure`: the answer that ended it early, if one did. */
  | {
      readonly type: 'tree';
      readonly paths: readonly string[];
      readonly failure: Answer | null;
    }
  | { readonly type: 'deleted'; readonly whole: boolean; readonly failure: Answer | null }
  /** `refused`: nodes whose ACL could not be set; the others were. */
  | {
      readonly type: 'acls-set';
      readonly refused: readonly Answer[];
      readonly failure: Answer | null;
    }
  | {
      readonly type: 'quota-set';
      readonly conflict: QuotaConflict | null;
      readonly exceeded: { readonly count: number | null; readonly bytes: number | null };
      readonly failure: Answer | null;
    }
  /** The texts of the two nodes; null: there is none. */
  | {
      readonly type: 'quota';
      readonly limits: string | null;
      readonly stats: string | null;
      readonly failure: Answer | null;
    }
  | { readonly type: 'quota-deleted'; readonly found: boolean; readonly failure: Answer | null };

/** Why there can be no quota: no such node, or a relation at `path` has one. */
export interface QuotaConflict {
  readonly why: 'missing' | 'child' | 'parent';
  readonly path: string;
}

export interface NumberedLine {
  readonly number: number;
  readonly line: string;
}
