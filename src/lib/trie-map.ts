import { byCodeUnit } from './by-code-unit.ts';

/**
 * A persistent map with string keys: a hash trie of 32-way nodes (HAMT). A changed map shares all
 * but the few nodes on one path with the old one, so every older value stays readable for free.
 * Order of iteration is by hash: callers that show or send keys sort them.
 */
const BITS = 5;
const MASK = 31;

interface Leaf<V> {
  readonly leaf: true;
  readonly hash: number;
  readonly key: string;
  readonly value: V;
  /** Another key with the very same 32-bit hash. */
  readonly next: Leaf<V> | null;
}
interface Branch<V> {
  readonly leaf: false;
  /** Which of the 32 places are taken; `slots` holds only those, in order of place. */
  readonly bitmap: number;
  readonly slots: readonly Slot<V>[];
}
type Slot<V> = Leaf<V> | Branch<V>;

export interface TrieMap<V> {
  readonly size: number;
  readonly root: Branch<V>;
}

const EMPTY: TrieMap<never> = Object.freeze({
  size: 0,
  root: Object.freeze({ leaf: false, bitmap: 0, slots: Object.freeze([]) }),
} as const);

export function emptyMap<V>(): TrieMap<V> {
  return EMPTY;
}

/** The key that was hashed last: one turn asks for the same client, session or path many times. */
let lastKey = '';
let lastHash = hashAnew(lastKey);

function hashOf(key: string): number {
  if (key === lastKey) return lastHash;
  lastKey = key;
  lastHash = hashAnew(key);
  return lastHash;
}

