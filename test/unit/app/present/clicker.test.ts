import { expect, test, vi } from 'vitest';
import { clickerKey } from '../../../../src/app/present/clicker.ts';

/** Something that has the focus, as far as keys ask for it. */
class Field {
  readonly tag: string;
  readonly type: string;
  constructor(tag: string, type: string) {
    this.tag = tag;
    this.type = type;
  }
  closest(selector: string): Field | null {
    return selector.split(', ').includes(this.tag) ? this : null;
  }
  matches(selector: string): boolean {
    return selector === this.tag;
  }
  getAttribute(): string {
    return this.type;
  }
}
vi.stubGlobal('Element', Field);
const meant = (target: Field, key: string) =>
  clickerKey({ key, target, ctrlKey: false, metaKey: false, altKey: false } as never);

test.each([
  ['button', '', ['next', 'next', 'blackout', 'blackout']],
  ['input', 'number', ['next', null, null, null]],
  ['textarea', '', ['next', null, null, null]],
  // A box goes by arrows and the space bar alone.
  ['input', 'checkbox', ['next', null, 'blackout', 'blackout']],
  ['select', '', ['next', null, null, 'blackout']],
])('in %s %s a clicker is heard, and what is typed there is not', (tag, type, does) => {
  const field = new Field(tag, type);
  expect(['PageDown', 'ArrowRight', 'b', '.'].map((key) => meant(field, key))).toEqual(does);
});
