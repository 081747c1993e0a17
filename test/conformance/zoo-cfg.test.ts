/** zoo.cfgs against the real QuorumPeerConfig of 3.8.0, whose answers are kept in zoo-cfg/. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complain, LANGUAGES, parseZooCfg, say } from '../../src/script/index.ts';
import type { Said } from './zoo-cfg/answers.ts';
import { KEY_CASES, KEYS } from './zoo-cfg/keys.ts';
import { FIELD_FILES } from './zoo-cfg/shapes.ts';

function kept<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'zoo-cfg', name), 'utf8')) as T[];
}

/** What Zabscope refuses though a real server takes it: README says so. */
const DELIBERATE = new Set(['errors.zoo.twice', 'errors.zoo.many']);

/** Keys that change nothing in a file like the table’s: what they say is so already. */
const OF_THE_WHOLE = new Set(['electionAlg', 'peerType', 'standaloneEnabled']);

/** The first difference between what the real one said of a text and what ours says; null: none. */
function difference(text: string, said: Said): string | null {
  const ours = parseZooCfg(text);
  if (ours.type === 'error') {
    if (!said.taken || DELIBERATE.has(ours.what.key)) return null;
    return `taken by the real one, refused here: ${complain(ours, 'en')}`;
  }
  if (!said.taken) return `taken here, refused by the real one: ${said.said}`;
  const { config } = ours;
  const ownPorts = config.servers.some(({ clientAddress }) => clientAddress !== undefined);
  const here = {
    tickTime: config.tickMs,
    ...(!config.standalone && said.initLimit >= 0 && { initLimit: config.initLimit }),
    minSessionTimeout: config.minSessionTimeoutMs,
    maxSessionTimeout: config.maxSessionTimeoutMs,
    maxClientCnxns: config.maxClientCnxns,
    standalone: config.standalone,
    ...(said.clientPort !== 0 && !ownPorts && { clientPort: config.clientPort }),
  };
  for (const [name, value] of Object.entries(here)) {
    const real = said[name as keyof typeof here];
    if (value !== real) return `${name}: real ${real}, here ${value}`;
  }
  return null;
}

/** A refusal says one clear thing, in every language. */
function isClear(text: string): boolean {
  const ours = parseZooCfg(text);
  if (ours.type !== 'error') return true;
  return LANGUAGES.every((language) => {
    const said = complain(ours, language);
    return said !== '' && !said.includes('\n');
  });
}

describe('files from public reports', () => {
  const answers = kept<{ name: string; said: Said }>('field.json');

  test('each has an answer', () => {
    expect(answers.map(({ name }) => name)).toEqual([...FIELD_FILES.keys()]);
  });

  test.each(answers)('$name', ({ name, said }) => {
    const text = FIELD_FILES.get(name) ?? '';
    expect(difference(text, said)).toBe(null);
    expect(isClear(text)).toBe(true);
  });
});

test('300 files with slips are taken or refused as by the real one', () => {
  const answers = kept<{ seed: number; text: string; said: Said }>('mutated.json');
  expect(answers).toHaveLength(300);
  expect(answers.filter(({ said }) => said.taken)).toHaveLength(150);
  const faults = answers.flatMap(({ seed, text, said }) => {
    const what = difference(text, said) ?? (isClear(text) ? null : 'unclear');
    return what === null ? [] : [`${seed}: ${what}`];
  });
  expect(faults).toEqual([]);
});

describe('every key', () => {
  const answers = kept<{ key: string; value: string; said: Said }>('keys.json');

  test('each value of each has an answer', () => {
    expect(answers.map(({ key, value }) => [key, value])).toEqual(
      KEY_CASES.map(({ key, value }) => [key, value]),
    );
  });

  test.each(KEYS)('$key: nonsense is $nonsense, and what fits is $here', (row) => {
    const cases = KEY_CASES.flatMap((one, i) => (one.key === row.key ? [{ ...one, i }] : []));
    for (const { text, fits, i } of cases) {
      const { said } = answers[i] as (typeof answers)[number];
      expect(difference(text, said)).toBe(null);
      if (!fits) expect([text, said.taken]).toEqual([text, row.nonsense !== 'refused']);
    }
  });

  test.each(KEYS.filter(({ here }) => here !== 'refused'))('$key is $here', ({ key, here }) => {
    const { text = '' } = KEY_CASES.find((one) => one.key === key && one.fits) ?? {};
    const ours = parseZooCfg(text);
    if (ours.type === 'error') throw new Error(complain(ours, 'en'));
    const base = parseZooCfg(text.replace(/[^\n]*\n$/, ''));
    const isNamed = ours.notices.some((notice) => say(notice, 'en').includes(key));
    const isSame = base.type === 'config' && expect.objectContaining(base.config);
    if (here === 'named in a notice') expect(isNamed).toBe(true);
    if (here === 'nothing depends on it') expect(ours.config).toEqual(isSame);
    if (here === 'modelled' && !isNamed && !OF_THE_WHOLE.has(key)) {
      expect(ours.config).not.toEqual(isSame);
    }
  });

  test.each(KEYS.filter(({ nonsense }) => nonsense === 'default'))(
    '$key: a person is told of nonsense',
    ({ key }) => {
      const { text = '' } = KEY_CASES.find((one) => one.key === key && one.value === 'x') ?? {};
      const ours = parseZooCfg(text);
      const notices = ours.type === 'error' ? [] : ours.notices.map((notice) => say(notice, 'en'));
      expect(notices).toContainEqual(expect.stringContaining(`${key} is “x”, which is no number`));
    },
  );
});
