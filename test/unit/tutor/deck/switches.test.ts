import { expect, test } from 'vitest';
import { isKey } from '../../../../src/i18n/index.ts';
import { FAILURE_IDS, failureOf } from '../../../../src/tutor/index.ts';

test('a card has words for its switch exactly if it has one', () => {
  const having = FAILURE_IDS.filter((id) => failureOf(id).switched !== undefined);
  expect(having.length).toBeGreaterThan(0);
  expect(FAILURE_IDS.filter((id) => isKey(`deck.${id}.switch`))).toEqual(having);
});
