import { expect, test } from 'vitest';
import { faultActions } from '../../../src/app/fault-actions.ts';
import { findActions } from '../../../src/app/find-actions.ts';
import { type Language, translate } from '../../../src/i18n/index.ts';
import { Run } from '../views/hospital-run.ts';

const { world } = new Run().to(5_000_000);
const actions = faultActions(world, { subject: 3, leader: 3 }, () => {});

function found(typed: string, language: Language): readonly (string | undefined)[] {
  return findActions(actions, typed, translate(language)).map((action) => action.line);
}

test.each([
  ['en', 'partition', 'partition 1 | 2 3'],
  ['en', 'power', 'power-loss'],
  ['en', 'blackout', 'power-loss 2'],
  ['en', 'slow disk', 'disk 1 1500'],
  ['en', 'slow disk server 2', 'disk 2 1500'],
  ['en', 'cut 1 3', 'cut 1 3'],
  ['en', 'kill', 'crash 3'],
  ['en', 'split brain', 'partition 1 2 | 3'],
  ['zh', '断电', 'power-loss'],
  ['zh', '分区', 'isolate 3'],
  ['zh', '慢磁盘', 'disk 1 1500'],
  ['zh', '脑裂', 'partition 1 | 2 3'],
  ['zh', '网络分区', 'partition 1 | 2 3'],
  ['zh', '清空磁盘', 'wipe 1'],
  ['zh', '擦除磁盘', 'wipe 1'],
  ['zh', '慢盘', 'disk 1 1500'],
  ['zh', '断网', 'cut 1 3'],
  ['zh', '垃圾回收', 'freeze 1'],
  ['zh', '挂掉', 'crash 1'],
  ['zh', 'partition', 'isolate 1'],
  ['zh', 'power', 'power-loss'],
] as const)('in %s “%s” finds %s', (language, typed, id) => {
  expect(found(typed, language)).toContain(id);
});

test('what is so called comes before what is only meant', () => {
  expect(found('isolate', 'en')[0]).toBe('isolate 3');
  expect(found('power loss of all', 'en')).toEqual(['power-loss']);
  expect(found('xyzzy', 'en')).toEqual([]);
});

test('a line of script is that line and no other', () => {
  expect(found('hold proposal 3->1', 'en')).toEqual(['hold PROPOSAL 3 -> 1']);
  expect(found('partition 2 | 1 3', 'en')).toEqual([]);
  expect(found('crash 1 2', 'en')).toEqual([]);
});

test('without a word there is only what has a key', () => {
  const shown = findActions(actions, ' ', translate('en')).map((action) => action.id);
  expect(shown).toEqual(['crash', 'freeze', 'partition', 'isolate', 'heal', 'hold', 'break']);
});

test('no two actions have one name, or say one line', () => {
  for (const all of [actions.map(({ id }) => id), actions.map(({ line }) => line)]) {
    expect(all.filter((one, i) => all.indexOf(one) !== i)).toEqual([]);
  }
});
