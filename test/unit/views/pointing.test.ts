import { expect, test } from 'vitest';
import type { Moment } from '../../../src/views/index.ts';
import type { Thing } from '../../../src/views/stage/open-menu.ts';
import { isLit, pointedAt } from '../../../src/views/stage/pointing.ts';

const THINGS = [
  ['server 2', { type: 'server', server: { sid: 2 } }],
  ['client drLi', { type: 'client', client: { name: 'drLi' } }],
  ['message ACK 1 -> 3', { type: 'token', token: { type: 'ACK', from: 1, to: 3 } }],
] as unknown as readonly (readonly [string, Thing])[];

const moment = (names: Partial<Moment>) => names as Moment;

test.each(THINGS)('%s is lit, and an answer where its kind is asked for', (name, thing) => {
  const kind = name.split(' ')[0] ?? '';
  expect(isLit(moment({ lit: new Set([name]) }), thing)).toBe(true);
  expect(isLit(moment({ lit: new Set(['server 9']) }), thing)).toBe(false);
  expect(pointedAt(moment({ asks: new Set([kind]) }), thing)).toBe(name);
  expect(pointedAt(moment({ asks: new Set(['znode']) }), thing)).toBeNull();
  expect(pointedAt(moment({}), thing)).toBeNull();
});

test('a link has no name in lessons: it is never an answer', () => {
  const link = { type: 'link', link: { a: 1, b: 2 } } as unknown as Thing;
  expect(pointedAt(moment({ asks: new Set(['server', 'client']) }), link)).toBeNull();
});
