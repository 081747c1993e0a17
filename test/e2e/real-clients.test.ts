/** A recording of real clients is opened: they stand on the stage, and can be asked about. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';

const RUN = JSON.parse(
  readFileSync(join(import.meta.dirname, '../clients/kazoo-run.json'), 'utf8'),
);

test('real clients of a recording stand beside their servers, with their sessions', async () => {
  const page = await openPage({ width: 1280, height: 720, reducedMotion: true });
  await paste(page, { ...RUN, untilMs: 5000 });
  const mark = page.getByRole('button', { name: /^Client tcp1, at server 2, / });
  await mark.waitFor();
  await page.getByRole('button', { name: /^Client tcp2, at server 3, / }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await mark.click();
  const menu = page.getByRole('menu');
  await menu.getByText(/session 0x2/).waitFor();
  await menu.getByRole('menuitem', { name: 'End its connection' }).click();
  await page.locator('.notice', { hasText: 'a new branch begins at 5.000 s' }).waitFor();
  await page.keyboard.press('u');
  await page.getByRole('tab', { name: 'Sessions' }).click();
  await page.getByRole('tabpanel').getByText('tcp1').first().waitFor();
  await page.getByRole('tabpanel').getByText('real client · at server 2').waitFor();
  await page.getByRole('tabpanel').getByText('/tour/e').first().waitFor();
});

test('on a narrow screen, in Chinese', async () => {
  const page = await openPage({ width: 390, height: 844, language: 'zh-CN', reducedMotion: true });
  await paste(page, { ...RUN, untilMs: 5000 });
  await page.getByRole('button', { name: /tcp1.*会话 0x2/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
