import { PAGE_BYTES, type PageRun, type PagesDraft } from './pages.ts';

/*
 * A bucket's B+ tree, by the sizes of what is in it (bbolt: node.go, bucket.go). A commit writes
 * each node that changed to other pages, with all nodes above it.
 */

/** Bytes around a page and around each of its elements. */
const HEADER = 16;
const ELEMENT = 16;
/** A page has at least two, so values however large lie four to a node (minKeysPerPage). */
const LEAST = 2;
/** A bucket of at most so many bytes lies in its parent's page (maxInlineBucketSize). */
const MOST_INLINE = PAGE_BYTES / 4;

/** Keys are numbers or texts, by the bucket. */
export type ItemKey = number | string;

/** What is in a leaf: a key, how many bytes it and its value are, and what it is about. */
export interface Item {
  readonly key: ItemKey;
  readonly bytes: number;
  readonly about: string;
}

/**
 * A node as it lies in the file; a leaf has items, a branch has children. `first`: by which key its
 * parent knows it.
 */
interface Node {
  readonly span: PageRun;
  readonly first: ItemKey;
  readonly items: readonly Item[];
  readonly children: readonly Node[];
}

/** How the elements of a bucket look, and how full its pages are made when they are split. */
export interface TreeKind {
  readonly keyBytes: number;
  readonly fill: number;
}

/** `root` null: it lies in its parent's page. */
export interface Tree {
  readonly kind: TreeKind;
  readonly root: Node | null;
  readonly inline: readonly Item[];
}

export function emptyTree(kind: TreeKind): Tree {
  return { kind, root: null, inline: [] };
}

export function itemsOf({ root, inline }: Tree): readonly Item[] {
  return root === null ? inline : itemsBelow(root);
}

function itemsBelow({ items, children }: Node): readonly Item[] {
  return children.length === 0 ? items : children.flatMap(itemsBelow);
}

function sizeOfItems(items: readonly Item[]): number {
  let bytes = 0;
  for (const item of items) bytes += ELEMENT + item.bytes;
  return bytes;
}

/** A node that a commit changes. */
interface Draft {
  /** Where it lay; null: it is new. */
  old: PageRun | null;
  readonly first: ItemKey;
  leaf: boolean;
  items: Item[];
  children: (Node | Draft)[];
  parent: Draft | null;
}

const isDraft = (node: Node | Draft): node is Draft => (node as Draft).parent !== undefined;

function draftOf({ span, first, items, children }: Node, parent: Draft | null): Draft {
  const leaf = children.length === 0;
  return { old: span, first, leaf, items: [...items], children: [...children], parent };
}

/** A root that lies nowhere yet. */
function newRoot(items: Item[], children: Node[]): Draft {
  const leaf = children.length === 0;
  return { old: null, first: '', leaf, items, children, parent: null };
}

/** One commit's work on a bucket. */
export class TreeDraft {
  private readonly tree: Tree;
  private readonly pages: PagesDraft;
  /** Null: nothing was changed yet. */
  private root: Draft | null = null;
  private readonly thinned = new Set<Draft>();

  constructor(tree: Tree, pages: PagesDraft) {
    this.tree = tree;
    this.pages = pages;
  }

  /** Puts an item in its place; one with the same key is replaced. */
  put(item: Item): void {
    const { items } = this.leafOf(item.key);
    let at = items.length;
    while (at > 0 && (items[at - 1]?.key ?? '') > item.key) at -= 1;
    const replaced = items[at - 1]?.key === item.key;
    if (replaced) items[at - 1] = item;
    else items.splice(at, 0, item);
  }

  delete(key: ItemKey): void {
    const leaf = this.leafOf(key);
    const at = leaf.items.findIndex((one) => one.key === key);
    if (at < 0) return;
    leaf.items.splice(at, 1);
    this.thinned.add(leaf);
  }

  finish(): Tree {
    const { root, tree } = this;
    if (root === null) return tree;
    const { kind } = tree;
    for (const leaf of this.thinned) this.rebalance(leaf);
    if (root.leaf && HEADER + sizeOfItems(root.items) <= MOST_INLINE) {
      if (root.old !== null) this.pages.leave(root.old);
      return { kind, root: null, inline: root.items };
    }
    return { kind, root: this.written(root), inline: [] };
  }

  private leafOf(key: ItemKey): Draft {
    let node = this.changedRoot();
    while (!node.leaf) {
      const { children } = node;
      let at = children.length - 1;
      while (at > 0 && (children[at] as Node | Draft).first > key) at -= 1;
      node = this.childOf(node, at);
    }
    return node;
  }

