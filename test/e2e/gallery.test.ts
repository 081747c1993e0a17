import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { nameOf, PLATES } from '../../src/app/gallery/plates.ts';
import { accessibilityFaults } from './accessibility.ts';

/** The gallery of the development server: every picture in every state, in both themes. */

const home = join(import.meta.dirname, '../..');
/** The frame of the tabs: each tab has plates of its own. */
const NO_PICTURE: readonly string[] = ['inspector'];

let server: ChildProcess;
let address = '';
let browser: Browser;
let page: Page;
const problems: string[] = [];

/** Daily the first plate of each view, in light; with `GALLERY=all` each one, in both themes. */
const ALL = process.env.GALLERY === 'all';
const VISITED = PLATES.filter(
  ({ view }, i) => ALL || PLATES.findIndex((plate) => plate.view === view) === i,
);

/** In a child without Vitest's surroundings: as `npm run dev` starts it. */
function startServer(): Promise<string> {
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'development' };
  for (const name of Object.keys(env)) if (/^VITEST/.test(name)) delete env[name];
  const vite = join(home, 'node_modules/vite/bin/vite.js');
  const args = [vite, '--host', '127.0.0.1', '--port', '0'];
  server = spawn(process.execPath, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const plain = said.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '');
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(plain);
      if (found !== null) resolve(found[0]);
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

beforeAll(async () => {
  address = await startServer();
  browser = await chromium.connect(inject('browser'));
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.setDefaultTimeout(400_000);
  await page.goto(`${address}#/gallery/${nameOf(PLATES[0] as (typeof PLATES)[number])}`);
  await page.locator('section[data-view]').waitFor({ timeout: 400_000 });
}, 600_000);

afterAll(async () => {
  await browser.close();
  server.removeAllListeners('exit');
  server.kill();
});

test('every folder of views has plates, and each plate a name of its own', () => {
  const folders = readdirSync(join(home, 'src/views'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_PICTURE.includes(entry.name))
    .map(({ name }) => name);
  const views = new Set<string>(PLATES.map(({ view }) => view));
  expect(folders.filter((name) => !views.has(name))).toEqual([]);
  expect(new Set(PLATES.map(nameOf)).size).toBe(PLATES.length);
});

test.each(ALL ? (['light', 'dark'] as const) : (['light'] as const))(
  'plates are drawn, and axe finds nothing on any, %s',
  { timeout: 600_000 },
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const faults: string[] = [];
    for (const plate of VISITED) {
      const name = nameOf(plate);
      problems.length = 0;
      await page.evaluate((to) => void (location.hash = to), `#/gallery/${name}`);
      const section = page.locator(`section[aria-label="${name}"]`);
      await section.locator('.plate > *').first().waitFor();
      const { type } = plate.shown;
      if (type === 'dialog') {
        await section.getByRole('button', { name: 'Open' }).click();
        await page.getByRole('dialog').waitFor();
      }
      const within = type === 'dialog' ? 'dialog' : '.plate';
      const box = await page.locator(within).first().boundingBox();
      if (box === null || box.height < 20) faults.push(`${name}: nothing is drawn`);
      const found = await accessibilityFaults(page, within);
      faults.push(...[...found, ...problems].map((fault) => `${name}: ${fault}`));
      if (type === 'dialog') await page.keyboard.press('Escape');
    }
    expect(faults).toEqual([]);
  },
);

test('what is built has no gallery', () => {
  const files = (folder: string): readonly string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? files(path) : [path];
    });
  const built = files(inject('folder')).filter((path) => path.endsWith('.js'));
  expect(built.length).toBeGreaterThan(3);
  for (const path of built) expect(readFileSync(path, 'utf8')).not.toContain('#/gallery');
});
