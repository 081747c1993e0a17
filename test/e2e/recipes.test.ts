import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { newHospital, openPage } from './open-page.ts';

/** A two-phase commit, begun by keyboard alone from the menus of the clients that play it. */

const client = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^Client ${name},`) });

/** Lets virtual time pass, in milliseconds. */
async function run(page: Page, millis: number): Promise<void> {
  const clock = page.getByRole('slider', { name: 'Virtual time' });
  const target = Number(await clock.getAttribute('aria-valuenow')) + millis;
  await page.keyboard.press(':');
  await page.getByRole('combobox', { name: /a line of the script language/ }).fill(`run ${millis}`);
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => Number(await clock.getAttribute('aria-valuenow')), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(target);
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
}

/** Chooses lines of a client's menu, page by page, with the arrows. */
async function choose(page: Page, name: string, ...lines: readonly RegExp[]): Promise<void> {
  await client(page, name).focus();
  await page.keyboard.press('Enter');
  for (const line of lines) {
    const item = page.getByRole('menuitem', { name: line });
    await item.waitFor();
    const isThere = () => item.evaluate((found) => found === document.activeElement);
    for (let i = 0; i < 20 && !(await isThere()); i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
}

test('a two-phase commit by keyboard alone', { timeout: 90_000 }, async () => {
  const page = await openPage({ width: 1440, height: 900 });
  await newHospital(page);
  await page.getByRole('combobox', { name: 'Tempo' }).selectOption('10');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await run(page, 5000);

  const twoPhase = [/^All recipes/, /^Two-phase commit/] as const;
  await choose(page, 'radiology', ...twoPhase, /^two-phase-commit/);
  await run(page, 500);
  await client(page, 'radiology').filter({ hasText: 'waits for' }).waitFor();
  await choose(page, 'emergency', ...twoPhase, /^vote-commit/);
  await run(page, 500);
  await client(page, 'emergency').filter({ hasText: 'prepared' }).waitFor();

  // The coordinator is what one looks into; its recipe is what is shown of it.
  await page.getByRole('tab', { name: 'State' }).click();
  await client(page, 'radiology').focus();
  await page.keyboard.press('Enter');
  expect(await accessibilityFaults(page, '[role=menu]')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText('Now in collecting.').waitFor();
  await page.getByText('Votes still missing').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await choose(page, 'neurology', ...twoPhase, /^vote-abort/);
  await run(page, 500);
  for (const name of ['radiology', 'emergency', 'neurology']) {
    await client(page, name).filter({ hasText: 'aborted' }).waitFor();
  }
});
