import { expect, test, vi } from 'vitest';
import { isMeant, lostKey } from '../../../../src/app/present/keys.ts';
import { Field } from '../field.ts';

vi.stubGlobal('Element', Field);
const NO = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const pressed = (key: string, target: Field, more = {}) => {
  const code = /^\d$/.test(key) ? `Digit${key}` : key;
  return { ...NO, key, code, target, ...more } as never;
};

test('where the ways on are told, each has its key', () => {
  const done: string[] = [];
  const ways = {
    on: () => done.push('on'),
    back: () => done.push('back'),
    reset: () => done.push('reset'),
    step: (n: number) => done.push(`step ${n}`),
    steps: 4,
  };
  const dialog = new Field('dialog');
  const keys = ['PageDown', 'PageUp', 'r', '1', '4', '5', '0', 'b', 'Enter', 'Tab'];
  const heard = keys.filter((key) => lostKey(pressed(key, dialog), ways));
  expect(heard).toEqual(['PageDown', 'PageUp', 'r', '1', '4']);
  expect(done).toEqual(['on', 'back', 'reset', 'step 0', 'step 3']);
  expect(lostKey(pressed('r', dialog, { ctrlKey: true }), ways)).toBe(false);
});

test('a window that looks on says so when somebody wants something of it', () => {
  const page = new Field('body');
  const keys = ['PageDown', 'b', ' ', '4', 'u', 'F5', 'Tab', 'Shift'];
  expect(keys.filter((key) => isMeant(pressed(key, page)))).toEqual([
    'PageDown',
    'b',
    ' ',
    '4',
    'u',
  ]);
  expect(isMeant(pressed(' ', new Field('button')))).toBe(false);
  expect(isMeant(pressed('l', page, { ctrlKey: true }))).toBe(false);
});
