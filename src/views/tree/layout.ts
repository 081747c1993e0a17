import { type HierarchyNode, stratify } from 'd3';

/** Height of a row and width of one level, in pixels; a row is tall enough for a finger. */
export const ROW = 34;
export const INDENT = 13;
/** Where a node's branch leaves it: the middle of its fold sign. */
const STEM = 12;

export interface TreeLink {
  /** Index of the child's row. */
  readonly row: number;
  readonly path: string;
}

export interface TreeLayout {
  readonly height: number;
  readonly links: readonly TreeLink[];
}

interface Row {
  readonly parent: number;
  readonly depth: number;
}

interface Placed {
  readonly row: number;
  readonly parent: number;
}

function stemX(depth: number): number {
  return depth * INDENT + STEM;
}

/** An elbow from below the parent's fold sign to the left of the child. */
function elbow(node: HierarchyNode<Placed>): string {
  const parent = node.parent as HierarchyNode<Placed>;
  const x = stemX(parent.depth);
  const top = parent.data.row * ROW + ROW / 2 + 8;
  const y = node.data.row * ROW + ROW / 2;
  return `M${x},${top}V${y - 4}Q${x},${y} ${x + 4},${y}H${stemX(node.depth) - 9}`;
}

/** The indented tree: row i stands at i rows from the top, and a line joins it to its parent. */
export function treeLayout(rows: readonly Row[]): TreeLayout {
  if (rows.length === 0) return { height: 0, links: [] };
  const root = stratify<Placed>()
    .id((placed) => String(placed.row))
    .parentId((placed) => (placed.parent < 0 ? null : String(placed.parent)))(
    rows.map(({ parent }, row) => ({ row, parent })),
  );
  const links = root
    .descendants()
    .filter((node) => node.parent !== null)
    .map((node) => ({ row: node.data.row, path: elbow(node) }))
    .sort((a, b) => a.row - b.row);
  return { height: rows.length * ROW, links };
}
