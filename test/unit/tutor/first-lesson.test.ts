/** lessons/README.md teaches writing a lesson by writing one: doing so gives what it shows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SIM } from '../../../src/timeline/index.ts';
import { faultText, parseLesson, proveLesson, textJudges } from '../../../src/tutor/index.ts';

const home = join(import.meta.dirname, '../../../lessons');
const page = readFileSync(join(home, 'README.md'), 'utf8');
const template = readFileSync(join(home, 'template.md'), 'utf8');

/** The template with these pieces replaced; each of them has to be in it. */
function changed(text: string, pieces: readonly (readonly [from: string, to: string])[]): string {
  return pieces.reduce((now, [from, to]) => {
    expect(now).toContain(from);
    return now.replace(from, to);
  }, text);
}

/** What is wrong with a file, read and played, as the page says it. */
function wrongWith(text: string): readonly string[] {
  const { lesson, faults, places } = parseLesson(text, 'my-ward', textJudges('en'));
  const say = (all: typeof faults) => all.map((fault) => faultText(fault, 'my-ward.md', 'en'));
  if (lesson === null) return say(faults);
  const proof = proveLesson(SIM, lesson, places, 'en');
  for (;;) {
    const { done, value } = proof.next();
    if (done === true) return say(value);
  }
}

const SCENE = 'client desk connect 2 timeout 8000\ndesk: create /bed free\n';
const asked = changed(template, [
  ['create /note hello\n', `create /note hello\n${SCENE}`],
  ['What will the note say?', 'What will the tree say of the bed?'],
  ['- [ ] hello: `data of /note is hello`', '- [ ] free: `data of /bed is free`'],
  ['- [x] goodbye: `data of /note is goodbye`', '- [x] taken: `data of /bed is taken`'],
  ['nurse: set /note goodbye', 'desk: set /bed taken'],
  ['`version of /note is 1`', '`version of /bed is 1`'],
  ['`data of /note on 2 is goodbye`', '`data of /bed on 2 is taken`'],
  ['`data of /note on 2 is hello`', '`data of /bed on 2 is free`'],
]);

test('the lesson that it writes is one', () => {
  for (const line of [
    ...SCENE.trim().split('\n'),
    'desk: set /bed taken',
    '`data of /bed is taken`',
  ]) {
    expect(page).toContain(line);
  }
  expect(wrongWith(asked)).toEqual([]);
});

test.each([
  ['a line that is none', 'desk: create /bed free', 'desk creates /bed free'],
  ['a claim that is not so', '`data of /bed is taken`', '`data of /bed is free`'],
])('%s is told as it shows', (_, from, to) => {
  const [said, ...others] = wrongWith(changed(asked, [[from, to]]));
  expect(others).toEqual([]);
  expect(page.split('\n').map((line) => line.trim())).toContain(said);
});
