import type { Page } from 'playwright-core';

/** A branch beside the first run, and both of them shown. */
export async function twoBranches(page: Page): Promise<void> {
  await page.getByRole('slider', { name: /^(Virtual time|虚拟时间)$/ }).focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('PageDown');
  await page.keyboard.press('c');
  await page.getByRole('list', { name: /^(Branches|分支)$/ }).waitFor();
  await page.keyboard.press('k');
  await page
    .getByRole('region', { name: /^(Two branches beside each other|两个分支并排)$/ })
    .waitFor();
}
