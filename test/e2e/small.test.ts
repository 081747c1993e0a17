import { expect, test } from 'vitest';
import { zooCfgFor } from '../../src/timeline/index.ts';
import { accessibilityFaults } from './accessibility.ts';
import { CRASHED_RUN } from './crashed-run.ts';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';
import { twoBranches } from './two-branches.ts';

/** What has to be read on a phone as on any other screen. */

test.each([
  ['en', 'Differences', 'FOLLOWING'],
  ['zh-CN', '不同之处', 'FOLLOWING'],
] as const)(
  'two branches: what differs first, and then each as large as a run alone, %s',
  { timeout: 120_000 },
  async (language, differences, role) => {
    const page = await openPage({ width: 390, height: 844, language, reducedMotion: true });
    await paste(page, CRASHED_RUN);
    const alone = await page.locator('[data-thing="server 2"]').boundingBox();
    await twoBranches(page);
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
    const compare = page.locator('.compare');
    await compare.getByRole('tab', { name: differences, selected: true }).waitFor();
    await compare.getByRole('cell', { name: role }).first().waitFor();
    expect(await accessibilityFaults(page, '.compare')).toEqual([]);

    // Enough of it to read at once, and nothing is cut at the side.
    const table = compare.getByRole('table');
    const cut = await table.evaluate(
      (all) =>
        [...all.querySelectorAll('th, td')].filter((one) => one.scrollWidth > one.clientWidth)
          .length,
    );
    expect(cut).toBe(0);
    const panel = await compare.getByRole('tabpanel').boundingBox();
    expect(panel?.height).toBeGreaterThan(300);

    const [, left, right] = await compare.getByRole('tab').all();
    for (const branch of [left, right]) {
      await branch?.click();
      const server = compare.locator('[data-thing="server 2"]');
      await expect.poll(async () => (await server.boundingBox())?.width).toBe(alone?.width);
      expect(await server.count()).toBe(1);
      expect(await compare.locator('[data-thing^="client "]').count()).toBeGreaterThan(0);
      const shown = await compare.getByRole('tabpanel').boundingBox();
      const stage = await compare.locator('.field').boundingBox();
      expect([stage?.x, stage?.width]).toEqual([shown?.x, shown?.width]);
      expect(await accessibilityFaults(page, '.compare')).toEqual([]);
    }
  },
);

test.each([
  [390, 844, 'light'],
  [1280, 720, 'dark'],
] as const)(
  'lines leave off behind the words of clients, %i wide, %s',
  { timeout: 90_000 },
  async (width, height, theme) => {
    const page = await openPage({ width, height, theme, reducedMotion: true });
    const clients = Array.from({ length: 9 }, (_, i) => `@900 client c${i} connect ${(i % 5) + 1}`);
    const scenario = { zooCfg: zooCfgFor(5, 0), setup: ['start 1 2 3 4 5'] };
    const run = { version: 1, scenario, seed: 1, commands: clients, untilMs: 1500 };
    await paste(page, run);
    const words = page.locator('#stage [data-thing^="client "] span');
    const boxes = await words.evaluateAll((all) =>
      all.map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return { x: x + 3, y: y + 3, width: width - 6, height: height - 6 };
      }),
    );
    expect(boxes.length).toBeGreaterThan(3);
    const pictures = async () => {
      const taken: string[] = [];
      for (const clip of boxes) taken.push((await page.screenshot({ clip })).toString('base64'));
      return taken;
    };
    const lines = page.locator('#stage :is(.tie, .line)');
    /** The words of how many clients look otherwise where there are no lines. */
    const crossed = async () => {
      const seen = await pictures();
      const show = (all: readonly Element[], visibility: string) => {
        for (const line of all) (line as SVGElement).style.visibility = visibility;
      };
      await lines.evaluateAll(show, 'hidden');
      const alone = await pictures();
      await lines.evaluateAll(show, 'visible');
      return seen.filter((picture, i) => picture !== alone[i]).length;
    };
    expect(await crossed()).toBe(0);
    await words.evaluateAll((all) => {
      for (const one of all) (one as HTMLElement).style.background = 'none';
    });
    expect(await crossed()).toBeGreaterThan(0);
  },
);

test('on a page of twice the size a notice covers nothing, and says what is below its end', {
  timeout: 90_000,
}, async () => {
  const page = await openPage({ width: 640, height: 360, reducedMotion: true });
  await paste(page, CRASHED_RUN);
  const notice = await page.locator('.notice:not([hidden])').boundingBox();
  if (notice === null) throw new Error('another run begins, and that is said');
  const what = 'header :is(svg, a, button), #stage .card, footer, [role=slider], .flag';
  const things = await page.locator(what).all();
  for (const thing of things) {
    const box = await thing.boundingBox();
    if (box === null) continue;
    const apart =
      box.y >= notice.y + notice.height ||
      box.y + box.height <= notice.y ||
      box.x >= notice.x + notice.width ||
      box.x + box.width <= notice.x;
    expect(apart, await thing.evaluate((one) => one.outerHTML)).toBe(true);
  }
  // It is in sight, wherever one has scrolled to.
  await page.mouse.wheel(0, 600);
  expect(notice.y).toBeGreaterThanOrEqual(0);
  expect(await page.locator('.notice:not([hidden])').boundingBox()).toEqual(notice);

  // What one could do now is below the end of what is seen: that is said, until it is seen.
  await page.mouse.wheel(0, -600);
  const holds = [1, 2].map((sid) => `@6000 hold PROPOSAL 3 -> ${sid}`);
  const commands = [...holds, '@6100 radiology: create /n x'];
  await paste(page, { ...CRASHED_RUN, commands, untilMs: 6090 });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  // Where the stage is looked at; the button lies below it, and the cards are near.
  await page.evaluate(() => scrollTo(0, 0));
  await page.getByRole('button', { name: 'Your move', exact: true }).click();
  const card = page.getByRole('button', { name: /^Deliver this PROPOSAL/ });
  const end = async () => ((await card.boundingBox())?.y ?? 999) + 26;
  await expect.poll(end).toBeLessThan(360);
  await expect.poll(() => page.getByText('Something is held', { exact: true }).count()).toBe(0);
  expect(await card.evaluate((one) => one === document.activeElement)).toBe(true);

  // Of a lesson some lines and its question are read at once, below a stage that is as tall.
  const stage = () => page.locator('#stage').boundingBox();
  const height = (await stage())?.height;
  await page.evaluate(() => void (location.hash = '#/lesson/M1/1'));
  await page.getByRole('article').waitFor();
  await expect.poll(async () => (await page.locator('.sheet').boundingBox())?.height).toBe(300);
  expect((await stage())?.height).toBeGreaterThanOrEqual((height ?? 0) - 1);
});
