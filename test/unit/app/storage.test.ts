import { afterEach, expect, test, vi } from 'vitest';
import { runsOfWindow } from '../../../src/app/storage.ts';

afterEach(() => void vi.unstubAllGlobals());

function newStore(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
  };
}

/** A window that is closed and opened again, or reloaded, has its own store still. */
function windows() {
  const shared = newStore();
  return (own = newStore()) => {
    const seen = <T>(work: () => T): T => {
      vi.stubGlobal('localStorage', shared);
      vi.stubGlobal('sessionStorage', own);
      return work();
    };
    let runs = runsOfWindow();
    return {
      open: () => seen(() => runs.run()),
      keep: (text: string) => seen(() => runs.keepRun(text)),
      other: () => seen(() => runs.otherRun()),
      reload: () => {
        runs = runsOfWindow();
        return seen(() => runs.run());
      },
    };
  };
}

test('a new window goes on with the run that was kept last, and a reload with its own', () => {
  const newWindow = windows();
  const [first, second] = [newWindow(), newWindow()];
  expect(first.open()).toBe(null);
  expect(first.other()).toBe(null);
  first.keep('one');
  expect(second.open()).toBe('one');
  expect(second.other()).toBe(null);
  second.keep('two');
  expect(first.reload()).toBe('one');
  expect(second.reload()).toBe('two');
});

test('of two windows each finds the run of the other, whichever has kept its own last', () => {
  const newWindow = windows();
  const [first, second] = [newWindow(), newWindow()];
  first.open();
  second.open();
  first.keep('one');
  second.keep('two');
  first.keep('one');
  first.reload();
  second.reload();
  expect([first.other(), second.other()]).toEqual(['two', 'one']);
  // The second keeps what it has when the first has just come back.
  second.keep('two');
  expect([first.other(), second.other()]).toEqual(['two', 'one']);
  second.keep('two and more');
  first.reload();
  expect(first.other()).toBe('two and more');
});
