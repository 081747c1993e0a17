import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';

test('the page opens under any path, with its policy on', async () => {
  const page = await openPage();
  expect(await page.title()).toContain('Zabscope');
  await page.waitForSelector('#app > *');
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  expect(await policy.getAttribute('content')).toContain("default-src 'none'");
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
