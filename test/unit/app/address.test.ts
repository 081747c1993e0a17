import { expect, test } from 'vitest';
import { addressOf, placeOf } from '../../../src/app/address.ts';

test.each([
  ['', { type: 'start' }],
  ['#', { type: 'start' }],
  ['#/', { type: 'home' }],
  ['#/play', { type: 'play' }],
  [
    '#/run/q1YqSy0qzszPU7Iy0lFKLi0uyc9VsjLQUSpLLSrOzM8D8WoB',
    { type: 'run', packed: 'q1YqSy0qzszPU7Iy0lFKLi0uyc9VsjLQUSpLLSrOzM8D8WoB' },
  ],
  ['#/lesson/C1', { type: 'lesson', code: 'C1', step: null }],
  ['#/lesson/C1/3', { type: 'lesson', code: 'C1', step: 3 }],
  ['#/lesson/%E9%94%81/12', { type: 'lesson', code: '锁', step: 12 }],
  // As a mail leaves it.
  ['#/lesson/C1/3).', { type: 'lesson', code: 'C1', step: 3 }],
  ['#/lesson/C1/', { type: 'lesson', code: 'C1', step: null }],
  ['#/present', { type: 'present', role: 'trainer', code: null, step: null }],
  ['#/present/,', { type: 'present', role: 'trainer', code: null, step: null }],
  ['#/present/C1/1', { type: 'present', role: 'trainer', code: 'C1', step: 1 }],
  ['#/present/audience', { type: 'present', role: 'audience', code: null, step: null }],
  ['#/raft', { type: 'raft', packed: null }],
  ['#/raft?', { type: 'raft', packed: null }],
  ['#/raft?q1Yq-Sy_0', { type: 'raft', packed: 'q1Yq-Sy_0' }],
] as const)('%s is a place', (hash, place) => {
  expect(placeOf(hash)).toEqual(place);
});

test.each([
  ['#/lesson'],
  ['#/run'],
  ['#/run/a/b'],
  ['#/lesson/C1/0'],
  ['#/lesson/C1/-1'],
  ['#/lesson/C1/x'],
  ['#/lesson/C1/3/4'],
  ['#/lesson/C1/9999'],
  ['#/raft/a'],
  ['#/raft?a/b'],
  ['#/no/such'],
  ['#stage'],
  ['#/play/now'],
  ['#/present/C1/x'],
  ['#/<script>'],
])('%s is none', (hash) => {
  expect(placeOf(hash)).toEqual({ type: 'unknown', text: hash });
});

test.each(['%E0%A4%A', '#/lesson/%E0%A4%A', `#/${'x'.repeat(100_000)}`])(
  'whatever it is, it is read: %s',
  (hash) => {
    expect(placeOf(hash).type).toMatch(/unknown|lesson/);
  },
);

test.each([
  { type: 'start' },
  { type: 'home' },
  { type: 'play' },
  { type: 'run', packed: 'a-b_c' },
  { type: 'raft', packed: null },
  { type: 'raft', packed: 'a-b_c' },
  { type: 'lesson', code: 'C1', step: null },
  { type: 'lesson', code: 'C1', step: 5 },
  { type: 'lesson', code: '我的 锁/1', step: 2 },
  { type: 'present', role: 'trainer', code: null, step: null },
  { type: 'present', role: 'trainer', code: 'C1', step: 2 },
  { type: 'present', role: 'audience', code: null, step: null },
] as const)('the address of %o leads back to it', (place) => {
  expect(placeOf(addressOf(place))).toEqual(place);
});
