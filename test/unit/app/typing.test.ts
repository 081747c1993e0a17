import { expect, test, vi } from 'vitest';
import { isTyped } from '../../../src/app/typing.ts';
import { Field } from './field.ts';

vi.stubGlobal('Element', Field);
const typed = (field: Field, key: string | null) => isTyped(field as unknown as EventTarget, key);

test.each([
  [new Field('button'), ['w', '[', ' '], []],
  [new Field('input', 'text'), [], ['w', '[', ' ', 'ctrl+k', 'ctrl+z']],
  [new Field('textarea'), [], ['w', '[', 'ctrl+z']],
  // A list goes to what begins with a letter; other signs mean nothing to it.
  [new Field('select'), ['[', ']', ':', '?', 'ctrl+k'], ['w', 't', '1', ' ', 'ArrowRight']],
  [new Field('input', 'checkbox'), ['w', '['], [' ', 'ArrowLeft']],
])('%o leaves %j to the page, and keeps %j', (field, ours, its) => {
  expect(ours.filter((key) => typed(field, key))).toEqual([]);
  expect(its.filter((key) => !typed(field, key))).toEqual([]);
});
