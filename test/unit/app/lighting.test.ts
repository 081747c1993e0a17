import { describe, expect, test } from 'vitest';
import { lighting } from '../../../src/app/moments.svelte.ts';
import type { Moment } from '../../../src/views/index.ts';

/** A moment whose clock goes on, as the page's does. */
function goingOn(): Moment & { seconds: number } {
  const moving = {
    seconds: 1,
    get now() {
      return moving.seconds;
    },
    lit: new Set(['server 1']),
  };
  return moving as unknown as Moment & { seconds: number };
}

describe('lighting', () => {
  test('adds to what is lit, and everything else goes on', () => {
    const moment = goingOn();
    const with2 = lighting(moment, ['client radiology']);
    expect([...(with2.lit ?? [])]).toEqual(['server 1', 'client radiology']);
    moment.seconds = 2;
    expect(with2.now).toBe(2);
    expect([...(moment.lit ?? [])]).toEqual(['server 1']);
  });

  test('with nothing to add the moment is the same', () => {
    const moment = goingOn();
    expect(lighting(moment, [])).toBe(moment);
  });
});
