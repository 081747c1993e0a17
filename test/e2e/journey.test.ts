import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { newHospital, openPage } from './open-page.ts';

/** The whole way of a first visit: see, use, break, go back, act there, come back another day. */

const server = (page: Page, sid: number) =>
  page.getByRole('button', { name: new RegExp(`^Server ${sid},`) });
const client = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^Client ${name},`) });
const slider = (page: Page) => page.getByRole('slider', { name: 'Virtual time' });
const millis = async (page: Page) => Number(await slider(page).getAttribute('aria-valuenow'));

async function choose(page: Page, ...items: readonly string[]): Promise<void> {
  for (const name of items) await page.getByRole('menuitem', { name, exact: true }).click();
}

async function runUntil(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Run until …' }).click();
  await choose(page, what);
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor({ timeout: 40_000 });
}

/** What holds a script's line: the palette takes it as it is typed. */
async function line(page: Page, text: string): Promise<void> {
  await page.keyboard.press(':');
  await page.getByRole('combobox', { name: /a line of the script language/ }).fill(text);
  await page.keyboard.press('Enter');
}

test('something true is moving before anything is pressed', async () => {
  const page = await openPage();
  const moving = page.getByRole('img', { name: /^Messages on their way: [1-9]/ });
  // Between two messages, while a disk writes, there is none: it goes on to the next one.
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  const play = page.getByRole('button', { name: 'Play', exact: true });
  for (let isThere = false; !isThere; isThere = await moving.isVisible()) {
    if (await play.isVisible()) await play.click();
    await moving.waitFor();
    await pause.click();
  }
  const label = await page.locator('.token').first().getAttribute('aria-label');
  expect(label).toMatch(/ from (radiology|emergency|[123]) to /);
});

test('the first minute: the lock changes hands, then one is asked to break something', {
  timeout: 150_000,
}, async () => {
  const page = await openPage();
  await page.getByRole('img', { name: /^In the MRI room: radiology/ }).waitFor();
  await page.getByRole('img', { name: /^In the MRI room: emergency/ }).waitFor({ timeout: 60_000 });
  const cards = page.getByRole('region', { name: 'Your move' });
  await cards.waitFor({ timeout: 60_000 });
  expect(await accessibilityFaults(page)).toEqual([]);
  await cards.getByRole('button', { name: /^Crash the leader/ }).click();
  await server(page, 3).filter({ hasText: 'DOWN' }).waitFor();
  await page.getByRole('combobox', { name: 'Tempo' }).selectOption('1');
  const next = page.getByRole('button', { name: /^Server [12], LEADING.*currentEpoch 2/ });
  await next.waitFor({ timeout: 60_000 });
  await page.getByRole('img', { name: /^In the MRI room: emergency/ }).waitFor();
});

test('a visit: lock, crash, look back, act in the past, come back', {
  timeout: 150_000,
}, async () => {
  const page = await openPage();
  await newHospital(page);
  await runUntil(page, 'a leader is established');
  await server(page, 3).filter({ hasText: 'LEADING' }).waitFor();
  expect(await server(page, 3).getAttribute('aria-label')).toContain('established leader');

  // The setup of the hospital: sessions and the tree.
  await page.getByRole('combobox', { name: 'Tempo' }).selectOption('1');
  await line(page, 'run 4000');
  await page.waitForFunction(
    () => Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuenow')) >= 4000,
    undefined,
    { timeout: 50_000 },
  );
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();

  await client(page, 'radiology').click();
  await choose(page, 'Take the MRI lock');
  await client(page, 'emergency').click();
  await choose(page, 'Take the MRI lock');
  await client(page, 'neurology').click();
  await choose(page, 'Take the MRI lock');
  await page.getByRole('combobox', { name: 'Tempo' }).selectOption('0.1');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByRole('img', { name: /^In the MRI room/ }).waitFor({ timeout: 20_000 });
  expect(await page.getByRole('listitem', { name: /waits with ticket/ }).count()).toBe(2);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();

  const before = await millis(page);
  await server(page, 3).click();
  await choose(page, 'Crash');
  await server(page, 3).filter({ hasText: 'DOWN' }).waitFor();
  await page.getByRole('combobox', { name: 'Tempo' }).selectOption('10');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const next = page.getByRole('button', { name: /^Server [12], LEADING.*currentEpoch 2/ });
  await next.waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Pause', exact: true }).click();

  // Back to before the crash: the old leader leads, in its epoch.
  await slider(page).focus();
  for (let i = 0; i < 60 && (await millis(page)) >= before; i++) {
    await page.keyboard.press('PageDown');
  }
  expect(await millis(page)).toBeLessThan(before);
  await server(page, 3).filter({ hasText: 'LEADING' }).waitFor();
  expect(await server(page, 3).getAttribute('aria-label')).toContain('currentEpoch 1');

  // Acting there starts a branch; the first run is kept.
  await server(page, 2).click();
  await choose(page, 'Crash');
  await page
    .getByRole('status')
    .getByText(/A new branch begins/)
    .waitFor();
  const branch = page.getByRole('button', { name: /^Show the branch the first run/ });
  await branch.waitFor();
  const at = await millis(page);
  const named = page.getByRole('textbox', { name: 'This branch' });
  await named.fill('without server 2');
  await page.keyboard.press('Enter');

  await page.reload();
  await server(page, 2).filter({ hasText: 'DOWN' }).waitFor();
  await server(page, 3).filter({ hasText: 'LEADING' }).waitFor();
  expect(await millis(page)).toBe(at);
  expect(await named.inputValue()).toBe('without server 2');
  await branch.click();
  await server(page, 2).filter({ hasText: 'FOLLOWING' }).waitFor();
  await page.getByRole('button', { name: /^Show the branch without server 2/ }).waitFor();
});
