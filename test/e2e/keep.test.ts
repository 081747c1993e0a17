import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';

/** What somebody worked out is saved as a file, and is all there when it is opened elsewhere. */

const RUN = {
  ...{ version: 1, scenario: 'hospital', seed: 1, untilMs: 9000, variants: ['neverTrunc'] },
  commands: ['@5000 radiology: create /n x', '@7000 crash 3'],
};

const clock = async (page: Page) =>
  Number(await page.getByRole('slider').getAttribute('aria-valuenow'));

test('a file has a run with its branches, names, bookmarks, variant and playhead', async () => {
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true });
  await paste(page, RUN);
  await page.getByRole('slider').focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown');
  await page.keyboard.press('b');
  await page.keyboard.press('c');
  const name = page.getByRole('textbox', { name: 'This branch' });
  await name.fill('another way');
  await page.keyboard.press('Enter');
  const at = await clock(page);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  const file = { name: 'run.json', mimeType: 'application/json', buffer: Buffer.concat(chunks) };

  const other = await openPage({ width: 1440, height: 900, reducedMotion: true });
  await other.getByRole('banner').waitFor();
  const chooser = other.waitForEvent('filechooser');
  await other.getByRole('button', { name: 'Menu', exact: true }).click();
  await other.getByRole('menuitem', { name: /^Open a saved run/ }).click();
  await (await chooser).setFiles(file);
  await expect
    .poll(() => other.getByRole('textbox', { name: 'This branch' }).inputValue())
    .toBe('another way');
  expect(await clock(other)).toBe(at);
  await other.getByText('faulty: neverTrunc').waitFor();
  await other
    .getByRole('button', { name: /^Bookmark/ })
    .first()
    .waitFor();
  await other.getByRole('button', { name: /^Show the branch the first run/ }).click();
  await other.getByRole('slider').focus();
  await other.keyboard.press('End');
  await other
    .getByRole('button', { name: /^Server 3,/ })
    .filter({ hasText: 'DOWN' })
    .waitFor();
});

test('two windows keep a run each, and what the other kept is on the shelf', async () => {
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true });
  await paste(page, RUN);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await paste(other, { ...RUN, commands: ['@5000 radiology: create /other x'], untilMs: 6000 });
  // Both keep what they have when they go out of sight, the first one last.
  await other.reload();
  await page.reload();
  await expect.poll(() => clock(page)).toBe(9000);
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: /6\.0 s/ }).click();
  await expect.poll(() => clock(page)).toBe(6000);
  await other.reload();
  await expect.poll(() => clock(other)).toBe(6000);
});
