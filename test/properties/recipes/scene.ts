import type { Ledger } from '../../../src/checker/index.ts';
import { getKey, itemAt, sortedKeys } from '../../../src/lib/index.ts';
import {
  type Change,
  type ClientName,
  compareZxid,
  type SessionId,
  type Txn,
  ZERO,
  type Zxid,
} from '../../../src/model/index.ts';
import type { RecipeState } from '../../../src/recipes/index.ts';
import type { ClientHost, EventOf, World } from '../../../src/sim/index.ts';
import { applyTxn, type Database, emptyDatabase, nodeAt } from '../../../src/znodes/index.ts';

/** A node's life in the ensemble's history; `died`: null as long as it is there. */
export interface Life {
  readonly path: string;
  readonly owner: SessionId;
  readonly born: Zxid;
  readonly died: Zxid | null;
  /** Whose transaction deleted it: its owner's, after an expiry. */
  readonly killer: SessionId | null;
}

/** A recipe and the client that runs it. */
export interface Runner {
  readonly name: ClientName;
  readonly host: ClientHost;
  readonly recipe: RecipeState;
}

/**
 * What an all-knowing observer sees of clients and their recipes: the tree as the committed history
 * has it, every node that ever was, and what each recipe says and believes.
 */
export class Scene {
  world: World;
  tree: Database = emptyDatabase();
  last: Zxid = ZERO;
  /** What was committed in this turn. */
  fresh: readonly Txn[] = [];
  readonly lives: Life[] = [];
  readonly complaints: string[] = [];
  /** How often a holder of old was refused by a resource that is fenced. */
  refused = 0;
  private known = 0;

  constructor(world: World) {
    this.world = world;
  }

  /** Follows the world and the list of all that is committed. */
  follow(world: World, ledger: Ledger): void {
    this.world = world;
    const fresh: Txn[] = [];
    for (; this.known < ledger.committed.length; this.known++) {
      const txn = itemAt(ledger.committed, this.known) as Txn;
      const before = this.tree;
      this.tree = applyTxn(before, txn);
      this.last = txn.zxid;
      this.record(before, txn, txn.change);
      fresh.push(txn);
    }
    this.fresh = fresh;
  }

  private record(before: Database, { zxid, session }: Txn, change: Change): void {
    if (change.type === 'multi') {
      for (const part of change.changes) this.record(before, { zxid, session } as Txn, part);
    } else if (change.type === 'create') {
      const { path, owner } = change;
      this.lives.push({ path, owner, born: zxid, died: null, killer: null });
    } else if (change.type === 'delete') this.bury(change.path, zxid, session);
    else if (change.type === 'closeSession') {
      const owned = getKey(before.ephemerals, session);
      for (const path of owned === undefined ? [] : sortedKeys(owned)) {
        this.bury(path, zxid, session);
      }
    }
  }

  private bury(path: string, died: Zxid, killer: SessionId): void {
    const at = this.lives.findIndex((life) => life.path === path && life.died === null);
    if (at !== -1) this.lives[at] = { ...(this.lives[at] as Life), died, killer };
  }

  /** All who run a recipe, in the order in which they came. */
  get runners(): readonly Runner[] {
    return this.world.clientNames.flatMap((name) => {
      const host = getKey(this.world.clients, name);
      return host?.recipe ? [{ name, host, recipe: host.recipe }] : [];
    });
  }

  runner(name: ClientName): Runner | null {
    return this.runners.find((one) => one.name === name) ?? null;
  }

  children(path: string): readonly string[] {
    const node = nodeAt(this.tree, path);
    return node === undefined ? [] : sortedKeys(node.children);
  }

  /** Whether the ensemble knows this session now. */
  livesIn(session: SessionId): boolean {
    return getKey(this.tree.sessions, session) !== undefined;
  }

  /** Whether the node that a recipe calls its own is there, and the client's. */
  stands({ host, recipe }: Runner): boolean {
    const node = recipe.own === null ? undefined : nodeAt(this.tree, recipe.own);
    return node !== undefined && node.owner === host.client.session;
  }

  complain(what: string): void {
    const second = (this.world.now / 1_000_000).toFixed(3);
    if (this.complaints.length < 5) this.complaints.push(`@${second}s ${what}`);
  }
}

/** What a recipe said. */
export type Said = EventOf<'recipeMoved'>;

/** Whether a life includes the moment just after `at`. */
export function isThere(life: Life, at: Zxid): boolean {
  return compareZxid(life.born, at) <= 0 && (life.died === null || compareZxid(at, life.died) < 0);
}
