import { expect, test } from 'vitest';
import { printDeck, readDeck } from '../../../../src/app/present/deck-file.ts';
import { FAILURE_IDS } from '../../../../src/tutor/index.ts';

test('a deck comes out of its file as it was arranged', () => {
  const deck = {
    order: [...FAILURE_IDS].reverse(),
    amounts: { K16: 20, K19: 15 },
    on: ['K20'],
  } as const;
  expect(readDeck(printDeck(deck))).toEqual(deck);
});

test('cards that a file does not name lie at the end, and numbers have bounds', () => {
  const file = {
    zabscopeDeck: 1,
    order: ['K20', 'K99', 'K20', 'K03'],
    amounts: { K16: 1e9, K01: 4, K77: 1 },
    on: ['K16', 'K20', 'K77'],
  };
  const read = readDeck(JSON.stringify(file));
  if (typeof read === 'string') expect.unreachable(read);
  expect(read.order.slice(0, 3)).toEqual(['K20', 'K03', 'K01']);
  expect(read.order.length).toBe(FAILURE_IDS.length);
  expect(read.amounts).toEqual({ K16: 200 });
  expect(read.on).toEqual(['K20']);
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"version":1,"scenario":"hospital","seed":1,"commands":[]}',
  '{"zabscopeDeck":1,"order":"K01","amounts":{}}',
  '{"zabscopeDeck":"2","order":[],"amounts":{}}',
])('%s is no deck', (text) => {
  expect(readDeck(text)).toBe('none');
});

test('a deck of another version is told from what is none', () => {
  expect(readDeck('{"zabscopeDeck":2,"cards":[]}')).toBe('newer');
});
