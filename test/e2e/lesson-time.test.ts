import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';

/** How long a lesson's runs last on the screen, and how a step is begun anew. */

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Predicts something, runs the step, and measures milliseconds until it is over. */
async function runStep(page: Page, hurried = false): Promise<number> {
  await page.getByRole('article').getByRole('radio').last().check({ force: true });
  await button(page, 'This is my prediction').click();
  const began = Date.now();
  await button(page, 'Run this step').click();
  if (hurried) await button(page, 'Be at its end at once').click();
  await button(page, 'This is what I saw').waitFor({ timeout: 60_000 });
  return Date.now() - began;
}

test('twelve seconds without a sign of life are felt', async () => {
  const page = await openPage({ width: 1280, height: 800, path: '#/lesson/F2/3' });
  expect(await runStep(page)).toBeGreaterThan(5000);
}, 90_000);

test('a page reloaded in the middle of a run says that it stands, and goes on', async () => {
  const page = await openPage({ width: 1280, height: 800, path: '#/lesson/F2/3' });
  await page.getByRole('article').getByRole('radio').last().check({ force: true });
  await button(page, 'This is my prediction').click();
  await button(page, 'Run this step').click();
  await page.getByText('Running…', { exact: true }).waitFor();
  await page.reload();
  await page.getByText('It stands still. Play lets it go on.', { exact: true }).waitFor();
  await button(page, 'Play').click();
  await page.getByText('Running…', { exact: true }).waitFor();
  await button(page, 'Be at its end at once').click();
  await button(page, 'This is what I saw').waitFor();
});

test('what lasts some milliseconds is seen at any tempo, unless one would rather not', async () => {
  const page = await openPage({ width: 1280, height: 800, path: '#/lesson/F1/1' });
  await page.getByRole('combobox', { name: 'Tempo' }).selectOption('10');
  const seen = await runStep(page);
  expect(seen).toBeGreaterThan(2000);
  await page.keyboard.press('r');
  expect(await runStep(page, true)).toBeLessThan(seen);
}, 90_000);

test('R begins the step anew, and what is done for one is done from its good state', async () => {
  const path = '#/lesson/M1/1';
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true, path });
  const clock = page.getByRole('slider', { name: 'Virtual time' });
  const begin = await clock.getAttribute('aria-valuenow');
  const spoil = async () => {
    for (const line of ['power-loss', 'run 3000']) {
      await page.keyboard.press(':');
      await page.getByRole('combobox', { name: /a line of the script language/ }).fill(line);
      await page.keyboard.press('Enter');
    }
    await expect.poll(() => clock.getAttribute('aria-valuenow')).not.toBe(begin);
  };
  // Before anything was answered, too.
  await spoil();
  await page.keyboard.press('r');
  await expect.poll(() => clock.getAttribute('aria-valuenow')).toBe(begin);
  await runStep(page);
  await page.getByRole('article').getByRole('radio').last().check({ force: true });
  await button(page, 'This is what I saw').click();
  await spoil();
  while (await page.getByRole('button', { name: /hint$/ }).isVisible()) {
    await page.getByRole('button', { name: /hint$/ }).click();
  }
  await button(page, 'Show one way to do it').click();
  await button(page, 'Do it for me').click();
  await page.getByText('All of it is reached.').waitFor();
  await page.keyboard.press('r');
  await expect.poll(() => clock.getAttribute('aria-valuenow')).toBe(begin);
  expect(await button(page, 'Run this step').isVisible()).toBe(false);
}, 90_000);
