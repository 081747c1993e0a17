import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CRASHED_RUN } from './crashed-run.ts';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';
import { twoBranches } from './two-branches.ts';

/** Whatever is pointed at on the stage says what it is and what made it so, while time stands. */

const card = (page: Page, sid: number) => page.locator(`[data-thing="server ${sid}"]`);
/** The sentence, as it is read out. */
const said = (page: Page, text: RegExp) =>
  page.locator('main [aria-live=polite]').filter({ hasText: text });
async function told(page: Page, text: RegExp): Promise<void> {
  await said(page, text).waitFor({ state: 'attached' });
  await page.locator('.caption').waitFor();
}

/** The opening, stopped while somebody writes. */
async function stopped(screen: Parameters<typeof openPage>[0] = {}): Promise<Page> {
  const page = await openPage({ width: 1440, height: 900, ...screen });
  await page.locator('.meter').waitFor();
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  return page;
}

test('by the pointer: a card and its parts, the meter, and nothing of it afterwards', async () => {
  const page = await stopped();
  await card(page, 3).locator('.sid').hover();
  await told(page, /^Server 3 serves clients/);
  await card(page, 3).locator('.who strong').hover();
  await told(page, /A full crown: an established leader/);
  await card(page, 1).locator('.epoch').first().hover();
  await told(page, /acceptedEpoch 1: it follows no leader of an older epoch/);
  await card(page, 1).locator('.cells > g').first().hover();
  await told(page, /^1·\d+ is committed and applied here\. Server 1 applies/);
  await page.locator('.meter .seat').first().hover();
  await told(page, /are a quorum/);
  await page.mouse.move(4, 4);
  await page
    .locator('.caption')
    .filter({ hasText: /are a quorum/ })
    .waitFor({ state: 'detached' });
});

test('by the keyboard: down goes through parts of a card, and its menu knows it', async () => {
  const page = await stopped();
  await page.keyboard.press('Tab');
  await card(page, 1).focus();
  await told(page, /^Server 1 serves clients/);
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
  await told(page, /acceptedEpoch 1/);
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'Server 1' });
  await menu.getByText(/acceptedEpoch 1: it follows/).waitFor();
  await menu.getByRole('menuitem', { name: 'Why is it so?' }).click();
  await page
    .getByText(/Server 1 accepts epoch 1/)
    .first()
    .waitFor();
});

test('by a tap: the menu of what is touched says it, with its rule', async () => {
  const page = await stopped({ touch: true });
  await card(page, 2).locator('.cells > g').last().tap();
  const menu = page.getByRole('menu', { name: 'Server 2' });
  await menu.getByText(/^1·\d+ is .*(this disk|applied here)/).waitFor();
  expect(await menu.locator('.note p').count()).toBe(2);
  await page.keyboard.press('Escape');
  await page.locator('.meter').tap();
  await page.getByRole('menuitem', { name: 'Why is it so?' }).waitFor();
});

test('what has the focus may leave the stage', async () => {
  const page = await openPage({ width: 1440, height: 900, haste: true });
  const card = page.getByRole('button', { name: /^Crash the leader/ });
  await card.focus();
  await page.keyboard.press('Enter');
  await card.waitFor({ state: 'detached' });
  // The page logs no error meanwhile.
  await page.getByRole('button', { name: /^Server 3, DOWN/ }).waitFor();
});

test('of two branches beside each other both answer, each for its own run', async () => {
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true });
  await paste(page, CRASHED_RUN);
  await page.keyboard.press('Home');
  await twoBranches(page);
  const [first, second] = [0, 1].map((i) => page.locator('article section.stage').nth(i));
  const sentence = (stage: typeof first, text: RegExp) =>
    stage?.locator('.caption', { hasText: text }).waitFor();
  await second?.locator('[data-thing="server 1"] .sid').hover();
  await sentence(second, /^Server 1 crashes/);
  await sentence(first, /^Server 1 serves clients/);
  await page.mouse.move(4, 4);
  await page.locator('article .caption').first().waitFor({ state: 'detached' });
});
