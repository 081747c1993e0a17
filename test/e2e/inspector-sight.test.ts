/** What a question of a lesson is about is seen in the inspector at once, on a small laptop. */
import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';

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
