import { hash32 } from './hash32.ts';

/**
 * A persistent map in the order of its keys (by code unit), for ranges: a treap whose priorities
 * are the keys' hashes, so that it is balanced whatever the order of insertions, without chance. A
 * changed map shares all but one path with the old one.
 */
interface SortedNode<V> {
  readonly key: string;
  readonly rank: number;
  readonly value: V;
  readonly left: SortedNode<V> | null;
  readonly right: SortedNode<V> | null;
}

export interface SortedMap<V> {
  readonly size: number;
  readonly root: SortedNode<V> | null;
}

const EMPTY: SortedMap<never> = Object.freeze({ size: 0, root: null });

export function emptySorted<V>(): SortedMap<V> {
  return EMPTY;
}

export function getSorted<V>({ root }: SortedMap<V>, key: string): V | undefined {
  let node = root;
  while (node !== null && node.key !== key) node = key < node.key ? node.left : node.right;
  return node?.value;
}

/** The map in which `key` has `value`; the same map when it already had. */
export function setSorted<V>(map: SortedMap<V>, key: string, value: V): SortedMap<V> {
  const root = setIn(map.root, key, value);
  if (root === map.root) return map;
  return { size: map.size + (getSorted(map, key) === undefined ? 1 : 0), root };
}

function made<V>(
  { key, rank, value }: Pick<SortedNode<V>, 'key' | 'rank' | 'value'>,
  left: SortedNode<V> | null,
  right: SortedNode<V> | null,
): SortedNode<V> {
  return { key, rank, value, left, right };
}

function setIn<V>(node: SortedNode<V> | null, key: string, value: V): SortedNode<V> {
  if (node === null) return { key, rank: hash32(key), value, left: null, right: null };
  const { left, right } = node;
  if (key === node.key) {
    return node.value === value ? node : { key, rank: node.rank, value, left, right };
  }
  if (key < node.key) {
    const next = setIn(left, key, value);
    if (next === left) return node;
    if (next.rank <= node.rank) return made(node, next, right);
    return made(next, next.left, made(node, next.right, right));
  }
  const next = setIn(right, key, value);
  if (next === right) return node;
  if (next.rank <= node.rank) return made(node, left, next);
  return made(next, made(node, left, next.left), next.right);
}

/** The map without `key`; the same map when it had none. */
export function deleteSorted<V>(map: SortedMap<V>, key: string): SortedMap<V> {
  if (getSorted(map, key) === undefined) return map;
  return { size: map.size - 1, root: without(map.root, key) };
}

function without<V>(node: SortedNode<V> | null, key: string): SortedNode<V> | null {
  if (node === null) return null;
  const { left, right } = node;
  if (key === node.key) return joined(left, right);
  return key < node.key
    ? made(node, without(left, key), right)
    : made(node, left, without(right, key));
}

/** Two trees, all keys of the first one before all of the second. */
function joined<V>(a: SortedNode<V> | null, b: SortedNode<V> | null): SortedNode<V> | null {
  if (a === null) return b;
  if (b === null) return a;
  return a.rank > b.rank
    ? made(a, a.left, joined(a.right, b))
    : made(b, joined(a, b.left), b.right);
}

/** The values of the keys from `from` on and before `to` (null: to the end), in order. */
export function rangeSorted<V>(map: SortedMap<V>, from: string, to: string | null): V[] {
  const found: V[] = [];
  gather(map.root, from, to, found);
  return found;
}

function gather<V>(node: SortedNode<V> | null, from: string, to: string | null, found: V[]): void {
  if (node === null) return;
  if (from < node.key) gather(node.left, from, to, found);
  if (node.key >= from && (to === null || node.key < to)) found.push(node.value);
  if (to === null || node.key < to) gather(node.right, from, to, found);
}
