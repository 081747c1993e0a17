/** What is shown of a task that is put together: lines to arrange, or lines with blanks. */
import { type Attempt, type BlankLine, offered, type TaskWay } from '../../tutor/index.ts';

/** A line of the pool, or of the student's order. */
export interface LineView {
  /** Its index among the lines that are offered. */
  readonly line: number;
  readonly text: string;
}

/** Text, or a blank with its choices and what is chosen. */
export type BlankView =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'blank';
      readonly blank: number;
      readonly choices: readonly string[];
      readonly chosen: number;
    };

export type WayView =
  | {
      readonly type: 'arrange';
      readonly pool: readonly LineView[];
      readonly order: readonly LineView[];
    }
  | {
      readonly type: 'fill';
      readonly zooCfg: readonly (readonly BlankView[])[];
      readonly lines: readonly (readonly BlankView[])[];
    };

/** What is to be shown; null where the student acts. A blank begins with its first choice. */
export function wayView(way: TaskWay, attempt: Attempt | null): WayView | null {
  switch (way.type) {
    case 'free':
      return null;
    case 'arrange': {
      const all = offered(way).map((text, line) => ({ line, text }));
      const order = (attempt ?? []).flatMap((line) => all[line] ?? []);
      return { type: 'arrange', pool: all.filter((one) => !order.includes(one)), order };
    }
    case 'fill': {
      const view = (line: BlankLine) =>
        line.map((part): BlankView => {
          if (typeof part === 'string') return { type: 'text', text: part };
          const choices = way.blanks[part]?.choices ?? [];
          return { type: 'blank', blank: part, choices, chosen: attempt?.[part] ?? 0 };
        });
      return { type: 'fill', zooCfg: way.zooCfg.map(view), lines: way.lines.map(view) };
    }
  }
}

/** An attempt at filling in which every blank has its first choice. */
export function emptyFill(way: TaskWay): Attempt {
  return way.type === 'fill' ? way.blanks.map(() => 0) : [];
}
