import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';

const WORDS = {
  en: {
    recall: 'This is my answer',
    begin: 'Begin',
    commit: 'This is my prediction',
    recap: 'This is what I saw',
    run: 'Run this step',
    task: 'On to the task',
    hint: /hint$/,
    show: 'Show one way to do it',
    doIt: 'Do it for me',
    met: 'All of it is reached.',
    next: /^Next:/,
    last: 'That was the last step of this lesson.',
  },
  'zh-CN': {
    recall: '这就是我的回答',
    begin: '开始',
    commit: '这就是我的预测',
    recap: '这就是我看到的',
    run: '运行这一步',
    task: '开始做任务',
    hint: /提示$/,
    show: '看一种做法',
    doIt: '替我做',
    met: '全部达成。',
    next: /^下一步：/,
    last: '这是本课的最后一步。',
  },
} as const;

type Words = (typeof WORDS)[keyof typeof WORDS];

function button(page: Page, name: string | RegExp) {
  return page.getByRole('button', { name, exact: typeof name === 'string' });
}
const press = (page: Page, name: string | RegExp) => button(page, name).click();

/** Answers the question whose button says so, in whatever way it asks. */
async function answer(page: Page, commit: string, option: number): Promise<void> {
  const card = page
    .locator('fieldset')
    .filter({ has: button(page, commit) })
    .first();
  const [number, list] = [card.getByRole('spinbutton'), card.getByRole('combobox')];
  if (await number.isVisible()) await number.fill(String(option));
  else if (await list.isVisible()) await list.selectOption({ index: 1 + option });
  else await card.getByRole('radio').nth(option).check({ force: true });
  await card.getByRole('button', { name: commit }).click();
}

/** Runs the step, says what was seen, and does its task with all the help there is. */
async function carryOut(page: Page, words: Words, option: number): Promise<void> {
  await press(page, words.run);
  await button(page, words.recap).waitFor();
  await answer(page, words.recap, option);
  const show = button(page, words.show);
  const hint = button(page, words.hint);
  while (await hint.isVisible()) await hint.click();
  if (!(await show.isVisible())) return;
  await show.click();
  await press(page, words.doIt);
  await page.getByText(words.met).waitFor();
}

// With reduced motion a line's time passes at once: the journey is the same, and short.
test.each([
  ['en', 1440, 900, 'light'],
  ['zh-CN', 390, 844, 'dark'],
] as const)('a lesson, from its card to its last step: %s, %i wide', async (...screen) => {
  const [language, width, height, theme] = screen;
  const words = WORDS[language];
  const page = await openPage({ language, width, height, theme, reducedMotion: true });
  await page.locator('header a[href="#/"]').click();
  await page.locator('.track a[href="#/lesson/M1"]').click();
  expect(await button(page, words.begin).isDisabled()).toBe(true);
  await answer(page, words.recall, 0);
  await answer(page, words.recall, 1);
  await press(page, words.begin);
  for (let step = 1; step <= 5; step++) {
    expect(await button(page, words.run).isVisible()).toBe(false);
    await answer(page, words.commit, step % 2);
    await carryOut(page, words, step % 2);
    if (step === 3) {
      expect(await accessibilityFaults(page, 'article')).toEqual([]);
      await page.reload();
    }
    if (step < 5) await press(page, words.next);
  }
  await page.getByText(words.last).waitFor();
});
