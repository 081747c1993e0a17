/** The page of all lessons, and the addresses of lessons and steps. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const hash = (page: Page) => page.evaluate(() => location.hash);
/** Has to come without a new page being loaded. */
async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, address);
}

test.each([
  ['en', 1440, 900, 'light'],
  ['zh-CN', 1280, 720, 'dark'],
  ['en', 390, 844, 'dark'],
] as const)('all lessons: %s, %i wide', async (language, width, height, theme) => {
  const page = await openPage({ language, width, height, theme, path: '#/' });
  await page.locator('h2').first().waitFor();
  expect(await page.locator('.track a').count()).toBe(14);
  expect(await page.locator('.track .planned').count()).toBe(7);
  expect(await page.locator('.ways > .way').count()).toBe(4);
  expect(await accessibilityFaults(page)).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wider).toBe(false);
});

test('from the first scenario to all lessons, into one and back, by keyboard', async () => {
  const page = await openPage();
  await page.getByRole('link', { name: 'Lessons', exact: true }).press('Enter');
  await heading(page, 'Foundations').waitFor();
  expect(await hash(page)).toBe('#/');
  await page.locator('.track a', { hasText: 'The hospital as a tree' }).press('Enter');
  await heading(page, 'The hospital as a tree').waitFor();
  await expect.poll(() => hash(page)).toBe('#/lesson/F1');
  await page.getByRole('button', { name: 'Begin', exact: true }).press('Enter');
  await expect.poll(() => hash(page)).toBe('#/lesson/F1/1');
  await page.goBack();
  await heading(page, 'The hospital as a tree').waitFor();
  await page.goBack();
  await page.getByRole('link', { name: /^Go on where you were F1/ }).waitFor();
  await page.goForward();
  await page.goForward();
  await expect.poll(() => hash(page)).toBe('#/lesson/F1/1');
  await page.getByText('Step 1 of 5').waitFor();
  await goTo(page, '#/');
  await page.getByRole('link', { name: 'To the stage' }).press('Enter');
  await page.getByText('radiology').first().waitFor();
  expect(await hash(page)).toBe('#/play');
});

test('the stage is built unseen behind all lessons; one is read from its heading', async () => {
  const page = await openPage({ path: '#/' });
  await page.locator('#stage .stage svg').first().waitFor({ state: 'attached' });
  expect(await page.getByRole('main').count()).toBe(1);
  expect(await page.locator('.track a').first().isVisible()).toBe(true);
  const focus = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  for (const title of ['The hospital as a tree', 'Partitions, and the leader that slept']) {
    await page.locator('.track a', { hasText: title }).press('Enter');
    await heading(page, title).waitFor();
    await expect.poll(focus).toBe(title);
    await goTo(page, '#/');
    await page.locator('.track a').first().waitFor();
    expect(await page.locator('#stage').isVisible()).toBe(false);
  }
  await page.getByRole('link', { name: 'To the stage' }).press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('stage');
});

test('a link leads to a step, also past others; a bad one says so and loses nothing', async () => {
  const page = await openPage({ path: '#/lesson/c1/3' });
  await heading(page, 'Told OK, then dead').waitFor();
  await page.getByText('This link leads past steps').waitFor();
  await expect.poll(() => hash(page)).toBe('#/lesson/C1/3');
  await page.getByRole('radio').first().check({ force: true });
  await page.getByRole('button', { name: 'This is my prediction' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Run this step' }).waitFor();
  for (const [address, sentence] of [
    ['#/lesson/C9/1', 'There is no lesson C9 here.'],
    ['#/lesson/M3', 'Lesson M3 is planned and not written yet.'],
    ['#/lesson/C1/8', 'Lesson C1 has 4 steps; the link asks for step 8.'],
    ['#/nowhere', 'This address leads nowhere here: #/nowhere.'],
  ] as const) {
    await goTo(page, address);
    await page.getByText(sentence).waitFor();
    await heading(page, 'Foundations').waitFor();
    await expect.poll(() => hash(page)).toBe('#/');
  }
  await page.getByRole('link', { name: /^Go on where you were C1/ }).click();
  await page.getByRole('button', { name: 'Run this step' }).waitFor();
  // What was wrong with an address is not said of where one is now.
  expect(await page.getByText('leads nowhere').filter({ visible: true }).count()).toBe(0);
});

test('a link that is opened anew sets its step up', async () => {
  const page = await openPage({ path: '#/lesson/C1/3' });
  const startedAt = () =>
    page.evaluate(() => JSON.parse(localStorage.getItem('zabscope.lesson') ?? '{}').startedAt);
  await heading(page, 'Told OK, then dead').waitFor();
  await expect.poll(startedAt).toBeGreaterThan(20_000_000);
  const site = page.url().replace(/#.*/, '');
  // As a mail opens it, without a page before.
  await page.goto(`${site}?again#/lesson/C1/1`);
  await page.getByText('Step 1 of 4').waitFor();
  await expect.poll(startedAt).toBeLessThan(20_000_000);
  await page.goto(`${site}#/lesson/C1`);
  await page.getByText('Step 1 of 4').waitFor();
  await expect.poll(() => hash(page)).toBe('#/lesson/C1/1');
});
