/** The pictures, one folder each: a pure model of a moment, a layout, markup. */

export * from './curriculum/index.ts';
export { clockText, delayText, minutesText } from './inspector/facts.ts';
export { TABS, type Tab } from './inspector/tabs.ts';
export * from './lesson/index.ts';
export type {
  Complaint,
  Language,
  Moment,
  Pointed,
  TimedEvent,
  ViewActions,
  ViewProps,
  Violation,
} from './props.ts';
export * from './stage/index.ts';
export * from './timeline/index.ts';
export * from './ward/index.ts';

/** The inspector and all its tabs, which nobody sees in the first moment: a file of their own. */
export const loadInspector = (): Promise<typeof import('./inspector/index.ts')> =>
  import('./inspector/index.ts');

/** Two branches beside each other, likewise. */
export const loadCompare = (): Promise<typeof import('./compare/index.ts')> =>
  import('./compare/index.ts');

/** What servers' files tell, likewise. */
export const loadDisks = (): Promise<typeof import('./disks/index.ts')> =>
  import('./disks/index.ts');

/** The space-time diagram, likewise. */
export const loadSpaceTime = (): Promise<typeof import('./space-time/index.ts')> =>
  import('./space-time/index.ts');

/** The log as a matrix, without the other tabs. */
export const loadLog = (): Promise<typeof import('./log/index.ts')> => import('./log/index.ts');