/** FNV-1a over the code units, then a finalizer: neighbours like `/q/0000000041` spread well. */
function hashAnew(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function size<V>(map: TrieMap<V>): number {
  return map.size;
}

export function getKey<V>(map: TrieMap<V>, key: string): V | undefined {
  if (map.size === 0) return undefined;
  const hash = hashOf(key);
  let branch = map.root;
  for (let shift = 0; ; shift += BITS) {
    const bit = 1 << ((hash >>> shift) & MASK);
    if ((branch.bitmap & bit) === 0) return undefined;
    const slot = branch.slots[countBits(branch.bitmap & (bit - 1))] as Slot<V>;
    if (slot.leaf) return slot.hash === hash ? valueIn(slot, key) : undefined;
    branch = slot;
  }
}

function valueIn<V>(chain: Leaf<V>, key: string): V | undefined {
  for (let leaf: Leaf<V> | null = chain; leaf !== null; leaf = leaf.next) {
    if (leaf.key === key) return leaf.value;
  }
  return undefined;
}

export function hasKey<V>(map: TrieMap<V>, key: string): boolean {
  return getKey(map, key) !== undefined;
}

/**
 * The map in which `key` has `value`; the same map when it already had. `value` is not undefined.
 */
export function setKey<V>(map: TrieMap<V>, key: string, value: V): TrieMap<V> {
  const root = setIn(map.root, 0, hashOf(key), key, value);
  if (root === map.root) return map;
  return { size: map.size + grown, root };
}

/** 1 when the latest `setIn` added a key, 0 when it replaced a value. */
let grown = 0;

function setIn<V>(
  branch: Branch<V>,
  shift: number,
  hash: number,
  key: string,
  value: V,
): Branch<V> {
  const bit = 1 << ((hash >>> shift) & MASK);
  const at = countBits(branch.bitmap & (bit - 1));
  if ((branch.bitmap & bit) === 0) {
    grown = 1;
    const leaf: Leaf<V> = { leaf: true, hash, key, value, next: null };
    return { leaf: false, bitmap: branch.bitmap | bit, slots: inserted(branch.slots, at, leaf) };
  }
  const slot = branch.slots[at] as Slot<V>;
  const next = slot.leaf
    ? setInLeaf(slot, shift + BITS, hash, key, value)
    : setIn(slot, shift + BITS, hash, key, value);
  if (next === slot) return branch;
  return { leaf: false, bitmap: branch.bitmap, slots: replaced(branch.slots, at, next) };
}

function setInLeaf<V>(old: Leaf<V>, shift: number, hash: number, key: string, value: V): Slot<V> {
  if (old.hash !== hash) {
    grown = 1;
    return pairOf(shift, old, { leaf: true, hash, key, value, next: null });
  }
  if (old.key === key && old.next === null) {
    grown = 0;
    return old.value === value ? old : { leaf: true, hash, key, value, next: null };
  }
  const known = valueIn(old, key);
  grown = known === undefined ? 1 : 0;
  if (known === value) return old;
  return { leaf: true, hash, key, value, next: known === undefined ? old : without(old, key) };
}

function pairOf<V>(shift: number, one: Leaf<V>, other: Leaf<V>): Branch<V> {
  const a = (one.hash >>> shift) & MASK;
  const b = (other.hash >>> shift) & MASK;
  if (a === b) return { leaf: false, bitmap: 1 << a, slots: [pairOf(shift + BITS, one, other)] };
  return { leaf: false, bitmap: (1 << a) | (1 << b), slots: a < b ? [one, other] : [other, one] };
}

/** The map without `key`; the same map when it had none. */
export function deleteKey<V>(map: TrieMap<V>, key: string): TrieMap<V> {
  const root = deleteIn(map.root, 0, hashOf(key), key);
  if (root === map.root) return map;
  if (map.size === 1) return EMPTY;
  return { size: map.size - 1, root: root === null ? EMPTY.root : asBranch(root) };
}

/**
 * A branch with one leaf below the root collapses into that leaf, so equal maps have equal shapes.
 */
function deleteIn<V>(branch: Branch<V>, shift: number, hash: number, key: string): Slot<V> | null {
  const bit = 1 << ((hash >>> shift) & MASK);
  if ((branch.bitmap & bit) === 0) return branch;
  const at = countBits(branch.bitmap & (bit - 1));
  const slot = branch.slots[at] as Slot<V>;
  let next: Slot<V> | null;
  if (!slot.leaf) next = deleteIn(slot, shift + BITS, hash, key);
  else if (slot.hash !== hash || valueIn(slot, key) === undefined) return branch;
  else next = without(slot, key);
  if (next === slot) return branch;
  if (next !== null) {
    if (next.leaf && branch.slots.length === 1 && shift > 0) return next;
    return { leaf: false, bitmap: branch.bitmap, slots: replaced(branch.slots, at, next) };
  }
  if (branch.slots.length === 1) return null;
  if (branch.slots.length === 2 && shift > 0) {
    const other = branch.slots[1 - at] as Slot<V>;
    if (other.leaf) return other;
  }
  return { leaf: false, bitmap: branch.bitmap & ~bit, slots: removed(branch.slots, at) };
}

function asBranch<V>(slot: Slot<V>): Branch<V> {
  if (!slot.leaf) return slot;
  return { leaf: false, bitmap: 1 << (slot.hash & MASK), slots: [slot] };
}

function without<V>(chain: Leaf<V>, key: string): Leaf<V> | null {
  if (chain.key === key) return chain.next;
  const rest = chain.next === null ? null : without(chain.next, key);
  return { leaf: true, hash: chain.hash, key: chain.key, value: chain.value, next: rest };
}

function inserted<T>(items: readonly T[], at: number, item: T): T[] {
  const next = new Array<T>(items.length + 1);
  for (let i = 0; i < at; i++) next[i] = items[i] as T;
  next[at] = item;
  for (let i = at; i < items.length; i++) next[i + 1] = items[i] as T;
  return next;
}

function replaced<T>(items: readonly T[], at: number, item: T): T[] {
  const next = items.slice();
  next[at] = item;
  return next;
}

function removed<T>(items: readonly T[], at: number): T[] {
  const next = new Array<T>(items.length - 1);
  for (let i = 0; i < at; i++) next[i] = items[i] as T;
  for (let i = at + 1; i < items.length; i++) next[i - 1] = items[i] as T;
  return next;
}

/** Visits every entry, in hash order. */
export function forEachKey<V>(map: TrieMap<V>, visit: (value: V, key: string) => void): void {
  forEachIn(map.root, visit);
}

function forEachIn<V>(branch: Branch<V>, visit: (value: V, key: string) => void): void {
  for (const slot of branch.slots) {
    if (!slot.leaf) forEachIn(slot, visit);
    else for (let leaf: Leaf<V> | null = slot; leaf; leaf = leaf.next) visit(leaf.value, leaf.key);
  }
}

/** The keys, in hash order. */
export function keysOf<V>(map: TrieMap<V>): string[] {
  const keys: string[] = [];
  forEachKey(map, (_, key) => keys.push(key));
  return keys;
}

/** The keys sorted by code unit, as `ls` prints children: the same on every machine. */
export function sortedKeys<V>(map: TrieMap<V>): string[] {
  return keysOf(map).sort(byCodeUnit);
}

/** The entries, in hash order. */
export function entriesOf<V>(map: TrieMap<V>): [string, V][] {
  const entries: [string, V][] = [];
  forEachKey(map, (value, key) => entries.push([key, value]));
  return entries;
}

/**
 * Visits every key whose value is another one (by ===) in `after` than in `before`, in hash order.
 * Branches that both maps share are passed over, so the cost is that of the difference.
 */
export function forEachChange<V>(
  before: TrieMap<V>,
  after: TrieMap<V>,
  visit: (key: string, was: V | undefined, is: V | undefined) => void,
): void {
  changedIn(before.root, after.root, visit);
}

function changedIn<V>(
  before: Branch<V>,
  after: Branch<V>,
  visit: (key: string, was: V | undefined, is: V | undefined) => void,
): void {
  if (before === after) return;
  if (before.bitmap === after.bitmap) {
    for (let i = 0; i < before.slots.length; i++) {
      changedSlot(before.slots[i], after.slots[i], visit);
    }
    return;
  }
  for (let place = 0; place < 32; place++) {
    changedSlot(slotAt(before, 1 << place), slotAt(after, 1 << place), visit);
  }
}

function changedSlot<V>(
  was: Slot<V> | undefined,
  is: Slot<V> | undefined,
  visit: (key: string, was: V | undefined, is: V | undefined) => void,
): void {
  if (was === is) return;
  if (was && is && !was.leaf && !is.leaf) return changedIn(was, is, visit);
  if (was?.leaf && is?.leaf && !was.next && !is.next && was.key === is.key) {
    if (was.value !== is.value) visit(was.key, was.value, is.value);
    return;
  }
  const old = leavesOf(was);
  const now = leavesOf(is);
  for (const [key, value] of old) {
    if (now.get(key) !== value) visit(key, value, now.get(key));
  }
  for (const [key, value] of now) if (!old.has(key)) visit(key, undefined, value);
}

function slotAt<V>(branch: Branch<V>, bit: number): Slot<V> | undefined {
  if ((branch.bitmap & bit) === 0) return undefined;
  return branch.slots[countBits(branch.bitmap & (bit - 1))];
}

function leavesOf<V>(slot: Slot<V> | undefined): Map<string, V> {
  const leaves = new Map<string, V>();
  if (slot === undefined) return leaves;
  if (!slot.leaf) forEachIn(slot, (value, key) => leaves.set(key, value));
  else
    for (let leaf: Leaf<V> | null = slot; leaf; leaf = leaf.next) leaves.set(leaf.key, leaf.value);
  return leaves;
}
