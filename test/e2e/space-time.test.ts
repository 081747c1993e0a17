import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CRASHED_RUN } from './crashed-run.ts';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';

/** Time as a picture: the diagram, what is saved of it, and the same run without one event. */

async function saved(page: Page, item: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Save as …' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

test('the diagram opens with a key, and its files are what they say', async () => {
  const page = await openPage({ width: 1440, height: 900 });
  await paste(page, CRASHED_RUN);
  await page.keyboard.press('s');
  const diagram = page.getByRole('application', { name: /^Space-time diagram/ });
  await diagram.waitFor();
  expect(await page.getByRole('list', { name: /^Servers and clients/ }).innerText()).toMatch(
    /server 1[\s\S]*server 3[\s\S]*radiology/,
  );

  const svg = (await saved(page, 'this picture, SVG')).toString();
  // In a page of its own: this one takes no markup from a text.
  const blank = await page.context().newPage();
  const shapes = await blank.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, 'image/svg+xml');
    const error = read.querySelector('parsererror')?.textContent ?? null;
    return { error, paths: read.querySelectorAll('path').length };
  }, svg);
  expect(shapes.error).toBeNull();
  expect(shapes.paths).toBeGreaterThan(40);
  expect(svg).not.toContain('var(');

  const png = await saved(page, 'this picture, PNG');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBeGreaterThan(2000);
  expect(png.length).toBeGreaterThan(10_000);

  const lines = (await saved(page, 'these events, JSON Lines')).toString().trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as { n: number; t: number; type: string });
  expect(events.length).toBeGreaterThan(40);
  events.forEach(({ n }, i) => {
    expect(n).toBe((events[0]?.n ?? 0) + i);
  });
  expect(events.some(({ type }) => type === 'messageDelivered')).toBe(true);

  const log = (await saved(page, 'these events, for ShiViz')).toString();
  const parser = /(?<event>.*)\n(?<host>\S*) (?<clock>{.*})/gm;
  expect([...log.matchAll(parser)]).toHaveLength(events.length);
});

test('from an event back to its command, and the same run without it', async () => {
  const page = await openPage({ width: 1440, height: 900 });
  await paste(page, CRASHED_RUN);
  await page.keyboard.press('s');
  const diagram = page.getByRole('application', { name: /^Space-time diagram/ });
  await diagram.focus();
  const told = page.getByRole('region', { name: 'Space-time diagram' }).getByRole('status');
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('ArrowLeft');
    if (/Server 3 crashes/.test(await told.innerText())) break;
  }
  expect(await told.innerText()).toContain('Server 3 crashes');
  const chain = page.getByRole('list', { name: /^How it came about/ });
  expect(await chain.innerText()).toContain('crash 3');

  await page.keyboard.press('Delete');
  const both = page.getByRole('region', { name: 'Two branches beside each other' });
  await both.getByRole('heading', { name: 'the first run' }).waitFor();
  await both.getByRole('heading', { name: 'without: crash 3' }).waitFor();
  expect(await both.getByText(/keeps the scanner/).count()).toBe(2);
  expect(await both.locator('circle:not(.hit, .shape)').count()).toBeGreaterThan(0);
  expect(await both.getByRole('row', { name: /server 3 role/ }).innerText()).toMatch(
    /down\s+LEADING/,
  );
  await both.getByRole('button', { name: 'Close the comparison' }).click();
  await page.getByRole('button', { name: /^Show the branch the first run/ }).waitFor();
});

test('in the list of events it is the command that goes where the command stands', async () => {
  const page = await openPage({ width: 1440, height: 900 });
  await paste(page, CRASHED_RUN);
  await page.getByRole('tab', { name: 'Events' }).click();
  const list = page.getByRole('region', { name: 'Events, the newest at the bottom' });
  await list.locator('li', { hasText: 'CONNECTING' }).last().getByText('Why?').click();
  const root = list.locator('li.root', { hasText: 'crash 3' });
  await root.getByRole('button', { name: 'The same run without: crash 3' }).click();
  const both = page.getByRole('region', { name: 'Two branches beside each other' });
  await both.getByRole('heading', { name: 'without: crash 3' }).waitFor();
  // What came of it is said of the instant that the stages show.
  const clock = await page
    .getByRole('slider', { name: 'Virtual time' })
    .getAttribute('aria-valuetext');
  const seconds = /[\d.]+/.exec(clock ?? '')?.[0];
  expect(await both.getByText(`At ${seconds} s`).count()).toBe(2);
});

