/** The page as one file, opened as from a USB stick. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openPage } from './open-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'zabscope-single-'));
const file = join(folder, 'zabscope.html');
let said = '';

beforeAll(() => {
  const home = join(import.meta.dirname, '../..');
  const args = ['vite', 'build', '--mode', 'single', '--outDir', folder, '--logLevel', 'warn'];
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production' };
  for (const name of Object.keys(env)) if (/^VITEST/.test(name)) delete env[name];
  said = spawnSync('npx', args, { cwd: home, encoding: 'utf8', env }).stdout;
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('it is one file, is told where it lies, and is not much larger than what is in it', () => {
  expect(readdirSync(folder)).toEqual(['zabscope.html']);
  expect(said).toContain(file);
  const assets = join(inject('folder'), 'assets');
  const bytes = readdirSync(assets)
    .filter((name) => /\.(js|woff2)$/.test(name))
    .reduce((sum, name) => sum + statSync(join(assets, name)).size, 0);
  expect(statSync(file).size).toBeLessThan(1.5 * bytes);
  expect(readFileSync(file, 'utf8').slice(0, 2000)).toMatch(/script-src 'sha256-[^']+';/);
});

test('it opens from file:, shows a lesson, breaks something, and saves it', async () => {
  const page = await openPage({ site: pathToFileURL(file).href, reducedMotion: true });
  await page.getByRole('button', { name: /^Server 3,/ }).waitFor();
  await page.getByRole('banner').waitFor();
  await page.keyboard.press('c');
  await page.getByText('Server 3 crashes.').first().waitFor();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect((await download).suggestedFilename()).toBe('zabscope-1.json');
  await page.keyboard.press('q');
  await page.getByText('This page lies on this machine').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.goto(`${pathToFileURL(file).href}#/lesson/M4/1`);
  await page.getByText('Step 1 of').waitFor();
  await page.keyboard.press('z');
  await page.getByText('第 1 步').first().waitFor();
});

test('from file: two windows follow each other, also where no channel reaches', async () => {
  const site = pathToFileURL(file).href;
  const trainer = await openPage({ site, reducedMotion: true });
  await trainer.context().addInitScript('delete window.BroadcastChannel');
  // By way of another page: from one part of a page to another nothing is loaded anew.
  await trainer.goto('about:blank');
  await trainer.goto(`${site}#/present/C1/1`);
  await trainer.getByText('This window owns the run.').waitFor();
  const opened = trainer.waitForEvent('popup');
  await trainer.getByRole('button', { name: /^Open the audience/ }).click();
  const audience = await opened;
  await audience.getByText('C1 · Alone').first().waitFor();
  expect(await audience.evaluate('window.BroadcastChannel')).toBeUndefined();
  await audience.keyboard.press('PageDown');
  await audience.getByText('Which bed does the tree say').waitFor();
  for (const one of [audience, trainer]) {
    await one.reload();
    await audience.getByText('Which bed does the tree say').waitFor();
  }
  await trainer.close();
  await audience.getByText('No trainer’s window: this one owns the run.').waitFor();
});