  private changedRoot(): Draft {
    const { root, inline } = this.tree;
    this.root ??= root === null ? newRoot([...inline], []) : draftOf(root, null);
    return this.root;
  }

  private childOf(node: Draft, at: number): Draft {
    const child = node.children[at] as Node | Draft;
    if (isDraft(child)) return child;
    const draft = draftOf(child, node);
    node.children[at] = draft;
    return draft;
  }

  private sizeOf(node: Draft): number {
    if (node.leaf) return HEADER + sizeOfItems(node.items);
    return HEADER + node.children.length * (ELEMENT + this.tree.kind.keyBytes);
  }

  /** What has become too small joins its neighbour (node.rebalance). */
  private rebalance(node: Draft): void {
    const count = node.leaf ? node.items.length : node.children.length;
    if (this.sizeOf(node) > PAGE_BYTES / 4 && count > (node.leaf ? 1 : 2)) return;
    const { parent } = node;
    if (parent === null) {
      if (node.leaf || count !== 1) return;
      const child = this.childOf(node, 0);
      this.drop(child);
      node.leaf = child.leaf;
      node.items = child.items;
      node.children = child.children;
      for (const one of node.children) if (isDraft(one)) one.parent = node;
      return;
    }
    const at = parent.children.indexOf(node);
    if (count === 0) {
      parent.children.splice(at, 1);
      this.drop(node);
      return this.rebalance(parent);
    }
    const left = this.childOf(parent, at === 0 ? 0 : at - 1);
    const right = this.childOf(parent, at === 0 ? 1 : at);
    left.items.push(...right.items);
    for (const one of right.children) if (isDraft(one)) one.parent = left;
    left.children.push(...right.children);
    parent.children.splice(parent.children.indexOf(right), 1);
    this.drop(right);
    this.rebalance(parent);
  }

  private drop(node: Draft): void {
    if (node.old !== null) this.pages.leave(node.old);
    this.thinned.delete(node);
  }

  /** Writes the root, and one above it where it had to be split. */
  private written(root: Draft): Node {
    const nodes = this.spilled(root);
    const [only] = nodes;
    if (nodes.length === 1 && only !== undefined) return only;
    return this.written(newRoot([], [...nodes]));
  }

  /** Writes what changed below a node, and then itself, in as many pieces as it needs. */
  private spilled(node: Draft): readonly Node[] {
    const children: Node[] = [];
    for (const one of node.children) {
      if (isDraft(one)) children.push(...this.spilled(one));
      else children.push(one);
    }
    if (node.old !== null) this.pages.leave(node.old);
    node.children = children;
    const { items } = node;
    const count = node.leaf ? items.length : children.length;
    const whole = this.sizeOf(node);
    // As nearly always: nothing is to be split, and what was copied for this commit is kept.
    if (count <= 2 * LEAST || whole < PAGE_BYTES) {
      const first = (node.leaf ? items[0]?.key : children[0]?.first) ?? '';
      return [{ span: this.pages.take(Math.ceil(whole / PAGE_BYTES)), first, items, children }];
    }
    const sizes = node.leaf
      ? node.items.map(({ bytes }) => ELEMENT + bytes)
      : children.map(() => ELEMENT + this.tree.kind.keyBytes);
    return this.piecesOf(sizes).map(({ from, to, bytes }) => ({
      span: this.pages.take(Math.ceil(bytes / PAGE_BYTES)),
      first: (node.leaf ? node.items[from]?.key : children[from]?.first) ?? '',
      items: node.leaf ? node.items.slice(from, to) : [],
      children: node.leaf ? [] : children.slice(from, to),
    }));
  }

  /** node.split. */
  private piecesOf(sizes: readonly number[]) {
    const pieces: { from: number; to: number; bytes: number }[] = [];
    const sum = (from: number, to: number) =>
      sizes.slice(from, to).reduce((bytes, one) => bytes + one, HEADER);
    let from = 0;
    for (;;) {
      const left = sizes.length - from;
      const bytes = sum(from, sizes.length);
      if (left <= 2 * LEAST || bytes < PAGE_BYTES) {
        pieces.push({ from, to: sizes.length, bytes });
        return pieces;
      }
      const to = from + this.splitIndex(sizes.slice(from));
      pieces.push({ from, to, bytes: sum(from, to) });
      from = to;
    }
  }

  private splitIndex(sizes: readonly number[]): number {
    const threshold = Math.floor(PAGE_BYTES * this.tree.kind.fill);
    let index = 0;
    let bytes = HEADER;
    for (const [i, size] of sizes.slice(0, -LEAST).entries()) {
      index = i;
      if (i >= LEAST && bytes + size > threshold) break;
      bytes += size;
    }
    return index;
  }
}
