import type { Board } from './messages.ts';

/** Nothing stands on the audience's screen but the run. */
export const EMPTY_BOARD: Board = {
  ...{ title: '', premise: '', asked: null, task: null, blackout: false, frozen: false },
  ...{ spotlight: null, pointer: null, strokes: [] },
  ...{ language: 'en', theme: 'system', pings: false, lit: [], beside: null },
  ...{ place: null, code: null },
};
