/** One line of a menu. With `items` it opens another page of the same menu. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** Shown beside the label: a key, a value. */
  readonly hint?: string;
  readonly danger?: boolean;
  /** Why it cannot be chosen now; it stays readable. */
  readonly disabled?: string | false;
  readonly items?: readonly MenuItem[];
  readonly run?: () => void;
}

/** Where a menu opens, in pixels of the window. */
export interface MenuPoint {
  readonly x: number;
  readonly y: number;
}

/** The index after `at` in the direction `step`, going round. */
export function roved(at: number, step: 1 | -1, count: number): number {
  return count === 0 ? -1 : (at + step + count) % count;
}

/** The first item after `at` whose label begins with the typed letter, going round; -1: none. */
export function typeAhead(items: readonly MenuItem[], at: number, letter: string): number {
  const wanted = letter.toLowerCase();
  for (let i = 1; i <= items.length; i++) {
    const index = (at + i) % items.length;
    if (items[index]?.label.toLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}

/** Keeps a box of this size inside the window, `margin` from its edges. */
export function placed(
  point: MenuPoint,
  size: { readonly width: number; readonly height: number },
  window: { readonly width: number; readonly height: number },
  margin = 8,
): MenuPoint {
  const x = Math.max(margin, Math.min(point.x, window.width - size.width - margin));
  const y = Math.max(margin, Math.min(point.y, window.height - size.height - margin));
  return { x, y };
}
