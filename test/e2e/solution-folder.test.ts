/** A teacher drops a folder of solutions, as the class has handed them in. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { printSolution } from '../../src/tutor/index.ts';
import { lessonOf, solved } from '../support/handed-in.ts';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';

/** A folder on this machine, with texts by their paths in it. */
function folderOf(texts: Readonly<Record<string, string>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'zabscope-class-')), 'class');
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true }));
  return folder;
}

/** Dropped by hand: the browser itself opens the folder, and no script could. */
async function dropFolder(page: Page, folder: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
}

test('a folder of solutions is dropped, and each counts for what it does', async () => {
  const lesson = lessonOf('3-crash-recovery/01-leader-dies');
  const last = lesson.steps.length - 1;
  const good = solved(lesson, last);
  const failing = solved(lesson, last, lesson.steps[last]?.wrong);
  const forged = { ...failing, passed: true, holds: true, goals: ['met', 'met'] };
  const folder = folderOf({
    'ann.json': printSolution(good),
    'ben.json': `${JSON.stringify(forged)}\n`,
    'late/cem.json': printSolution(failing),
    'late/note.txt': 'I was ill.',
  });
  const page = await openPage({ reducedMotion: true });
  await page.locator('header a[href="#/"]').waitFor();
  await dropFolder(page, folder);

  await page.getByText('1 of 4 hold').waitFor();
  const rows = await page.locator('tbody tr').allInnerTexts();
  expect(rows.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
    expect.stringMatching(/^class\/ann.json C1, step 4 ✓ holds All goals hold in the run/),
    expect.stringMatching(/^class\/ben.json C1, step 4 ✗ does not hold Not reached: /),
    expect.stringMatching(/^class\/late\/cem.json C1, step 4 ✗ does not hold Not reached: /),
    expect.stringMatching(/^class\/late\/note.txt ✗ cannot be played This is no solution/),
  ]);
  expect(await accessibilityFaults(page)).toEqual([]);
  // What failed can be looked at, too.
  await page.getByRole('button', { name: 'Watch class/late/cem.json' }).click();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/play');
});
