import { assign, setup } from 'xstate';
import type { Micros } from '../model/index.ts';

export type PlaybackEvent =
  | { readonly type: 'PLAY' }
  | { readonly type: 'PAUSE' }
  | { readonly type: 'TOGGLE' }
  /** Play up to a time and stop there: a step, or a search's end. */
  | { readonly type: 'GO'; readonly target: Micros }
  | { readonly type: 'ARRIVED' }
  /** The run is at a limit, or an invariant broke: time stands still. */
  | { readonly type: 'STOPPED' };

interface Context {
  readonly target: Micros | null;
}

/** Whether time passes: of its own accord, up to a target, or not at all. */
export const playbackChart = setup({
  types: { context: {} as Context, events: {} as PlaybackEvent },
  actions: {
    aim: assign({ target: ({ event }) => (event.type === 'GO' ? event.target : null) }),
    forget: assign({ target: null }),
  },
}).createMachine({
  id: 'playback',
  initial: 'paused',
  context: { target: null },
  states: {
    paused: {
      entry: 'forget',
      on: { PLAY: 'playing', TOGGLE: 'playing', GO: { target: 'stepping', actions: 'aim' } },
    },
    playing: {
      on: {
        PAUSE: 'paused',
        TOGGLE: 'paused',
        STOPPED: 'paused',
        GO: { target: 'stepping', actions: 'aim' },
      },
    },
    stepping: {
      on: {
        PLAY: { target: 'playing', actions: 'forget' },
        PAUSE: 'paused',
        TOGGLE: 'paused',
        ARRIVED: 'paused',
        STOPPED: 'paused',
        GO: { target: 'stepping', actions: 'aim' },
      },
    },
  },
});
