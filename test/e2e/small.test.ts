import { expect, test } from 'vitest';
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
