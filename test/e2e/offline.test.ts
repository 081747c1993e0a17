/** The page without a network: the server goes, twice, with a newer version in between. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { serveFolder } from '../../src/headless/serve.ts';
import { openPage } from './open-page.ts';

/** A copy of the built site that may be changed. */
function copyOfSite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zabscope-offline-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(inject('folder'), folder, { recursive: true });
  return folder;
}

test('offline, reloaded twice, with an update in between that waits until it is asked for', async ({
  annotate,
}) => {
  const folder = copyOfSite();
  const first = await serveFolder(folder, 0, '/a/b/');
  const port = Number(new URL(first.address).port);
  const page = await openPage({
    ...{ site: first.address, offline: true, reducedMotion: true },
    expected: /Failed to load resource|ERR_CONNECTION_REFUSED|service ?worker/i,
  });
  // It is not said while the opening plays.
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.locator('.notice', { hasText: 'works without a network' }).waitFor();
  const ms = await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    return performance.now();
  });
  await annotate(`offline-ready within ${Math.round(ms)} ms of the first load`);
  await first.close();

  await page.reload();
  await page.getByRole('button', { name: /^Server 3,/ }).waitFor();
  // Never fetched before.
  await page.goto(`${first.address}#/lesson/M4/1`);
  await page.reload();
  await page.getByText('Step 1 of').waitFor();
  await page.goto(`${first.address}#/`);
  await page.getByText('it works without a network').waitFor();
  await page.goto(`${first.address}#/play`);

  // Another build.
  const html = join(folder, 'index.html');
  writeFileSync(html, readFileSync(html, 'utf8').replace('<title>', '<title>New '));
  const worker = join(folder, 'sw.js');
  const code = readFileSync(worker, 'utf8');
  const version = /[\da-f]{16}/.exec(code)?.[0] ?? '';
  expect(version).not.toBe('');
  writeFileSync(worker, code.replaceAll(version, '0123456789abcdef'));
  const second = await serveFolder(folder, port, '/a/b/');
  await page.reload();
  const offer = page.locator('.notice', { hasText: 'A newer version of this page is here.' });
  await offer.waitFor();
  expect(await page.title()).toBe('Zabscope');
  await page.reload();
  await offer.waitFor();
  expect(await page.title()).toBe('Zabscope');
  // Another window that is open then is told, and not reloaded.
  const other = await page.context().newPage();
  await other.goto(`${second.address}#/play`);
  await other.getByRole('banner').waitFor();
  await offer.getByRole('button', { name: 'Load it now' }).click();
  await expect.poll(() => page.title(), { timeout: 20_000 }).toBe('New Zabscope');
  await other.locator('.notice', { hasText: 'Another window has changed' }).waitFor();
  expect(await other.title()).toBe('Zabscope');
  await other.keyboard.press('s');
  await other.close();
  await second.close();

  await page.reload();
  await page.getByRole('button', { name: /^Server 3,/ }).waitFor();
  expect(await page.title()).toBe('New Zabscope');
  expect(await page.evaluate(() => caches.keys().then((names) => names.length))).toBe(2);
});
