/** Lessons out of files: opened in the built page, kept, walked through, and told what is wrong. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { LessonPlayer } from './lesson-player.ts';
import { openPage } from './open-page.ts';

const lessons = join(import.meta.dirname, '../../lessons');
const lesson = readFileSync(join(lessons, '1-foundations/01-hospital-as-a-tree.md'), 'utf8');
const twin = readFileSync(join(lessons, '1-foundations/01-hospital-as-a-tree.zh.md'), 'utf8');

async function choose(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open lesson files …' }).click(),
  ]);
  await chooser.setFiles(
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: 'text/markdown',
      buffer: Buffer.from(text),
    })),
  );
}

test('a lesson is opened from a file, stays, and is a lesson like any other', async () => {
  const page = await openPage({ path: '#/', reducedMotion: true });
  const own = lesson.replace('title: The hospital as a tree', 'title: My <b>own</b> tree');
  await choose(page, { 'my-tree.md': own, 'my-tree.zh.md': twin });
  await page.getByRole('link', { name: /my-tree My <b>own<\/b> tree/ }).click();
  await page.getByRole('heading', { name: 'My <b>own</b> tree' }).waitFor();
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/lesson/my-tree/1');
  await page.reload();
  await page.getByText('Step 1 of 5').waitFor();
  await page.getByRole('button', { name: '切换到中文' }).click();
  await page.getByText('第 1 步，共 5 步').waitFor();
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await page.locator('header a[href="#/"]').click();
  await page.getByRole('button', { name: 'Forget my-tree' }).click();
  await page.getByRole('link', { name: /my-tree/ }).waitFor({ state: 'detached' });
  await page.evaluate(() => {
    location.hash = '#/lesson/my-tree/1';
  });
  await page.getByText('There is no lesson my-tree here.').waitFor();
});

test('what is wrong with a file is told with its line, and nothing else changes', async () => {
  const page = await openPage({ path: '#/' });
  const lines = lesson.split('\n');
  const at = lines.findIndex((line) => line.startsWith('### Predict'));
  const broken = lesson.replace('### Predict', '### Predic');
  await choose(page, { 'good.md': lesson, 'bad.md': broken, 'worse.md': 'Dear diary' });
  await page
    .getByText(`bad.md:${at + 1}: `)
    .first()
    .waitFor();
  await page.getByText('worse.md:1: A lesson begins with its front matter').waitFor();
  await page.getByRole('link', { name: /^good The hospital as a tree/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.reload();
  await page.getByRole('link', { name: /^good The hospital as a tree/ }).waitFor();
  expect(await page.getByText('worse.md').count()).toBe(0);
});

test('a file is played, and what is not as it says is told with its line', async () => {
  const page = await openPage({ path: '#/' });
  const at = lesson
    .split('\n')
    .findIndex((line) => line.includes('`last answer to nurse is NOCHILD'));
  const wrong = lesson.replace('last answer to nurse is NOCHILD', 'last answer to desk is NOCHILD');
  await choose(page, { 'own.md': wrong });
  await page.getByRole('link', { name: /^own The hospital as a tree/ }).waitFor();
  await page
    .getByText(`own.md:${at + 1}: Step 4: this answer is marked as the right one`)
    .waitFor({ timeout: 60_000 });
  await choose(page, { 'own.md': lesson });
  await page.getByText(/^1 file was played, over other seeds, too/).waitFor({ timeout: 60_000 });
  expect(await page.getByText(/own.md:\d+/).count()).toBe(0);
}, 120_000);

test('the template is saved, opened, and is a lesson', async () => {
  const page = await openPage({ path: '#/', reducedMotion: true });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save a template' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('template.md');
  await choose(page, { 'template.md': readFileSync(join(lessons, 'template.md'), 'utf8') });
  await page.getByRole('link', { name: /^template A lesson to begin with/ }).click();
  await new LessonPlayer(page, 'en', 'mouse').play();
});

test('a lesson file is dropped on the page', async () => {
  const page = await openPage();
  await page.locator('header a[href="#/"]').waitFor();
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.md', { type: 'text/markdown' }));
    return transfer;
  }, lesson);
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  const row = page.getByRole('link', { name: /^dropped The hospital as a tree/ });
  await row.waitFor();
  // Whoever dropped it at the top of the page sees what became of it.
  const inSight = () =>
    row.evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    });
  await expect.poll(inSight).toBe(true);
});
