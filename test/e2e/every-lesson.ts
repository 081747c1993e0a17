import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Key, translate } from '../../src/i18n/index.ts';
import { readLessonFile } from '../../src/tutor/index.ts';
import { accessibilityFaults } from './accessibility.ts';
import { LessonPlayer } from './lesson-player.ts';
import { openPage } from './open-page.ts';

const FOLDER = join(import.meta.dirname, '../../lessons');

const LESSONS = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .flatMap((file) => {
    if (!/\d-\w+\S*\d-[^.]*\.md$/.test(file)) return [];
    return readLessonFile(`lessons/${file}`, readFileSync(join(FOLDER, file), 'utf8')) ?? [];
  })
  .flatMap(({ lesson }) => lesson ?? [])
  .sort((a, b) => (a.code < b.code ? -1 : 1));

const SCREENS = [
  { language: 'en', hand: 'mouse', width: 1280, height: 720, theme: 'light' },
  { language: 'zh', hand: 'keyboard', width: 1440, height: 900, theme: 'dark' },
  { language: 'zh', hand: 'mouse', width: 390, height: 844, theme: 'dark' },
  { language: 'en', hand: 'keyboard', width: 1280, height: 720, theme: 'light' },
] as const;

// Each lesson on one of the screens in turn; LESSONS=all: each of them on all.
const all = process.env.LESSONS === 'all';
const played = LESSONS.flatMap((lesson, n) =>
  SCREENS.filter((_, at) => all || at === n % SCREENS.length).map((screen) => ({
    code: lesson.code,
    lesson,
    ...screen,
  })),
);

/** The lessons that are played by mouse, or by keyboard: a file each, so that both go at once. */
export function playLessons(hand: 'mouse' | 'keyboard'): void {
  // With reduced motion a line's time passes at once: the journey is the same, and short.
  test.each(played.filter((one) => one.hand === hand))(
    '$code to its end: $language, by $hand, $width wide',
    async (one) => {
      const language = one.language === 'zh' ? 'zh-CN' : 'en';
      const { width, height, theme } = one;
      const path = `#/lesson/${one.code}`;
      const page = await openPage({ language, width, height, theme, path, reducedMotion: true });
      const player = new LessonPlayer(page, one.language, one.hand);
      await player.play(async (step) => {
        const { tab } = one.lesson.steps[step - 1]?.look ?? { tab: null };
        if (tab !== null && width > 900) {
          const name = translate(one.language)(`inspector.tab.${tab}` as Key);
          await page.getByRole('tab', { selected: true, name }).waitFor();
        }
        if (step !== 2) return;
        expect(await accessibilityFaults(page, 'article')).toEqual([]);
        const heading = await page.getByRole('article').getByRole('heading').first().innerText();
        await page.reload();
        await page.getByRole('heading', { name: heading }).waitFor();
      });
      expect(player.count.questions).toBeGreaterThan(2);
      // Each belief that the answers spoke of has a way to a lesson about it.
      const t = translate(one.language);
      const held = page.getByRole('article').locator('section', { hasText: t('tutor.beliefs') });
      const without = held.locator('li').filter({ hasNot: page.getByRole('link') });
      expect(await without.allInnerTexts()).toEqual([]);
    },
    600_000,
  );
}
