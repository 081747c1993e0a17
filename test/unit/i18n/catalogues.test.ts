import { expect, test } from 'vitest';
import {
  isKey,
  keys,
  LANGUAGES,
  placeholders,
  template,
  translate,
} from '../../../src/i18n/index.ts';

test('both languages have the same facts in every text', () => {
  const differing = keys().filter(
    (key) => placeholders(template('en', key)).join() !== placeholders(template('zh', key)).join(),
  );
  expect(differing).toEqual([]);
});

test('every key is its area and a name, and has a text in every language', () => {
  expect(keys().length).toBeGreaterThan(0);
  for (const key of keys()) {
    expect(key).toMatch(/^[a-z]+\.\S+$/);
    for (const language of LANGUAGES) {
      expect(template(language, key), key).not.toBe('');
      expect(template(language, key), key).not.toBe(key);
    }
  }
});

test('a key that is not there is known not to be', () => {
  expect(isKey('errors.word.unknown')).toBe(true);
  expect(isKey('errors.word.unheard')).toBe(false);
});

test('facts are put into the text', () => {
  expect(translate('en')('errors.word.unknown', { word: 'stop' })).toBe('“stop” is not a command.');
  expect(translate('zh')('errors.word.unknown', { word: 'stop' })).toContain('stop');
});
