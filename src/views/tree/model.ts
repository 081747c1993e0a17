import { byCodeUnit, getKey, sortedKeys, textOf } from '../../lib/index.ts';
import {
  type Acl,
  type Bytes,
  type ClientName,
  childPath,
  NO_SESSION,
  type ServerId,
  type SessionId,
  type Stat,
} from '../../model/index.ts';
import { databaseOf, type Host, hostOf } from '../../sim/index.ts';
import { type Database, statOf, type Znode } from '../../znodes/index.ts';
import { namesBySession } from '../inspector/facts.ts';
import type { Moment } from '../props.ts';
import { watchersOn } from '../sessions/model.ts';
import { byNumber } from '../ward/sequence.ts';

/** A node with more children than this shows the first ones and says how many follow. */
const MOST_CHILDREN = 100;
/** The tree's own housekeeping: folded until somebody asks. */
export const FOLDED_AT_FIRST: readonly string[] = ['/zookeeper'];

/** Against another server: there as here; with other data, ACL or Stat; on one of the two only. */
export type Difference = 'same' | 'differs' | 'onlyHere' | 'onlyThere';

/** Why a server's tree cannot be read as a client would read it. */
export type TreeHealth = 'down' | 'frozen' | 'notServing' | 'serving';

export interface TreeItem {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  /** Index of the row of its parent; -1 for the root. */
  readonly parent: number;
  /** Children that can be unfolded. */
  readonly children: number;
  readonly open: boolean;
  readonly kind: Znode['kind'];
  /** Session of an ephemeral node, else null; with the client that speaks for it, if one does. */
  readonly owner: SessionId | null;
  readonly ownerName: ClientName | null;
  readonly watchers: readonly ClientName[];
  /** The data as far as it fits a row; null: no data at all. */
  readonly data: string | null;
  readonly difference: Difference;
  /** How many nodes below differ, when it is folded. */
  readonly differencesBelow: number;
  /** Set on the last row of a long list: so many more children are not listed. */
  readonly unlisted: number;
}

/** Everything of one node. */
export interface NodeDetails {
  readonly path: string;
  readonly data: string | null;
  readonly stat: Stat;
  readonly acl: Acl;
  readonly kind: Znode['kind'];
  readonly ttl: number;
  readonly ownerName: ClientName | null;
  /** Null: of a tree that lies in files. */
  readonly watchers: readonly ClientName[] | null;
}

export interface TreeModel {
  readonly observed: ServerId;
  readonly health: TreeHealth;
  readonly servers: readonly { readonly sid: ServerId; readonly status: Host['status'] }[];
  readonly items: readonly TreeItem[];
  readonly details: NodeDetails | null;
  /** The other server of a comparison, when its tree can be read. */
  readonly compared: ServerId | null;
  /** How many nodes differ in all; 0 when nothing is compared. */
  readonly differences: number;
}

/** What the person has unfolded, chosen, and set beside it. */
export interface TreeChoice {
  readonly folded: ReadonlySet<string>;
  readonly selected: string | null;
  readonly compareWith: ServerId | null;
}

function healthOf(host: Host): TreeHealth {
  if (host.server === null) return 'down';
  if (host.status === 'frozen') return 'frozen';
  return host.server.serving ? 'serving' : 'notServing';
}

/** Names longer than this are shortened where there is little room. */
const LONG_NAME = 20;

/**
 * A long name without its middle. Of a sequential node's only the end is left, as on the stage and
 * in the ward: whose it is needs what room there is; `owned`: that is said beside it.
 */
export function shortName(name: string, owned = false): string {
  const isSequential = /\d{10}$/.test(name);
  if (name.length <= LONG_NAME) {
    return owned && isSequential ? `${name.slice(0, -10)}…${name.slice(-4)}` : name;
  }
  return isSequential ? `…${name.slice(-4)}` : `${name.slice(0, 3)}…${name.slice(-10)}`;
}

const SHOWN = 24;

