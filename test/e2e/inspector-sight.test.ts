/** What a question of a lesson is about is seen in the inspector at once, on a small laptop. */
import { expect, test } from 'vitest';
import { zooCfgFor } from '../../src/timeline/index.ts';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';

const SHOWN = { width: 1280, height: 720, reducedMotion: true } as const;

/** A step of a lesson, open to whoever teaches, once its lines are carried out. */
async function afterRun(path: string) {
  const page = await openPage({ ...SHOWN, path });
  await page.getByRole('article').waitFor();
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('zabscope.settings') ?? '{}');
    localStorage.setItem('zabscope.settings', JSON.stringify({ ...kept, teacher: true }));
  });
  await page.reload();
  await page.goto(page.url().replace(/#.*/, path));
  await page.getByText(/Step 5 of/).waitFor();
  for (const name of ['I don’t know', 'This is my prediction']) {
    const thing = page.locator('article').getByText(name);
    if ((await thing.count()) > 0) await thing.first().click();
  }
  await page.getByRole('button', { name: 'Run this step' }).click();
  await page.getByRole('button', { name: 'Start this step again' }).waitFor();
  return page;
}

/** Performed in the page: which of them are cut, or not in view at all. */
function cut(things: readonly Element[]): Promise<readonly string[]> {
  const shares = things.map(
    (one) =>
      new Promise<readonly string[]>((resolve) => {
        const observer = new IntersectionObserver(([entry]) => {
          observer.disconnect();
          const isWhole = (entry?.intersectionRatio ?? 0) > 0.95;
          resolve(isWhole ? [] : [one.textContent?.trim() ?? '']);
        });
        observer.observe(one);
      }),
  );
  return Promise.all(shares).then((all) => all.flat());
}

test('whose a ticket is, and who watches it, is not cut', async () => {
  const page = await afterRun('#/lesson/M1/5');
  const tickets = page.locator('[role=treeitem]', { hasText: 't-' });
  await expect.poll(() => tickets.count()).toBe(2);
  const said = tickets.locator('.name:not(.full), .owner, .eye');
  await expect.poll(() => said.evaluateAll(cut)).toEqual([]);
}, 60_000);

test('the newest transaction is in view, also when the rows’ names have grown', async () => {
  const page = await afterRun('#/lesson/C2/5');
  await page.getByRole('tab', { name: 'Log', selected: true }).waitFor();
  const newest = page.locator('thead th').last();
  await expect.poll(() => newest.evaluateAll(cut)).toEqual([]);
}, 60_000);

test('a tree of 200 znodes is whole by wheel and by keyboard, and keeps the focus', async () => {
  const page = await openPage(SHOWN);
  const znodes = ['a', 'b'].flatMap((parent) => [
    `@5000 writer: create /${parent} x`,
    ...Array.from({ length: 99 }, (_, i) => `@5000 writer: create /${parent}/n${100 + i} x`),
  ]);
  const setup = ['start 1 2 3', '@4000 client writer connect 1 timeout 30000', ...znodes];
  const scenario = { zooCfg: zooCfgFor(3, 0), setup };
  const run = { version: 1, scenario, seed: 1, commands: [], untilMs: 8000 };
  await paste(page, run);
  const row = (name: string) => page.getByRole('treeitem', { name });
  const sight = (name: string) => expect.poll(() => row(name).evaluateAll(cut)).toEqual([]);
  await page.locator('[role=treeitem][aria-level="1"]').click();
  await page.keyboard.press('End');
  await page.locator('[role=treeitem]:focus', { hasText: 'zookeeper' }).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.locator('[role=treeitem]:focus', { hasText: 'n198' }).waitFor();
  await sight('n198');
  // The wheel leads away from who holds the focus.
  await row('n198').hover();
  await page.mouse.wheel(0, -200 * 34);
  await row('a x').waitFor();
  expect(await row('n150').count()).toBe(0);
  await page.locator('[role=treeitem]:focus', { hasText: 'n198' }).waitFor();
  await page.keyboard.press('Home');
  await page.locator('[role=treeitem]:focus[aria-level="1"]').waitFor();
});
