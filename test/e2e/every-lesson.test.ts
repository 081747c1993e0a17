import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { LessonPlayer } from './lesson-player.ts';
import { openPage } from './open-page.ts';

const FOLDER = join(import.meta.dirname, '../../lessons');

/** Codes as the page shows them: the track's letter, and the number of the file. */
const LESSONS = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((path) => /^\d-(\w)\S*\/(\d+)-[^.]*\.md$/.exec(path))
  .filter((found) => found !== null)
  .map(([path, , number]) => `${letterOf(path)}${Number(number)}`)
  .sort();

function letterOf(path: string): string {
  return { 1: 'F', 2: 'Z', 3: 'C', 4: 'M', 5: 'E' }[path.slice(0, 1)] ?? '';
}

const SCREENS = [
  { language: 'en', hand: 'mouse', width: 1280, height: 720, theme: 'light' },
  { language: 'zh', hand: 'keyboard', width: 1440, height: 900, theme: 'dark' },
  { language: 'zh', hand: 'mouse', width: 390, height: 844, theme: 'dark' },
  { language: 'en', hand: 'keyboard', width: 1280, height: 720, theme: 'light' },
] as const;

// Each lesson on one of the screens in turn; LESSONS=all: each of them on all.
const all = process.env.LESSONS === 'all';
const played = LESSONS.flatMap((code, n) =>
  SCREENS.filter((_, at) => all || at === n % SCREENS.length).map((screen) => ({
    code,
    ...screen,
  })),
);

// With reduced motion a line's time passes at once: the journey is the same, and short.
test.each(played)(
  '$code to its end: $language, by $hand, $width wide',
  async (one) => {
    const language = one.language === 'zh' ? 'zh-CN' : 'en';
    const { width, height, theme } = one;
    const path = `#/lesson/${one.code}`;
    const page = await openPage({ language, width, height, theme, path, reducedMotion: true });
    const player = new LessonPlayer(page, one.language, one.hand);
    await player.play(async (step) => {
      if (step !== 2) return;
      expect(await accessibilityFaults(page, 'article')).toEqual([]);
      const heading = await page.getByRole('article').getByRole('heading').first().innerText();
      await page.reload();
      await page.getByRole('heading', { name: heading }).waitFor();
    });
    expect(player.count.questions).toBeGreaterThan(2);
  },
  120_000,
);
