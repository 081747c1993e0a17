import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';

const WORDS = {
  en: {
    begin: 'Begin',
    commit: 'This is my prediction',
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
    begin: '开始',
    commit: '这就是我的预测',
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

async function predict(page: Page, option: number, words: Words): Promise<void> {
  await page.getByRole('radio').nth(option).check({ force: true });
  await press(page, words.commit);
}

/** Runs the step, or does its task with all the help there is. */
async function carryOut(page: Page, words: Words): Promise<void> {
  const run = button(page, words.run);
  if (await run.isVisible()) {
    await run.click();
  } else {
    await press(page, words.task);
    const hint = button(page, words.hint);
    while (await hint.isVisible()) await hint.click();
    await press(page, words.show);
    await press(page, words.doIt);
  }
  await page.getByText(words.met).waitFor();
}

// With reduced motion a line's time passes at once: the journey is the same, and short.
test.each([
  ['en', 1440, 900, 'light'],
  ['zh-CN', 390, 844, 'dark'],
] as const)('the first lesson, from its card to its last step: %s, %i wide', async (...screen) => {
  const [language, width, height, theme] = screen;
  const words = WORDS[language];
  const page = await openPage({ language, width, height, theme, reducedMotion: true });
  await press(page, /M1 ·/);
  await press(page, words.begin);
  expect(await button(page, words.run).isVisible()).toBe(false);
  for (let step = 1; step <= 5; step++) {
    await predict(page, step % 3, words);
    await carryOut(page, words);
    if (step === 3) {
      expect(await accessibilityFaults(page, 'article')).toEqual([]);
      await page.reload();
      await page.getByText(words.met).waitFor();
    }
    if (step < 5) await press(page, words.next);
  }
  await page.getByText(words.last).waitFor();
});
