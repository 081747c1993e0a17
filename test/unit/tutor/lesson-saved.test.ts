import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LESSON_SAVED, lessonFiles, type SavedLesson } from '../../../src/tutor/index.ts';

const path = join(import.meta.dirname, '../../../lessons/2-zab/01-one-write.md');
const text = readFileSync(path, 'utf8');

async function saved(file: string, content: string) {
  const sent: SavedLesson[] = [];
  const said: string[] = [];
  const answer = await lessonFiles().handleHotUpdate({
    file,
    read: () => content,
    server: {
      ws: { send: (event, news) => event === LESSON_SAVED && sent.push(news) },
      config: { logger: { error: (line) => said.push(line) } },
    },
  });
  return { answer, sent, said };
}

describe('a lesson file that is saved', () => {
  test('is sent to the page, which is not loaded anew', async () => {
    const { answer, sent, said } = await saved(path, text);
    expect(answer).toEqual([]);
    expect(said).toEqual([]);
    expect(sent).toMatchObject([{ language: 'en', lesson: { code: 'Z1' }, faults: [] }]);
  });

  test('tells its faults in the page and in the terminal', async () => {
    const { sent, said } = await saved(path, text.replace('minutes:', 'minuets:'));
    expect(said[0]).toMatch(
      /^lessons\/2-zab\/01-one-write\.md:1: The front matter lacks “minutes”/,
    );
    expect(sent).toMatchObject([{ lesson: null, faults: said }]);
  });

  test('is left to Vite when it is none', async () => {
    expect(await saved('/x/src/app/lab.ts', '')).toMatchObject({ answer: undefined, sent: [] });
    expect(await saved('/x/lessons/README.md', '')).toMatchObject({ answer: undefined, sent: [] });
  });
});
