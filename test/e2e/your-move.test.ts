import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';

/** Time stops where one could act, and cards say what one could do: a run is a puzzle. */

const cards = (page: Page) => page.getByRole('region', { name: 'Your move' });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

async function line(page: Page, text: string): Promise<void> {
  await page.keyboard.press(':');
  await page.getByRole('combobox', { name: /a line of the script language/ }).fill(text);
  await page.keyboard.press('Enter');
}

test('one ACK short: it is held by a card, delivered by another, and then one wants no more', {
  timeout: 150_000,
}, async () => {
  const page = await openPage();
  await cards(page).waitFor({ timeout: 60_000 });
  await line(page, 'neurology: create /x ""');
  const box = await page.getByRole('button', { name: /^Server 1,/ }).boundingBox();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await cards(page).getByText('decides.').waitFor({ timeout: 60_000 });
  expect(await accessibilityFaults(page)).toEqual([]);
  // Nothing jumps for the cards.
  expect(await page.getByRole('button', { name: /^Server 1,/ }).boundingBox()).toEqual(box);

  await cards(page)
    .getByRole('button', { name: /^Hold this ACK/ })
    .focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  expect(await focused(page)).toBe('stage');
  await page.getByRole('button', { name: /hold ACK \d -> 3/ }).waitFor();
  await cards(page).getByText('is held').waitFor({ timeout: 60_000 });
  await cards(page)
    .getByRole('button', { name: /^Deliver this ACK/ })
    .click();
  await page.getByRole('button', { name: /release ACK \d -> 3/ }).waitFor();

  await line(page, 'crash 3');
  const play = page.getByRole('button', { name: 'Play', exact: true });
  if (await play.isVisible()) await play.click();
  await cards(page).getByText('is elected').waitFor({ timeout: 60_000 });
  await cards(page).getByRole('button', { name: 'Do not stop like this again' }).click();
  await page.getByText('Time no longer stops by itself').waitFor();
  await line(page, 'crash 2');
  await line(page, 'start 2 3');
  await cards(page).getByText('Nothing will happen any more').waitFor({ timeout: 60_000 });
});
