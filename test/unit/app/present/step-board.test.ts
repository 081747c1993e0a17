import { expect, test } from 'vitest';
import { shortLines } from '../../../../src/app/present/step-board.ts';

test('lines of a task are written short where a room reads them', () => {
  const lock = '/medical/resources/equipment/CT/lock';
  const lines = [`surgery: delete ${lock}/t-0000000012\nrun 100`, `pediatrics: ls -w ${lock}`];
  expect(shortLines(lines)).toEqual(['surgery: delete …/t-…0012', 'pediatrics: ls -w …']);
  // Paths that part early stay as they are, and so does what has one path alone.
  const apart = ['a: get /medical/doctors', 'b: get /medical-old'];
  expect(shortLines(apart)).toEqual(apart);
  expect(shortLines(['a: get /medical/doctors', 'run 1'])).toEqual([
    'a: get /medical/doctors',
    'run 1',
  ]);
});
