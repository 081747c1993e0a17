import type { TreeItem } from './model.ts';

/** What a key does in a tree (WAI-ARIA tree pattern): go to a row, or fold or unfold one. */
export type TreeKey =
  | { readonly type: 'go'; readonly row: number }
  | { readonly type: 'fold' | 'unfold'; readonly path: string }
  | null;

/** The meaning of `key` on row `at`; null: it means nothing here. */
export function treeKey(items: readonly TreeItem[], at: number, key: string): TreeKey {
  const item = items[at];
  if (item === undefined) return null;
  const go = (row: number): TreeKey => (items[row] === undefined ? null : { type: 'go', row });
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'Home':
      return go(0);
    case 'End':
      return go(items.length - 1);
    case 'ArrowRight':
      if (item.children === 0) return null;
      return item.open ? go(at + 1) : { type: 'unfold', path: item.path };
    case 'ArrowLeft':
      return item.open ? { type: 'fold', path: item.path } : go(item.parent);
    default:
      return null;
  }
}
