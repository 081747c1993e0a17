import { expect, inject, test } from 'vitest';
import { firstLoad, untilMessageMoves } from '../../src/headless/bench/first-load.ts';
import { openPage } from './open-page.ts';

/** What the page promises: something moves when so much script is there, in whatever language. */
const MOST_BYTES = 110_000;

test('something moves with less than 110 kB of gzipped script', async () => {
  const { scripts, texts, bytes } = firstLoad(inject('folder'));
  expect(scripts.size).toBeGreaterThan(0);
  expect(texts.size).toBe(2);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes, `${[...scripts, ...texts].join('\n')}\n`).toBeLessThan(MOST_BYTES);
});

test('no other script is fetched before the first frame', async () => {
  const page = await openPage();
  await page.locator('.token').first().waitFor();
  const fetched = await page.evaluate(() => {
    const [painted] = performance.getEntriesByName('first-contentful-paint');
    const scripts = performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\.js$/.test(name));
    return scripts
      .filter(({ startTime }) => startTime < (painted?.startTime ?? 0))
      .map(({ name }) => name.slice(name.lastIndexOf('/assets/') + 1));
  });
  const { scripts, texts } = firstLoad(inject('folder'));
  expect(fetched.filter((file) => texts.has(file))).toHaveLength(1);
  expect(fetched.filter((file) => !texts.has(file)).sort()).toEqual([...scripts.keys()].sort());
});

test('a message moves, and the time until then is measured', async ({ annotate }) => {
  const page = await openPage();
  // A run that was kept would be shown where it was left, and stand still.
  await page.addInitScript(() => localStorage.clear());
  const ms = await untilMessageMoves(page, inject('site'));
  expect(ms).toBeGreaterThan(0);
  await annotate(`the first message moves after ${Math.round(ms)} ms`);
});