/** Data in one row: control characters as spaces, cut with an ellipsis. */
export function preview(data: Bytes | null): string | null {
  if (data === null) return null;
  // Four bytes a letter at most, and one letter more than is shown.
  const letters = [...textOf(data.slice(0, 4 * (SHOWN + 1)))];
  const shown = letters.slice(0, SHOWN).map((letter) => (letter < ' ' ? ' ' : letter));
  return `${shown.join('')}${letters.length > SHOWN ? '…' : ''}`;
}

/** Previews of znodes: most stay from turn to turn. */
const PREVIEWS = new WeakMap<Znode, string | null>();

function previewOf(node: Znode): string | null {
  const known = PREVIEWS.get(node);
  if (known !== undefined) return known;
  const data = preview(node.data);
  PREVIEWS.set(node, data);
  return data;
}

function sameNode(a: Znode, b: Znode): boolean {
  if (a === b) return true;
  return (
    a.data === b.data &&
    a.owner === b.owner &&
    a.version === b.version &&
    a.aversion === b.aversion &&
    a.creations === b.creations &&
    a.mzxid.epoch === b.mzxid.epoch &&
    a.mzxid.counter === b.mzxid.counter &&
    a.czxid.epoch === b.czxid.epoch &&
    a.czxid.counter === b.czxid.counter
  );
}

/** The names below a znode in the order in which they are shown: most stay from turn to turn. */
const NAMES = new WeakMap<Znode['children'], readonly string[]>();

function namesOf({ children }: Znode): readonly string[] {
  const known = NAMES.get(children);
  if (known !== undefined) return known;
  const names = byNumber(sortedKeys(children));
  NAMES.set(children, names);
  return names;
}

/** Lists the rows of a tree, or of two at once. Lives only during one call. */
class Listing {
  readonly items: TreeItem[] = [];
  differences = 0;
  private readonly here: Database;
  private readonly there: Database | null;
  private readonly folded: ReadonlySet<string>;
  private readonly names: ReadonlyMap<SessionId, ClientName>;
  private readonly watchers: ReadonlyMap<string, readonly ClientName[]>;

  constructor(
    here: Database,
    there: Database | null,
    folded: ReadonlySet<string>,
    names: ReadonlyMap<SessionId, ClientName>,
    watchers: ReadonlyMap<string, readonly ClientName[]>,
  ) {
    this.here = here;
    this.there = there;
    this.folded = folded;
    this.names = names;
    this.watchers = watchers;
  }

  private childrenOf(mine: Znode | undefined, other: Znode | undefined): readonly string[] {
    if (mine === undefined || other === undefined || mine.children === other.children) {
      const one = mine ?? other;
      return one === undefined ? [] : namesOf(one);
    }
    const all = new Set([...namesOf(mine), ...namesOf(other)]);
    return byNumber([...all].sort(byCodeUnit));
  }

  private compare(mine: Znode | undefined, other: Znode | undefined): Difference {
    if (this.there === null) return 'same';
    if (mine === undefined) return 'onlyThere';
    if (other === undefined) return 'onlyHere';
    return sameNode(mine, other) ? 'same' : 'differs';
  }

  /** How many nodes below `path` differ; they are not listed. */
  private below(path: string, mine: Znode | undefined, other: Znode | undefined): number {
    if (this.there === null) return 0;
    let count = 0;
    for (const name of this.childrenOf(mine, other)) {
      const at = childPath(path, name);
      const a = getKey(this.here.nodes, at);
      const b = getKey(this.there.nodes, at);
      if (this.compare(a, b) !== 'same') count++;
      count += this.below(at, a, b);
    }
    return count;
  }

