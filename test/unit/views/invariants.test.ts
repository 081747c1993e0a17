import { expect, test } from 'vitest';
import { invariantsOf } from '../../../src/checker/index.ts';
import { isKey } from '../../../src/i18n/index.ts';
import { DEFAULT_PROTOCOL } from '../../../src/protocols/index.ts';
import { invariantsModel } from '../../../src/views/invariants/model.ts';
import { moment, world } from './inspector-world.ts';

const violated = (invariant: string) =>
  ({ type: 'violated', invariant, because: { rule: 'x', facts: {} } }) as const;
const CRASH = { type: 'serverCrashed', server: 1, lost: [] } as const;
const NAMES = invariantsOf(DEFAULT_PROTOCOL).map((one) => one.name);

test('every invariant is listed, and has its sentence', () => {
  const model = invariantsModel(moment(world([])));
  expect(model.rows.map((row) => row.name)).toEqual(NAMES);
  expect(NAMES.filter((name) => !isKey(`invariants.${name}`))).toEqual([]);
  expect(model.broken).toBe(0);
});

test('the broken ones come first, with the event that broke each first', () => {
  const at = moment(world([]), [
    CRASH,
    violated('Integrity'),
    violated('Agreement'),
    violated('Integrity'),
  ]);
  const model = invariantsModel(at);
  expect(model.broken).toBe(2);
  const head = model.rows.slice(0, 3).map((row) => [row.name, row.broken?.n ?? null]);
  expect(head).toEqual([
    ['Integrity', 1],
    ['Agreement', 2],
    [NAMES[0], null],
  ]);
  expect(model.rows).toHaveLength(NAMES.length);
});

test('it tells whether it knows the whole branch or only the latest events', () => {
  const at = moment(world([]), [violated('Integrity')]);
  expect(invariantsModel(at)).toMatchObject({ complete: false, broken: 1 });
  expect(invariantsModel({ ...at, violations: [] })).toMatchObject({ complete: true, broken: 0 });
});
