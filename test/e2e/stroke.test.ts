import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';

/** By hand on the stage: across links, and round a server. */

const server = (page: Page, sid: number) =>
  page.getByRole('button', { name: new RegExp(`^Server ${sid},`) });

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(page: Page, sid: number): Promise<Box> {
  const box = await server(page, sid).boundingBox();
  if (box === null) throw new Error(`server ${sid} is on the stage`);
  return box;
}

/** Time stands still, whether somebody stops it here or it has stopped by itself already. */
async function stopped(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'The ensemble' }).waitFor();
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  if (await pause.isVisible()) await pause.click({ timeout: 5000 }).catch(() => {});
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
}

/** From where on nothing at this height takes the pointer: messages may lie anywhere. */
function groundFrom(page: Page, x: number, y: number): Promise<number> {
  return page.evaluate(
    ([left, top]) => {
      const isTaken = (at: number) =>
        document.elementFromPoint(at, top)?.closest('button, [role="button"], [data-thing]') !=
        null;
      let free = left;
      while (isTaken(free) && free < left + 100) free += 5;
      return free;
    },
    [x, y] as const,
  );
}

/** Draws from point to point, and does not let go yet. */
async function draw(page: Page, [first, ...more]: readonly (readonly [number, number])[]) {
  await page.mouse.move(...(first as [number, number]));
  await page.mouse.down();
  for (const [x, y] of more) await page.mouse.move(x, y, { steps: 8 });
}

test('a stroke says what it will do; Escape forgets it; let go it is a line', {
  timeout: 120_000,
}, async () => {
  const page = await openPage();
  await stopped(page);
  const [one, two, three] = [await boxOf(page, 1), await boxOf(page, 2), await boxOf(page, 3)];
  const between = (three.y + three.height + one.y) / 2;
  const across = [
    [await groundFrom(page, one.x + 30, between), between],
    [two.x + two.width - 30, between],
  ] as const;
  const sentence = page.getByRole('status').getByText('Let go to cut 1 – 3, 2 – 3');

  await draw(page, across);
  await sentence.waitFor();
  await page.keyboard.press('Escape');
  await sentence.waitFor({ state: 'detached' });
  await page.mouse.up();
  expect(await page.getByRole('button', { name: /cut 1 3/ }).count()).toBe(0);

  await draw(page, across);
  await sentence.waitFor();
  await page.mouse.up();
  await page.getByRole('button', { name: /cut 1 3.*cut 2 3/s }).waitFor();

  const card = await boxOf(page, 1);
  const [left, right] = [card.x - 6, card.x + card.width + 8];
  const [top, foot] = [card.y - 8, card.y + card.height + 8];
  await draw(page, [
    [right, top],
    [right, foot],
    [left, foot],
    [left, top],
    [right - 20, top],
  ]);
  await page.getByRole('status').getByText('Let go to part 1 from 2 3').waitFor();
  await page.mouse.up();
  await page.getByRole('button', { name: /partition 1 \| 2 3/ }).waitFor();
});

test('a finger draws as a mouse does', { timeout: 120_000 }, async () => {
  const page = await openPage({ width: 390, height: 844, touch: true });
  await stopped(page);
  const [one, two, three] = [await boxOf(page, 1), await boxOf(page, 2), await boxOf(page, 3)];
  const y = (three.y + three.height + one.y) / 2;
  const hand = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
    hand.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    });
  // Beside whatever stands between the servers: a client that is touched is a client's menu.
  const [from, to] = [one.x - 9, two.x + two.width + 9];
  await touch('touchStart', from);
  for (let i = 1; i <= 12; i++) await touch('touchMove', from + ((to - from) * i) / 12);
  await page.getByRole('status').getByText('Let go to cut 1 – 3, 2 – 3').waitFor();
  await touch('touchEnd', to);
  await page.getByRole('button', { name: /cut 1 3.*cut 2 3/s }).waitFor();
});

test('without a hand, words do the same', async () => {
  const page = await openPage();
  await stopped(page);
  for (const line of ['cut 1 3', 'partition 1 | 2 3']) {
    await page.keyboard.press(':');
    await page.getByRole('combobox', { name: /a line of the script language/ }).fill(line);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: /cut 1 3/ }).waitFor();
  await page.getByRole('button', { name: /partition 1 \| 2 3/ }).waitFor();
  await page.keyboard.press('?');
  await page
    .getByRole('dialog')
    .getByText(/a stroke across links/)
    .waitFor();
});