  add(path: string, name: string, depth: number, parent: number, unlisted: number): void {
    const mine = getKey(this.here.nodes, path);
    const other = this.there === null ? undefined : getKey(this.there.nodes, path);
    const node = mine ?? other;
    if (node === undefined) return;
    const difference = this.compare(mine, other);
    if (difference !== 'same') this.differences++;
    const names = this.childrenOf(mine, other);
    const open = names.length > 0 && !this.folded.has(path);
    const hidden = open ? 0 : this.below(path, mine, other);
    this.differences += hidden;
    const owner = node.owner === NO_SESSION ? null : node.owner;
    const row = this.items.length;
    this.items.push({
      ...{ path, name, depth, parent, children: names.length, open, kind: node.kind, owner },
      ownerName: owner === null ? null : (this.names.get(owner) ?? null),
      watchers: this.watchers.get(path) ?? [],
      data: previewOf(node),
      ...{ difference, differencesBelow: hidden, unlisted },
    });
    if (!open) return;
    const shown = names.slice(0, MOST_CHILDREN);
    shown.forEach((child, i) => {
      const rest = i === shown.length - 1 ? names.length - shown.length : 0;
      this.add(childPath(path, child), child, depth + 1, row, rest);
    });
  }
}

function detailsOf(
  db: Database,
  path: string | null,
  names: ReadonlyMap<SessionId, ClientName>,
  watchers: ReadonlyMap<string, readonly ClientName[]>,
): NodeDetails | null {
  const node = path === null ? undefined : getKey(db.nodes, path);
  if (path === null || node === undefined) return null;
  const { data, acl, kind, ttl } = node;
  const ownerName = names.get(node.owner) ?? null;
  return {
    ...{ path, data, acl, kind, ttl, ownerName },
    stat: statOf(node),
    watchers: watchers.get(path) ?? [],
  };
}

/** The rows of a tree by itself: nobody speaks for its sessions, and nobody watches. */
export function rowsOf(db: Database, folded: ReadonlySet<string>): readonly TreeItem[] {
  const listing = new Listing(db, null, folded, new Map(), new Map());
  listing.add('/', '/', 0, -1, 0);
  return listing.items;
}

/** One node of such a tree; null: there is none. */
export function nodeOf(db: Database, path: string | null): NodeDetails | null {
  const details = detailsOf(db, path, new Map(), new Map());
  return details && { ...details, watchers: null };
}

/** The tree of the observed server as rows, beside another server's when one is chosen. */
export function treeModel(
  moment: Pick<Moment, 'world' | 'observed'>,
  choice: TreeChoice,
): TreeModel {
  const { world, observed } = moment;
  const servers = world.hosts.map(({ sid, status }) => ({ sid, status }));
  const host = hostOf(world, observed);
  const db = databaseOf(host);
  if (host === null || db === null) {
    const nothing = { items: [], details: null, compared: null, differences: 0 };
    return { observed, health: 'down', servers, ...nothing };
  }
  const other = choice.compareWith === null ? null : hostOf(world, choice.compareWith);
  const there = other === null || other.sid === observed ? null : databaseOf(other);
  const names = namesBySession(world);
  const watchers = watchersOn(host);
  const listing = new Listing(db, there, choice.folded, names, watchers);
  listing.add('/', '/', 0, -1, 0);
  return {
    observed,
    health: healthOf(host),
    servers,
    items: listing.items,
    details: detailsOf(db, choice.selected, names, watchers),
    compared: there === null || other === null ? null : other.sid,
    differences: listing.differences,
  };
}

/**
 * The row of the first znode that a lesson lights, or, as long as there is none of that path, of
 * the deepest one above it; -1: none is lit.
 */
export function litRowOf(
  items: readonly { readonly path: string }[],
  lit: ReadonlySet<string> | undefined,
): number {
  const wanted = [...(lit ?? [])].find((one) => one.startsWith('znode '))?.slice('znode '.length);
  if (wanted === undefined) return -1;
  let best = 0;
  for (const [row, { path }] of items.entries()) {
    if (path === wanted) return row;
    if (wanted.startsWith(`${path}/`) && path.length > (items[best]?.path.length ?? 0)) best = row;
  }
  return best;
}
