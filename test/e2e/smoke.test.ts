import { expect, test } from 'vitest';
import { zooCfgFor } from '../../src/timeline/index.ts';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';

test('the page opens under any path, with its policy on', async () => {
  const page = await openPage();
  expect(await page.title()).toContain('Zabscope');
  await page.waitForSelector('#app > *');
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  expect(await policy.getAttribute('content')).toContain("default-src 'none'");
});

test('the fonts of the stage come without a script', async () => {
  const page = await openPage({ expected: /ERR_FAILED/ });
  await page.route('**/*.js', (route) => route.abort());
  await page.reload();
  const come = () =>
    page.evaluate(async () => {
      await document.fonts.ready;
      const there = [...document.fonts].filter(({ status }) => status === 'loaded');
      return there.map(({ family, weight }) => `${family} ${weight}`).sort();
    });
  await expect
    .poll(come)
    .toEqual(['Atkinson Mono 400', 'Atkinson Mono 700', 'Atkinson Next 200 800']);
});

test('the page opens on a phone, dark, in Chinese', async () => {
  const page = await openPage({ width: 390, height: 844, theme: 'dark', language: 'zh-CN' });
  await page.waitForSelector('#app > *');
});

test.each(['light', 'dark'] as const)('the first page is accessible, %s', async (theme) => {
  const page = await openPage({ theme });
  await page.waitForSelector('#app > *');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('links that are as slow both ways, and have little room, are drawn', async () => {
  const page = await openPage({ width: 390, height: 844 });
  const sids = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const zooCfg = zooCfgFor(9, 0);
  const slow = sids.slice(1).flatMap((sid) => [`delay 1 -> ${sid} 60`, `delay ${sid} -> 1 60`]);
  const setup = ['start 1 2 3 4 5 6 7 8 9', ...slow.map((line) => `@2500 ${line}`)];
  const run = { version: 1, scenario: { zooCfg, setup }, seed: 1, commands: [], untilMs: 3000 };
  await paste(page, run);
  await expect.poll(() => page.getByText('+60 ms').count()).toBeGreaterThan(1);
});

test('a znode whose ACL names one identity twice is shown', async () => {
  const page = await openPage();
  const zooCfg = zooCfgFor(1, 0);
  const create = 'a: create /x hello world:anyone:r,world:anyone:cdwa';
  const setup = ['start 1', '@1500 client a connect 1', `@2500 ${create}`];
  const run = { version: 1, scenario: { zooCfg, setup }, seed: 1, commands: [], untilMs: 4000 };
  await paste(page, run);
  await page.getByRole('treeitem', { name: /^x\b|\/x\b/ }).click();
  await expect.poll(() => page.getByText('world:anyone').count()).toBeGreaterThan(1);
});
