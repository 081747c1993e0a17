import { expect, test } from 'vitest';
import { keyOf, keySign } from '../../../src/app/actions.ts';
import { kindOf } from '../../../src/app/files.ts';
import { readSettings, USUAL, usualFor } from '../../../src/app/settings.ts';
import { TABS } from '../../../src/views/index.ts';

test('the language of the browser is taken', () => {
  expect(usualFor(['zh-CN', 'en']).language).toBe('zh');
  expect(usualFor(['fr', 'en-GB', 'zh']).language).toBe('en');
  expect(usualFor(['fr']).language).toBe('en');
});

test('a setting that is nonsense does not spoil the others', () => {
  const text = JSON.stringify({ ...USUAL, theme: 'pink', pings: true, tempo: -4, more: 1 });
  expect(readSettings(text, USUAL)).toEqual({ ...USUAL, pings: true });
});

test.each(['', 'x', '[]', 'null', '7'])('%j is as nothing stored', (text) => {
  expect(readSettings(text, USUAL)).toEqual(USUAL);
});

test('every tab is remembered', () => {
  const read = TABS.map((tab) => readSettings(JSON.stringify({ tab }), USUAL).tab);
  expect(read).toEqual(TABS);
});

test('what was set is read', () => {
  const set = { ...USUAL, language: 'zh', tempo: 0.01, tab: 'votes', ward: false } as const;
  expect(readSettings(JSON.stringify(set), USUAL)).toEqual(set);
});

test.each([
  ['{"version":1}', 'recording'],
  ['{"version":1,"solution":{}}', 'solution'],
  ['{"version":1,"lessons":[]}', 'progress'],
  ['{"version":', 'recording'],
  ['---\ntitle: T\n', 'lesson'],
  ['tickTime=2000\nserver.1=a:1:2', 'zooCfg'],
  ['# comment\ntickTime: 2000', 'zooCfg'],
  ['just words', null],
  ['a note: of mine', null],
])('%j is taken for %s', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});

test('keys are written one way', () => {
  const key = (key: string, ctrlKey = false, altKey = false) =>
    keyOf({ key, ctrlKey, metaKey: false, altKey });
  expect([key('C'), key('k', true), key('ArrowLeft'), key('x', false, true)]).toEqual([
    'c',
    'ctrl+k',
    'ArrowLeft',
    null,
  ]);
  expect(['ctrl+z', ' ', 'c', 'ArrowRight'].map(keySign)).toEqual(['Ctrl Z', 'Space', 'C', '→']);
});

test.each([
  [0.0001, 0.0001],
  [1000, 1000],
  ['auto', 'auto'],
  [1001, USUAL.tempo],
  [0, USUAL.tempo],
  ['fast', USUAL.tempo],
  [true, USUAL.tempo],
])('a tempo of %s is read as %s', (tempo, read) => {
  expect(readSettings(JSON.stringify({ tempo }), USUAL).tempo).toBe(read);
});
