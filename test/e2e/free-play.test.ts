import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';

/** While a lesson is open only what its step takes is offered; free play offers everything. */

async function menuOf(page: Page, thing: string): Promise<readonly string[]> {
  await page.getByRole('button', { name: thing }).first().click();
  const items = await page.getByRole('menuitem').allInnerTexts();
  await page.keyboard.press('Escape');
  return items.map((item) => item.split('\n')[0] ?? '');
}

test('a step that shows something offers nothing else, until one wants to play', async () => {
  const page = await openPage({ width: 1280, height: 720, path: '#/lesson/C1/1' });
  await page.getByRole('article').getByRole('radio').first().waitFor();
  expect(await menuOf(page, 'Server 3')).toEqual(['Anything else']);
  await page.keyboard.press('c');
  await page.getByText('This step of the lesson does not take that.').waitFor();
  await page.getByRole('button', { name: 'Free play: everything' }).click();
  await expect.poll(() => page.getByRole('checkbox', { name: 'Free play' }).isChecked()).toBe(true);
  expect((await menuOf(page, 'Server 3')).length).toBeGreaterThan(3);

  // What was played is no part of the step: its run begins where the step does.
  await page.keyboard.press('c');
  await page
    .getByRole('button', { name: /Server 3.*DOWN/ })
    .first()
    .waitFor();
  await page.getByRole('article').getByRole('radio').last().check({ force: true });
  await page.getByRole('button', { name: 'This is my prediction', exact: true }).click();
  await page.getByRole('button', { name: 'Run this step', exact: true }).click();
  await page.getByRole('button', { name: 'Be at its end at once' }).click();
  await page.getByRole('button', { name: 'This is what I saw' }).waitFor();
  expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
}, 60_000);

test('a task offers what it names, and a line that is typed is meant', async () => {
  const page = await openPage({
    ...{ width: 1280, height: 720, reducedMotion: true },
    path: '#/lesson/Z1/5',
  });
  await page.getByRole('button', { name: 'Run this step', exact: true }).click();
  await page.getByText('You will need: hold, release, set.').waitFor();
  const offered = await menuOf(page, 'Server 3');
  expect(offered.length).toBeGreaterThan(1);
  expect(offered.join()).not.toMatch(/crash|Stop/i);
  await page.keyboard.press(':');
  await page.getByRole('combobox', { name: /a line of the script language/ }).fill('crash 1');
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: /Server 1.*DOWN/ })
    .first()
    .waitFor();
}, 60_000);
