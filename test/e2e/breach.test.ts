import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';

/** A variant is chosen in the page; its breach stops the clock, and both sides are marked. */
test.each([
  ['en', 1440, 900, 'light'],
  ['zh-CN', 390, 844, 'dark'],
] as const)('a breach stops the clock: %s, %i wide', { timeout: 90_000 }, async (...screen) => {
  const [language, width, height, theme] = screen;
  const en = language === 'en';
  const page = await openPage({ language, width, height, theme });
  await page.getByRole('banner').waitFor();
  await page.keyboard.press('v');
  await page.getByRole('radio', { name: 'neverTrunc' }).check();
  expect(await accessibilityFaults(page, 'dialog')).toEqual([]);
  const show = en ? 'Show how it goes wrong' : '看它怎样出错';
  await page.getByRole('button', { name: show }).click();
  await page.getByText(en ? 'faulty: neverTrunc' : '有缺陷：neverTrunc').waitFor();
  await page.getByRole('combobox', { name: en ? 'Tempo' : '速度' }).selectOption('1');

  const chip = page.getByRole('banner').getByRole('button', { name: /^ProcessConsistency/ });
  await chip.waitFor({ timeout: 30_000 });
  const clock = page.getByRole('slider', { name: en ? 'Virtual time' : '虚拟时间' });
  expect(await clock.getAttribute('aria-valuenow')).toBe('2158');
  expect(await page.locator('.stage .tag').allTextContents()).toHaveLength(2);
  expect(await accessibilityFaults(page)).toEqual([]);

  const entry = en ? '1·2 at server 3' : '服务器 3 上的 1·2';
  await page.getByRole('button', { name: entry }).first().click();
  await page.locator('td.odd').waitFor();
  expect(await page.getByRole('tab', { selected: true }).allTextContents()).toContain(
    en ? 'Log' : '日志',
  );
  await page.getByRole('tab', { name: en ? 'Events' : '事件' }).click();
  expect(await page.locator('li.odd').count()).toBeGreaterThanOrEqual(2);
});
