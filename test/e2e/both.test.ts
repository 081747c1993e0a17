/** A lesson of two sides: ZooKeeper's ensemble and etcd's, in the page and in front of a room. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';

const SIZE = { width: 1280, height: 720 } as const;
const SOON = { timeout: 20_000 };
const LONG = 120_000;

/** What a side's stage says of its servers, one after the other. */
const cards = (page: Page, side: number) =>
  page.evaluate((n) => {
    const stages = [...document.querySelectorAll('[data-side]')];
    const things = stages[n]?.querySelectorAll('[data-thing^="server "]') ?? [];
    return [...things].map((one) => one.ariaLabel ?? '').sort();
  }, side);
const scripts = (page: Page) =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').flatMap(({ name }) => {
      return /open-both.*\.js$/.test(name) ? [name] : [];
    }),
  );

async function predictAndRun(page: Page): Promise<void> {
  const article = page.getByRole('article');
  await article.getByRole('radio').first().check({ force: true });
  await article.getByRole('button', { name: 'This is my prediction' }).click();
  await article.getByRole('button', { name: 'Run this step', exact: true }).click();
  await article.getByRole('button', { name: 'This is what I saw' }).waitFor(SOON);
}

test(
  'Raft comes with the lesson, a line acts on both sides, and a reload keeps both',
  async () => {
    const page = await openPage({ ...SIZE, path: '#/lesson/Z4', reducedMotion: true });
    await page.getByRole('heading', { name: 'Reads, staleness and sync' }).first().waitFor();
    expect(await scripts(page)).toEqual([]);
    await page.goto(page.url().replace('Z4', 'Z5/1'));
    await page.getByRole('heading', { name: 'The leader dies' }).waitFor();
    await expect.poll(async () => (await cards(page, 1)).length, SOON).toBe(5);
    expect(await scripts(page)).not.toEqual([]);
    await predictAndRun(page);
    const table = page.getByRole('region', { name: 'What came of it on both sides' });
    await table.getByText('Server 4, number 2').waitFor(SOON);
    // What is judged is of both; what the bar marks is of one, and it says so.
    await page.getByRole('button', { name: /^\d+ invariants hold, on both sides$/ }).waitFor(SOON);
    await page.getByText('Marks and bands: ZAB’s side').waitFor();
    const [zab, raft] = [await cards(page, 0), await cards(page, 1)];
    expect(zab).not.toEqual(raft);
    expect(await accessibilityFaults(page, 'main')).toEqual([]);
    await page.reload();
    await expect.poll(() => cards(page, 1), SOON).toEqual(raft);
    expect(await cards(page, 0)).toEqual(zab);
    // A line of a student's goes to both.
    await page.getByLabel('One line for both').fill('crash 1');
    await page.getByRole('button', { name: 'Do it' }).click();
    for (const side of [0, 1]) {
      await expect.poll(async () => `${await cards(page, side)}`, SOON).toMatch(/Server 1, DOWN/);
    }
    // What etcd has nothing for is said there.
    await page.getByLabel('One line for both').fill('a: sync /k');
    await page.getByRole('button', { name: 'Do it' }).click();
    await page.getByRole('status').filter({ hasText: 'sync' }).waitFor(SOON);
  },
  LONG,
);

