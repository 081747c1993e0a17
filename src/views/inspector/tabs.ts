/** The tabs, in their order. */
export const TABS = [
  'tree',
  'log',
  'votes',
  'sessions',
  'state',
  'invariants',
  'events',
  'console',
] as const;
export type Tab = (typeof TABS)[number];
