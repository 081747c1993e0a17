import { sortedKeys, textOf } from '../../lib/index.ts';
import { type Database, nodeAt } from '../../znodes/index.ts';

/** What a hospital is read from: a tree of znodes, or flat keys whose names have parts. */
export interface Records {
  has(path: string): boolean;
  /** Null: nothing is there, or it says nothing. */
  textAt(path: string): string | null;
  /** What stands right below, in order; null: there is no such place. */
  namesIn(path: string): readonly string[] | null;
}

export function recordsOfTree(tree: Database): Records {
  return {
    has: (path) => nodeAt(tree, path) !== undefined,
    textAt: (path) => {
      const data = nodeAt(tree, path)?.data;
      return data == null ? null : textOf(data);
    },
    namesIn: (path) => {
      const node = nodeAt(tree, path);
      return node === undefined ? null : sortedKeys(node.children);
    },
  };
}