test(
  'a link has both sides at its moment, standing still, and they go on from there',
  async () => {
    const page = await openPage({ ...SIZE, path: '#/lesson/Z5/1', reducedMotion: true });
    await page.getByRole('heading', { name: 'The leader dies' }).waitFor();
    await predictAndRun(page);
    const both = async (of: Page) => [await cards(of, 0), await cards(of, 1)];
    const shared = await both(page);
    expect(shared.map((side) => side.length)).toEqual([5, 5]);
    await page.getByRole('button', { name: 'Share this moment' }).click();
    await page.getByRole('dialog').getByText('It opens with both sides').waitFor();
    const field = page.getByRole('dialog').getByLabel('The link', { exact: true });
    await expect.poll(() => field.inputValue(), SOON).toMatch(/#\/run\//);
    const link = await field.inputValue();
    // Somebody else, who has never been here.
    const other = await openPage({
      ...SIZE,
      path: link.slice(link.indexOf('#')),
      reducedMotion: true,
    });
    await expect.poll(() => both(other), SOON).toEqual(shared);
    await other.getByText(/^The run of the link is open/).waitFor();
    await other.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await other.getByRole('region', { name: 'What came of it on both sides' }).waitFor();
    await other.getByLabel('One line for both').fill('crash 1');
    await other.getByRole('button', { name: 'Do it' }).click();
    for (const side of [0, 1]) {
      await expect.poll(async () => `${await cards(other, side)}`, SOON).toMatch(/Server 1, DOWN/);
    }
    const acted = await both(other);
    await other.reload();
    await expect.poll(() => both(other), SOON).toEqual(acted);
    // Cut in the middle, it says so, and all stays.
    await other.goto(`${other.url().replace(/#.*$/, '')}${link.slice(link.indexOf('#'), -40)}`);
    await other.getByText('The link is damaged').waitFor(SOON);
    expect(await both(other)).toEqual(acted);
  },
  LONG,
);

test(
  'both windows of a presentation have both sides, and a failure acts on both',
  async () => {
    const trainer = await openPage({ ...SIZE, path: '#/present/Z5/1' });
    await trainer.locator('header [role=status]').getByText('This window owns the run.').waitFor();
    const audience = await trainer.context().newPage();
    audience.on('pageerror', ({ message }) => expect.unreachable(message));
    await audience.goto(trainer.url().replace(/#.*$/, '#/present/audience'));
    await audience.getByText('Z5 · The leader dies').first().waitFor();
    const agree = async () => {
      for (const side of [0, 1]) {
        await expect.poll(async () => (await cards(audience, side)).length, SOON).toBe(5);
        await expect
          .poll(async () => `${await cards(audience, side)}`, SOON)
          .toBe(`${await cards(trainer, side)}`);
      }
    };
    await agree();
    expect(await accessibilityFaults(audience)).toEqual([]);
    await trainer.keyboard.press('Digit4');
    await trainer.getByRole('heading', { name: 'Crash follower after follower' }).waitFor();
    await trainer.getByRole('button', { name: 'Next: let it happen', exact: true }).waitFor();
    await trainer.keyboard.press('PageDown');
    await trainer.getByRole('button', { name: /^Next: to its end at once/ }).waitFor();
    await trainer.keyboard.press('PageDown');
    await trainer.getByRole('button', { name: /^Next: tell what is right/ }).waitFor();
    for (const side of [0, 1]) {
      await expect
        .poll(async () => `${await cards(trainer, side)}`, SOON)
        .toMatch(/Server 1, DOWN/);
    }
    await agree();
    await audience.reload();
    await agree();
  },
  LONG,
);

test('on a phone each side is whole, one at a time, and so is what came of it', async () => {
  const page = await openPage({ width: 390, height: 844, path: '#/lesson/Z5/1' });
  await page.getByRole('heading', { name: 'The leader dies' }).waitFor();
  const sides = page.getByRole('group', { name: 'The same disaster, twice: ZAB beside Raft' });
  const drawn = () =>
    page.evaluate(() => {
      const [stage, more] = document.querySelectorAll('[data-side]');
      const cards = [...(stage?.querySelectorAll('[data-thing^="server "]') ?? [])];
      const isWhole = cards.every((card) => {
        const { left, top, width, height } = card.getBoundingClientRect();
        const at = document.elementFromPoint(left + width / 2, top + height / 2);
        return stage?.contains(at) === true && left >= 0 && left + width <= innerWidth;
      });
      return [stage?.getAttribute('data-side'), cards.length, isWhole, more === undefined];
    });
  await expect.poll(drawn, SOON).toEqual(['zab', 5, true, true]);
  await sides.getByRole('tab', { name: 'Raft' }).click();
  await expect.poll(drawn, SOON).toEqual(['raft', 5, true, true]);
  await sides.getByRole('tab', { name: 'Table' }).click();
  await sides.getByLabel('One line for both').waitFor();
  expect(await accessibilityFaults(page, 'main')).toEqual([]);
});
