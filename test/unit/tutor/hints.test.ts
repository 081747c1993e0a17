/**
 * Where a hint says to type a line, there it is one: in the palette a line of script, at a console
 * what its client takes. That it can be carried out then, `proveLesson` tries.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isParseError, parseScriptLine } from '../../../src/script/index.ts';
import { type Inline, type Prose, readLessonFile } from '../../../src/tutor/index.ts';

const home = join(import.meta.dirname, '../../../lessons');
const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^\d.*\.md$/.test(file))
  .sort();

const PLACES: readonly (readonly [place: 'palette' | 'script' | 'console', words: RegExp])[] = [
  ['palette', /palette|命令面板/g],
  ['script', /prompt for script lines|脚本行|line below the stages|舞台下方的一行/g],
  ['console', /console|控制台|At the desk|At mri|在前台|在 mri/g],
];

/** The place that was named last. */
function placeIn(text: string): 'palette' | 'script' | 'console' | null {
  const named = PLACES.flatMap(([place, words]) =>
    [...text.matchAll(words)].map((found) => ({ place, end: found.index + found[0].length })),
  );
  return named.sort((a, b) => b.end - a.end)[0]?.place ?? null;
}

/** The lines of a hint, each with where it is typed. */
function typedIn(hint: Prose) {
  let before = '';
  const typed: { place: ReturnType<typeof placeIn>; line: string }[] = [];
  const read = (run: Inline): void => {
    if (run.type === 'text') before += run.text;
    if (run.type === 'strong' || run.type === 'emphasis') run.of.forEach(read);
    if (run.type === 'code' && / \S/.test(run.text)) {
      typed.push({ place: placeIn(before), line: run.text });
    }
  };
  for (const block of hint) if (block.type === 'paragraph') block.of.forEach(read);
  return typed;
}

const hints = files.flatMap((file) => {
  const lesson = readLessonFile(`lessons/${file}`, readFileSync(join(home, file), 'utf8'))?.lesson;
  return (lesson?.steps ?? []).flatMap((step, n) =>
    step.hints.flatMap(typedIn).map((typed) => ({ file, step: n + 1, ...typed })),
  );
});

test('hints of most lessons give lines', () => {
  expect(new Set(hints.map(({ file }) => file)).size).toBeGreaterThan(files.length / 2);
});

test.each(hints)('$file, step $step: `$line` in the $place', ({ line, place }) => {
  const isScript = !isParseError(parseScriptLine(line));
  // A console takes no script: where no place is named, only what is meant for one may stand.
  expect(isScript).toBe(place === 'palette' || place === 'script');
});
