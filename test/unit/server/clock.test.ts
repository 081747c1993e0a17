import { expect, test } from 'vitest';
import { firstSession, sessionIdOf } from '../../../src/server/session-tracker.ts';

test('ids of sessions begin with the sid, and go on from the clock without an end', () => {
  const at = (sid: number, clockMs: number, count: number): string => {
    const first = firstSession(sid, clockMs);
    return sessionIdOf({ ...first, nextSession: first.nextSession + count }, sid);
  };
  // What a server of a real ensemble gave 5825619 ms after its machine had started.
  expect(at(1, 0x58e453, 0)).toBe('0x1000058e4530000');
  // A date of 2026 has more bits than an id has room for.
  const today = 0x1a2_2a80_42d7;
  expect(at(3, today, 0)).toBe('0x3a22a8042d70000');
  expect(at(3, today, 65535)).toBe('0x3a22a8042d7ffff');
  expect(at(3, today, 65536)).toBe('0x3a22a8042d80000');
  expect(at(0, 0, 0)).toBe('0x1');
});
