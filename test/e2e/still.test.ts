import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { zooCfgFor } from '../../src/timeline/index.ts';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';

/** What appears beside the stage takes no room from it: the servers stay where they are. */

const RUN = {
  ...{ version: 1, scenario: 'hospital', seed: 1, untilMs: 9000 },
  commands: ['@5000 radiology: create /n x', '@7000 crash 3'],
};

/** Left, top, width and height of every server's card. */
function cardsOf(page: Page): Promise<readonly (readonly number[])[]> {
  return page.evaluate(() => {
    const cards = [...document.querySelectorAll('#stage .card')];
    return cards.map((card) => {
      const { x, y, width, height } = card.getBoundingClientRect();
      return [x, y, width, height].map(Math.round);
    });
  });
}

test.each([
  ['en', 1440, 900],
  ['zh-CN', 1280, 720],
  ['en', 820, 1180],
  ['zh-CN', 390, 844],
] as const)('the servers stand still: %s, %i by %i', async (language, width, height) => {
  const page = await openPage({ language, width, height, reducedMotion: true });
  await paste(page, RUN);
  const before = await cardsOf(page);
  expect(before).toHaveLength(3);
  const still = async (what: string) => expect(await cardsOf(page), what).toEqual(before);

  // A notice says that another run begins.
  await page.getByRole('status').getByText(/\S/).first().waitFor();
  await still('a notice');

  // Acting in the past: a branch appears, with its name and with the line of the other.
  await page.getByRole('slider').focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown');
  await page.keyboard.press('c');
  const branches = page.getByRole('list', { name: /branches|分支/i });
  await branches.waitFor();
  await still('a branch');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('f');
  await expect.poll(() => branches.getByRole('button').count()).toBe(2);
  await still('another branch');

  // Beside each other, in whatever language, and back.
  await page.keyboard.press('k');
  const beside = page.getByRole('region', { name: /^(Two branches beside|两个分支并排)/ });
  await beside.waitFor();
  await page.keyboard.press('k');
  await beside.waitFor({ state: 'detached' });
  await expect.poll(() => cardsOf(page)).toEqual(before);

  // The run anew, with a fault: its band appears.
  await page.keyboard.press('v');
  await page.getByRole('radio', { name: 'neverTrunc' }).check();
  await page.getByRole('button', { name: /^(This run anew|带着缺陷)/ }).click();
  await page
    .getByText(/neverTrunc/)
    .first()
    .waitFor();
  await still('the band of a variant');

  // Two at the head of an epoch, one above the other, are drawn in the room of one.
  const track = page.locator('.time');
  expect((await track.boundingBox())?.height).toBe(88);
});

test.each([
  ['en', 390, 844],
  ['en', 1440, 900],
] as const)('what one could do now moves no server: %s, %i by %i', async (_, width, height) => {
  const page = await openPage({ width, height, haste: true });
  const commands = ['@6000 hold PROPOSAL 3 -> 1', '@6100 radiology: create /n x'];
  await paste(page, { ...RUN, untilMs: 6090, commands });
  const before = await cardsOf(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByRole('region', { name: 'Your move' }).waitFor({ timeout: 30_000 });
  expect(await cardsOf(page)).toEqual(before);
});

/** In the page: the run's time, where words at links stand, and the sentence, in every frame. */
const WATCH_WORDS = `window.seen = [];
(function watch() {
  const time = document.querySelector('[role=slider]').getAttribute('aria-valuenow');
  const words = [...document.querySelectorAll('.link text')];
  const places = words.map((word) => word.getAttribute('x') + ' ' + word.getAttribute('y'));
  const said = document.querySelector('#stage .caption') !== null;
  window.seen.push({ time, words: places.join('; '), said });
  requestAnimationFrame(watch);
})();`;

interface Frame {
  readonly time: string;
  readonly words: string;
  readonly said: boolean;
}

/** The frames in which time was led on, since `WATCH_WORDS`; each with the one before it. */
async function ledFrames(page: Page): Promise<readonly (readonly [Frame, Frame])[]> {
  const seen = (await page.evaluate('window.seen')) as readonly Frame[];
  return seen
    .slice(1)
    .map((frame, i) => [seen[i] as Frame, frame] as const)
    .filter(([before, { time }]) => time !== before.time);
}

/** Leads time over a part of the bar, a frame for each step; the hand stays down. */
async function lead(page: Page, from: number, to: number, steps: number): Promise<void> {
  const bar = await page.getByRole('slider').boundingBox();
  if (bar === null) throw new Error('there is a timeline');
  for (let i = 0; i <= steps; i++) {
    const share = from + ((to - from) * i) / steps;
    await page.mouse.move(bar.x + bar.width * share, bar.y + 12);
    if (i === 0) {
      await page.mouse.down();
      await page.evaluate(WATCH_WORDS);
    }
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
}

test('what is said of a moment comes when the hand that leads to it rests', async () => {
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true });
  await paste(page, { ...RUN, commands: ['@5000 radiology: create /n x'], untilMs: 5010 });
  await page.locator('#stage .caption').waitFor();
  // Where something can be said of each moment.
  await lead(page, 0.92, 0.985, 80);
  await page.locator('#stage .caption').waitFor();
  const led = await ledFrames(page);
  expect(led.length).toBeGreaterThan(30);
  // A slow machine may let the hand rest now and then.
  expect(led.filter(([, { said }]) => said).length).toBeLessThan(led.length / 4);
});

test('while a hand leads through the run, words at links stay where they are', async () => {
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true });
  const slow = (a: string | number, b: number) =>
    [`${a} -> ${b}`, `${b} -> ${a}`].map((link) => `@5000 delay ${link} 60`);
  const commands = [
    '@5000 load 12 clients 20 per second',
    ...[1, 2, 3, 4].flatMap((sid) => slow(sid, 5)),
    ...Array.from({ length: 12 }, (_, i) => slow(`load-${i + 1}`, (i % 5) + 1)).flat(),
  ];
  const scenario = { zooCfg: zooCfgFor(5, 0), setup: ['start 1 2 3 4 5'] };
  await paste(page, { ...RUN, ...{ scenario, commands, untilMs: 8000 } });
  await lead(page, 0.85, 0.93, 80);
  await page.mouse.up();
  const led = await ledFrames(page);
  expect(led.at(-1)?.[1].words).not.toBe('');
  const moved = led.filter(([before, { words }]) => words !== before.words);
  expect(led.length).toBeGreaterThan(40);
  // A slow machine may let the hand rest now and then.
  expect(moved.length).toBeLessThan(led.length / 4);
});
