/** What is kept of a student survives, goes into a file and comes out of one, and is erased. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';

const stored = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('zabscope.lessons') ?? 'null'));
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();

async function choose(page: Page, button: string, file: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, button)]);
  await chooser.setFiles({ name: file, mimeType: 'application/json', buffer: Buffer.from(text) });
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const part of stream) text += new TextDecoder().decode(part);
  return text;
}

test('progress is saved as a file, erased, undone, erased, and added again', async () => {
  const page = await openPage({ path: '#/lesson/C1/2' });
  await page.getByRole('radio').first().check({ force: true });
  await press(page, 'This is my prediction');
  await page.locator('header a[href="#/"]').click();
  await page.getByRole('heading', { name: 'What is kept of you' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press(page, 'Save as a file'),
  ]);
  const text = await textOf(await download.createReadStream());
  expect(JSON.parse(text).lessons[0]).toMatchObject({
    slug: '3-crash-recovery/01-leader-dies',
    steps: [{}, { leaf: 'predicted', predictions: [0] }, {}, {}],
  });

  await press(page, 'Erase …');
  await press(page, 'Erase');
  expect((await stored(page)).lessons).toEqual([]);
  await press(page, 'Undo');
  expect((await stored(page)).lessons).toHaveLength(1);
  await press(page, 'Erase …');
  await press(page, 'Erase');

  await choose(page, 'Add from a file …', 'bad.json', '{"version": 2, "lessons": [{"slug": 7}]}');
  await page.getByText('bad.json: This is no lesson progress: something is unfit at').waitFor();
  await choose(page, 'Add from a file …', 'worse.json', 'no');
  await page.getByText('worse.json: This is no lesson progress: it is not JSON.').waitFor();
  await choose(page, 'Add from a file …', 'good.json', text);
  await page.getByText('the file knew 1 lesson.').waitFor();
  expect((await stored(page)).lessons[0].steps[1].predictions).toEqual([0]);
  await page.reload();
  await page.getByRole('link', { name: /^Go on where you were C1/ }).click();
  await page.getByRole('button', { name: 'Run this step' }).waitFor();
});

test('the time on a step is kept', async () => {
  const page = await openPage({ path: '#/lesson/F1/1' });
  await page.getByText('Step 1 of 5').waitFor();
  const spent = async () => (await stored(page))?.lessons[0]?.steps[0]?.spentMs ?? 0;
  await expect.poll(spent, { timeout: 15_000 }).toBeGreaterThan(1000);
});
