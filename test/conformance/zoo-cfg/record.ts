/** Asks the real parser about all that the tests hold against it, and keeps what it says. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Said } from './answers.ts';
import { askAboutTexts } from './ask.ts';
import { KEY_CASES } from './keys.ts';
import { mutated } from './mutate.ts';
import { FIELD_FILES } from './shapes.ts';

const EACH = 150;

function keep(name: string, rows: readonly object[]): void {
  const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
  writeFileSync(join(import.meta.dirname, name), `[\n${lines}\n]\n`);
}

/** As many that are taken as are refused. */
function balanced(): readonly { seed: number; text: string; said: Said }[] {
  const asked = Array.from({ length: 900 }, (_, seed) => ({ seed, text: mutated(seed) }));
  const said = askAboutTexts(asked.map(({ text }) => text));
  const answered = asked.map((one, i) => ({ ...one, said: said[i] as Said }));
  const some = (taken: boolean) =>
    answered.filter((one) => one.said.taken === taken).slice(0, EACH);
  return [...some(true), ...some(false)].sort((a, b) => a.seed - b.seed);
}

const files = [...FIELD_FILES];
const aboutFiles = askAboutTexts(files.map(([, text]) => text));
keep(
  'field.json',
  files.map(([name], i) => ({ name, said: aboutFiles[i] })),
);
const aboutKeys = askAboutTexts(KEY_CASES.map(({ text }) => text));
keep(
  'keys.json',
  KEY_CASES.map(({ key, value }, i) => ({ key, value, said: aboutKeys[i] })),
);
keep('mutated.json', balanced());
