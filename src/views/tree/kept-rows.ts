import type { TreeItem } from './model.ts';

/**
 * The rows of a moment, with the very objects of the moment before wherever a row says the same:
 * what did not change is not drawn anew. All of them the same: the very list.
 */
export function keptRows(
  before: readonly TreeItem[],
  now: readonly TreeItem[],
): readonly TreeItem[] {
  const known = new Map(before.map((item) => [item.path, item]));
  const rows = now.map((item) => {
    const old = known.get(item.path);
    return old !== undefined && saysTheSame(old, item) ? old : item;
  });
  const isSame = rows.length === before.length && rows.every((row, at) => row === before[at]);
  return isSame ? before : rows;
}

function saysTheSame(a: TreeItem, b: TreeItem): boolean {
  for (const key of Object.keys(a) as (keyof TreeItem)[]) {
    if (key !== 'watchers' && a[key] !== b[key]) return false;
  }
  const { watchers } = b;
  return (
    a.watchers.length === watchers.length && a.watchers.every((one, at) => one === watchers[at])
  );
}
