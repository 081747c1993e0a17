/** What an embed is told by its address, and by the page around it. */
import { expect, test } from 'vitest';
import { printOptions, readOptions } from '../../../src/app/embed/options.ts';
import { readRequest } from '../../../src/app/embed/requests.ts';

const USUAL = readOptions('#/embed');

test('an address without options is the stage with its timeline, for its own origin', () => {
  expect(USUAL).toEqual({
    show: ['timeline'],
    language: null,
    theme: 'system',
    play: false,
    origin: null,
    scenario: null,
    run: null,
  });
});

test.each([
  USUAL,
  { ...USUAL, show: [] },
  { ...USUAL, show: ['timeline', 'ward', 'inspector'] as const, theme: 'dark' as const },
  { ...USUAL, language: 'zh' as const, play: true, origin: 'https://course.example:8443' },
  { ...USUAL, origin: '*', scenario: 'hospital', run: 'a-b_c' },
])('options %o are read as they are printed', (options) => {
  expect(readOptions(printOptions(options))).toEqual(options);
});

test.each(['#/embed?theme=pink&show=nonsense&language=xx&origin=nowhere&play=yes', '#/embed?%E0'])(
  'what is not understood is left out: %s',
  (hash) => {
    expect(readOptions(hash)).toMatchObject({ theme: 'system', origin: null, play: false });
  },
);

test.each([
  { do: 'play' },
  { do: 'seek', ms: 12.5 },
  { do: 'act', line: 'crash 3' },
  { do: 'load', scenario: 'hospital' },
])('%o is a request', (request) => {
  const asked = readRequest({ zabscope: 1, id: 7, ...request });
  expect(asked).toEqual({ request: { id: 7, ...request } });
});

test.each([
  [null, null],
  ['play', null],
  [{ do: 'play' }, null],
  [
    { zabscope: 2, id: 1, do: 'play' },
    { id: 1, wrong: 'zabscope' },
  ],
  [
    { zabscope: 1, id: 'x', do: 'dance' },
    { id: 'x', wrong: 'do' },
  ],
  [{ zabscope: 1 }, { id: undefined, wrong: 'do' }],
  [
    { zabscope: 1, do: 'seek', ms: -1 },
    { id: undefined, wrong: 'ms' },
  ],
  [
    { zabscope: 1, do: 'seek', ms: 1e12 },
    { id: undefined, wrong: 'ms' },
  ],
  [
    { zabscope: 1, do: 'act', line: 5, id: {} },
    { id: undefined, wrong: 'id' },
  ],
] as const)('%o is none, and it is said why if it was meant for us', (data, answer) => {
  const read = readRequest(data);
  if (answer === null) expect(read).toBeNull();
  else expect(read).toMatchObject(answer);
});
