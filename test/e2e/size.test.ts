import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { firstLoad, untilMessageMoves } from '../../src/headless/bench/first-load.ts';
import { openPage } from './open-page.ts';

/** What the page promises: something moves when so much script is there, in whatever language. */
const MOST_BYTES = 130_000;

test('something moves with less than 130 kB of gzipped script', async () => {
  const { scripts, texts, bytes } = firstLoad(inject('folder'));
  expect(scripts.size).toBeGreaterThan(0);
  expect(texts.size).toBe(2);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes, `${[...scripts, ...texts].join('\n')}\n`).toBeLessThan(MOST_BYTES);
});

test('what the page begins with is compiled while it comes, and nothing else is', () => {
  const folder = join(inject('folder'), 'assets');
  const eager = readdirSync(folder).filter((name) =>
    readFileSync(join(folder, name), 'utf8').startsWith('//# allFunctionsCalledOnLoad\n'),
  );
  const first = [...firstLoad(inject('folder')).scripts.keys()].map((path) => basename(path));
  expect(eager.sort()).toEqual(first.sort());
});

/** In the page: a first visit, and when the stage was there. */
const FIRST_VISIT = `
localStorage.clear();
const watch = new MutationObserver(() => {
  if (document.querySelector('#stage') === null) return;
  performance.mark('stage');
  watch.disconnect();
});
watch.observe(document, { childList: true, subtree: true });`;

test('no other script is fetched before the stage is there', async () => {
  const page = await openPage();
  await page.addInitScript({ content: FIRST_VISIT });
  await page.reload();
  await page.locator('[data-drawn]').waitFor();
  const fetched = await page.evaluate(() => {
    const stage = performance.getEntriesByName('stage')[0]?.startTime ?? 0;
    const scripts = performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\.js$/.test(name));
    return scripts
      .filter(({ startTime }) => startTime < stage)
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