test('the list of events turns pages back to the first event', async () => {
  const page = await openPage({ width: 1440, height: 900 });
  await paste(page, CRASHED_RUN);
  await page.getByRole('tab', { name: 'Events' }).click();
  const earlier = page.getByRole('button', { name: 'Earlier' });
  while (await earlier.isVisible()) await earlier.click();
  const list = page.getByRole('region', { name: /events/i });
  await list.getByText('0.000').first().waitFor();
  await page.getByRole('button', { name: 'Newest' }).click();
  await earlier.waitFor();
});

test('a thing of the stage says why it is so, and its menu leads back from there', async () => {
  const page = await openPage({ width: 1440, height: 900 });
  const commands = ['@5000 hold PROPOSAL 3 -> 1', '@5100 radiology: create /held x'];
  await paste(page, { ...CRASHED_RUN, commands, untilMs: 5108 });
  const held = page.getByRole('button', { name: /^PROPOSAL .* from 3 to 1, held/ });
  const commit = page.getByRole('button', { name: /^COMMIT .* from 3 to 1/ });
  const sentence = page.locator('.stage p[aria-live]').first();
  await commit.hover();
  await expect.poll(() => sentence.innerText()).toMatch(/^Server 3 sends COMMIT/);
  await held.hover();
  await expect.poll(() => sentence.innerText()).toMatch(/held/);
  await commit.click();
  await page.getByRole('menuitem', { name: 'Why is it so?' }).click();
  await page.getByRole('application', { name: /^Space-time diagram/ }).waitFor();
  const chosen = page.getByRole('status').filter({ hasText: /^5\.1\d\d/ });
  await expect.poll(() => chosen.innerText()).toMatch(/Server 3 sends COMMIT/);
  // By keyboard, and of what happened long before the stretch that is shown.
  await page.getByRole('button', { name: /^Server 1,/ }).press('Enter');
  await page.getByRole('menuitem', { name: 'Why is it so?' }).press('Enter');
  await page.getByRole('status').filter({ hasText: 'Server 1 serves clients' }).waitFor();
});

/** Longer than a few frames take on a busy machine. */
const SETTLED_MS = 500;

test('two fingers magnify what lies between them, and nothing else happens', async () => {
  const page = await openPage({ width: 820, height: 1180, touch: true });
  await paste(page, CRASHED_RUN);
  const hand = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number, ...xs: number[]) =>
    hand.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: xs.map((x, id) => ({ x, y, id })),
    });
  /** The times below the line, from its left to its right. */
  const ticks = async () =>
    (await page.locator('.tick').allTextContents())
      .map((text) => Number.parseFloat(text))
      .filter(Number.isFinite);
  /** A finger, then another; they part, one is lifted, and the other goes on before it is, too. */
  const pinch = async (y: number, middle: number): Promise<void> => {
    const before = await ticks();
    await touch('touchStart', y, middle - 40);
    await touch('touchStart', y, middle - 40, middle + 40);
    for (const apart of [60, 80, 100]) {
      await touch('touchMove', y, middle - apart, middle + apart);
    }
    await expect.poll(async () => Math.max(...(await ticks()))).toBeLessThan(Math.max(...before));
    await page.waitForTimeout(SETTLED_MS);
    const near = await ticks();
    expect(Math.min(...near)).toBeGreaterThan(Math.min(...before));
    await touch('touchEnd', y, middle - 100);
    await touch('touchMove', y, middle - 200);
    await touch('touchEnd', y);
    expect(await ticks()).toEqual(near);
  };
  const clock = page.getByRole('slider', { name: 'Virtual time' });
  const before = await clock.getAttribute('aria-valuenow');
  const box = await clock.boundingBox();
  if (box === null) throw new Error('the timeline has a place');
  await pinch(box.y + box.height / 2, box.x + 230);
  // A flag may lie under one of them, the first or the second.
  for (const aside of [-40, 40]) {
    await clock.press('0');
    const flag = await page.getByRole('button', { name: /crash 3/ }).boundingBox();
    if (flag === null) throw new Error('the flag has a place');
    await pinch(flag.y + flag.height / 2, flag.x + flag.width / 2 + aside);
  }
  await page.keyboard.press('s');
  await page.getByText('Choose an event: its past is lit').waitFor();
  // What takes touches is known to the compositor some frames later: a hand is not faster.
  await page.waitForTimeout(SETTLED_MS);
  const diagram = await page.getByRole('application', { name: /^Space-time/ }).boundingBox();
  if (diagram === null) throw new Error('the diagram has a place');
  await pinch(diagram.y + 40, diagram.x + diagram.width / 2);
  expect(await clock.getAttribute('aria-valuenow')).toBe(before);
  await page.getByText('Choose an event: its past is lit').waitFor();
});
