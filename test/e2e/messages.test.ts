import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { zooCfgFor } from '../../src/timeline/index.ts';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';

/** Proposals and an ACK on their way, so slow that nothing arrives meanwhile. */
const RUN = {
  version: 1,
  scenario: {
    zooCfg: zooCfgFor(3, 0),
    setup: [
      'start 1 2 3',
      '@3000 client desk connect 3',
      ...[1, 2].map((sid) => `@3900 delay 3 -> ${sid} 900`),
      '@4000 desk: create /n x',
    ],
  },
  seed: 1,
  commands: [],
  untilMs: 4300,
};

type Box = Awaited<ReturnType<Locator['boundingBox']>>;

/** Where a message stands, when it stays there: the ward of the run before folds away first. */
async function placeOf(message: Locator): Promise<NonNullable<Box>> {
  let box: Box = null;
  const stays = async (): Promise<boolean> => {
    const before = box;
    box = await message.boundingBox();
    return box !== null && JSON.stringify(box) === JSON.stringify(before);
  };
  await expect.poll(stays, { interval: 400 }).toBe(true);
  if (box === null) throw new Error('a message has a place');
  return box;
}

/** In the page: how many pixels are drawn within a box of the screen. */
const PAINTED = ({
  x,
  y,
  width,
  height,
}: {
  x: number;
  y: number;
  width: number;
  height: number;
}) => {
  const canvas = document.querySelector<HTMLCanvasElement>('[data-drawn] canvas');
  const pen = canvas?.getContext('2d');
  if (!canvas || !pen) return 0;
  const field = canvas.getBoundingClientRect();
  const { data } = pen.getImageData(x - field.left, y - field.top, width, height);
  let painted = 0;
  for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) painted++;
  return painted;
};

test('each message is drawn where its button stands, and nowhere else', async () => {
  const page = await openPage({ width: 1280, height: 720 });
  await paste(page, RUN);
  const proposals = page.getByRole('button', { name: /^PROPOSAL .* from 3 to [12]/ });
  await expect.poll(() => proposals.count()).toBe(2);
  for (const one of await proposals.all()) {
    const box = await placeOf(one);
    const painted = await page.evaluate(PAINTED, box);
    expect(painted).toBeGreaterThan(0.9 * 0.9 * box.width * box.height);
    const beside = { ...box, y: box.y - 3 * box.height };
    expect(await page.evaluate(PAINTED, beside)).toBe(0);
  }
});

test('while time passes a message is reached by the pointer', async () => {
  const page = await openPage({ width: 1280, height: 720 });
  await paste(page, RUN);
  const proposal = page.getByRole('button', { name: /^PROPOSAL .* from 3 to 1/ });
  const box = await placeOf(proposal);
  await page.getByRole('combobox', { name: 'Tempo' }).selectOption('0.001');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => proposal.count()).toBe(0);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await proposal.waitFor();
  await page.mouse.down();
  await page.mouse.up();
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.move(5, 5);
  await expect.poll(() => proposal.count()).toBe(0);
});

/** Seven servers vote: on a phone a stack of votes lies under the vote of another server. */
const VOTES = {
  version: 1,
  scenario: { zooCfg: zooCfgFor(7, 1), setup: ['start 1 2 3 4 5 6 7'] },
  seed: 1,
  commands: [],
  untilMs: 2,
};

/** The name of what has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

test('messages that lie over each other are one button, which opens what lies there', async () => {
  const page = await openPage({ width: 390, height: 844 });
  await paste(page, VOTES);
  const heap = page.getByRole('button', { name: '4 messages, one over another' });
  await heap.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  const [stack, vote] = ['3 votes for 2 from 2', 'vote 3 from 3 to 1'];
  const said = async () =>
    (await menu.getByRole('menuitem').allTextContents()).map((text) => text.trim());
  expect(await said()).toEqual([stack, vote]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await menu.getByText('Why is it so?').waitFor();
  expect(await menu.textContent()).toContain('from 3 to 1');
  expect(
    await menu
      .getByRole('menuitem')
      .first()
      .evaluate((one) => one.matches(':focus')),
  ).toBe(true);
  await page.keyboard.press('Escape');
  expect(await heap.evaluate((one) => one.matches(':focus'))).toBe(true);
  // A stack opens: its votes are there one by one, and the keyboard is at the first of them.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('2 messages, one over another');
  await page.keyboard.press('Enter');
  expect(await said()).toContainEqual(expect.stringMatching(/^vote 2 from 2 to \d$/));
  expect(await page.getByRole('button', { name: stack }).count()).toBe(0);
  // Another one opens, and the first is one again: opened votes do not lie over each other.
  await page.keyboard.press('Escape');
  const other = page.getByRole('button', { name: /^3 votes for 1 from 1$/ });
  await other.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => other.count()).toBe(0);
  expect(await page.getByRole('button', { name: /one over another$/ }).count()).toBeGreaterThan(0);
});

const SCREENS = [
  [1440, 900],
  [1280, 720],
  [820, 1180],
  [390, 844],
  [320, 568],
] as const;

test.each(SCREENS)(
  'on %i by %i a notice covers nothing, and nothing moves for it',
  async (w, h) => {
    const page = await openPage({ width: w, height: h });
    await paste(page, RUN);
    const places = () =>
      page.evaluate(() => {
        const all = document.querySelectorAll(
          `header :is(button, a, h1), footer :is(button, select), [data-thing], [role=tab]`,
        );
        return [...all].map((one) => {
          const { left, top, right, bottom } = one.getBoundingClientRect();
          return { name: one.ariaLabel ?? one.textContent, left, top, right, bottom };
        });
      });
    const quiet = page.locator('.notice').filter({ visible: true });
    while ((await quiet.count()) > 0) await quiet.getByRole('button').last().click();
    const before = await places();
    await page.evaluate(() => {
      location.hash = '#/run/cut';
    });
    const notice = page.locator('.notice', { hasText: 'The link is damaged' });
    await notice.waitFor();
    // A magnified page begins below what is said, however high that is.
    const isLow = h < 600;
    if (!isLow) expect(await places()).toEqual(before);
    const box = await notice.boundingBox();
    if (box === null) throw new Error('a notice has a place');
    const covered = async () =>
      (await places()).filter(
        ({ left, top, right, bottom }) =>
          left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y,
      );
    await expect.poll(covered).toEqual([]);
    expect((await places()).filter(({ left, right }) => left < 0 || right > w)).toEqual([]);
    const skip = page.getByRole('link', { name: 'To the stage' });
    await skip.focus();
    const { y = 0 } = (await skip.boundingBox()) ?? {};
    if (isLow) expect(y).toBeGreaterThan(box.y + box.height);
  },
);
