import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';

const named = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const article = (page: Page) => page.getByRole('article');
const back = (page: Page) => named(page, 'Back to my own run');

/** The run beside is over: what it answered, and what came. */
async function seen(page: Page): Promise<string> {
  const shown = page.getByRole('status').filter({ hasText: 'Not so' });
  await shown.getByText('What came instead').waitFor();
  return shown.innerText();
}

// With reduced motion a line's time passes at once: the journey is the same, and short.
test('a wrong answer is answered by a run, and the student’s own run waits meanwhile', async () => {
  const page = await openPage({ path: '#/lesson/F3', reducedMotion: true });
  await article(page).waitFor();

  // What is recalled has no run of its own: one is played that refutes the answer.
  const recalled = page.locator('article fieldset');
  await recalled.first().getByLabel('It is a new one').check({ force: true });
  await named(page, 'This is my answer').first().click();
  await page.getByRole('tab', { name: 'Events' }).click();
  await named(page, 'Show me a run in which it is otherwise').click();
  // What that run shows is lit, in the tab that has it.
  const lit = () =>
    page.locator('#stage .lit').evaluateAll((all) => all.map((one) => one.dataset.thing));
  await expect.poll(lit).toEqual(['server 2', 'client desk']);
  await page.getByRole('tab', { name: 'Tree', selected: true }).waitFor();
  await page.locator('[role=treeitem].lit', { hasText: 'here' }).waitFor();
  expect(await seen(page)).toMatch(/Your answer Not so\s+It is a new one\s+What came instead/);
  await back(page).click();
  await expect.poll(lit).toEqual([]);
  await page.getByRole('tab', { name: 'Events', selected: true }).waitFor();
  await recalled.nth(1).getByLabel('One succeeds').check({ force: true });
  await named(page, 'This is my answer').click();
  await named(page, 'Begin').click();

  // The prediction's own run shows what came of it, once more.
  await page.locator('article input[type=number]').fill('2');
  await named(page, 'This is my prediction').click();
  await named(page, 'Run this step').click();
  await page.getByLabel('The new text, busy').check({ force: true });
  await named(page, 'This is what I saw').click();
  const next = article(page).getByRole('button').filter({ hasText: 'Next:' });
  await next.waitFor();
  await named(page, 'Show me that in the run').first().click();
  expect(await seen(page)).toMatch(/Your answer Not so\s+2\s+What came instead\s+1/);

  // Whoever goes on from there goes on in their own run.
  await next.click();
  await back(page).waitFor({ state: 'hidden' });
  await article(page).getByText('Step 2 of 5').waitFor();
}, 60_000);
