import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';

/** Time stops where one could act, and cards say what one could do: a run is a puzzle. */

const cards = (page: Page) => page.getByRole('region', { name: 'Your move' });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

async function line(page: Page, text: string): Promise<void> {
  await page.keyboard.press(':');
  await page.getByRole('combobox', { name: /a line of the script language/ }).fill(text);
  await page.keyboard.press('Enter');
}

/** The end of the first minute, which has a journey of its own (journey.test.ts). */
const MINUTE = { version: 1, scenario: 'scanner', seed: 1, commands: [], untilMs: 5700 };

test('one ACK short: it is held by a card, delivered by another, and then one wants no more', {
  timeout: 150_000,
}, async () => {
  const page = await openPage({ haste: true });
  await paste(page, MINUTE);
  await cards(page).waitFor();
  await line(page, 'neurology: create /x ""');
  const box = await page.getByRole('button', { name: /^Server 1,/ }).boundingBox();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await cards(page).getByText('decides.').waitFor({ timeout: 60_000 });
  expect(await accessibilityFaults(page)).toEqual([]);
  // Nothing jumps for the cards.
  expect(await page.getByRole('button', { name: /^Server 1,/ }).boundingBox()).toEqual(box);

  await cards(page)
    .getByRole('button', { name: /^Hold this ACK/ })
    .focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  expect(await focused(page)).toBe('stage');
  await page.getByRole('button', { name: /hold ACK \d -> 3/ }).waitFor();
  await cards(page).getByText('is held').waitFor({ timeout: 60_000 });
  await cards(page)
    .getByRole('button', { name: /^Deliver this ACK/ })
    .click();
  await page.getByRole('button', { name: /release ACK \d -> 3/ }).waitFor();

  await line(page, 'crash 3');
  const play = page.getByRole('button', { name: 'Play', exact: true });
  if (await play.isVisible()) await play.click();
  await cards(page).getByText('is elected').waitFor({ timeout: 60_000 });
  await cards(page).getByRole('button', { name: 'Do not stop like this again' }).click();
  await page.getByText('Time no longer stops by itself').waitFor();
  await line(page, 'crash 2');
  await line(page, 'start 2 3');
  await cards(page).getByText('Nothing will happen by itself').waitFor({ timeout: 60_000 });
});

const LOCK = '/medical/resources/equipment/MRI/lock';
const ELECTED = /(Server|服务器) 2, LEADING, BROADCAST/;
const down = (sid: number) => new RegExp(`(Server|服务器) ${sid}, (DOWN|已停机)`);

/** Why time stops, in what run, and of each card its line, if it has one, and what is seen then. */
const SITUATIONS: readonly (readonly [
  why: RegExp,
  run: { readonly untilMs: number; readonly commands: readonly string[] },
  cards: readonly (readonly [line: string | null, seen: RegExp])[],
])[] = [
  [
    /is held|被扣住/,
    {
      untilMs: 6090,
      commands: ['@6000 hold PROPOSAL 3 -> 1', '@6000 hold PROPOSAL 3 -> 2'].concat(
        '@6100 radiology: create /n x',
      ),
    },
    [
      ['release PROPOSAL 3 -> 1', /(Server|服务器) 1,.*1·16/],
      ['crash 3', down(3)],
      [null, /(Server|服务器) 2, LEADING/],
    ],
  ],
  [
    /is elected|已当选/,
    { untilMs: 6001, commands: ['@6000 crash 3'] },
    [
      [null, ELECTED],
      ['crash 2', down(2)],
      ['isolate 2', /(Link|链路) 1 – 2, (cut|已切断)/],
    ],
  ],
  [
    /Nothing was heard of radiology|一直没有 radiology 的消息/,
    {
      untilMs: 7001,
      commands: [
        `@5000 radiology recipe lock ${LOCK}`,
        `@5400 emergency recipe lock ${LOCK}`,
        '@7000 client radiology freeze',
      ],
    },
    [
      ['client radiology resume', /(Client|客户端) radiology, (?!.*(frozen|已冻结))/],
      ['crash 3', down(3)],
      [null, /(Server|服务器) 3,.*1·18/],
    ],
  ],
  [
    /Nothing will happen|不会再自行发生/,
    { untilMs: 6001, commands: ['@6000 crash 1 2 3'] },
    [
      ['start 1', /(Server|服务器) 1, LOOKING/],
      ['start 1 2 3', /(Server|服务器) 3, LEADING/],
    ],
  ],
];

const SCREENS = [
  { language: 'en', width: 1440, height: 900 },
  { language: 'zh-CN', width: 390, height: 844 },
] as const;

test.each(SCREENS)(
  'each card does what it says, in a branch; undo lays them again: $language, $width by $height',
  { timeout: 400_000 },
  async (screen) => {
    const { language, width, height } = screen;
    const reducedMotion = width < 800;
    const page = await openPage({ language, width, height, reducedMotion, haste: true });
    const asked = page.getByRole('region', { name: /^(Your move|轮到你了)$/ });
    // The same may stand there in short, too.
    const said = (why: RegExp) => asked.getByRole('status').filter({ hasText: why });
    const branches = page.getByRole('list', { name: /^(Branches|分支)$/ }).getByRole('button');
    const reach = async (run: (typeof SITUATIONS)[number][1], why: RegExp) => {
      await paste(page, { ...{ version: 1, scenario: 'hospital', seed: 1 }, ...run });
      await page.getByRole('button', { name: /^(Play|播放)$/ }).click();
      await said(why).waitFor({ timeout: 60_000 });
    };
    // Each situation on one of the screens in turn.
    const own = SITUATIONS.filter((_, n) => n % SCREENS.length === SCREENS.indexOf(screen));
    for (const [why, run, all] of own) {
      await reach(run, why);
      const offered = asked.locator('button:not(.off)');
      expect(await offered.count(), `${why}`).toBe(all.length);
      for (const [i, [text, seen]] of all.entries()) {
        const name = await offered.nth(i).locator('strong').innerText();
        await offered.nth(i).focus();
        await page.keyboard.press('Enter');
        await asked.waitFor({ state: 'detached' });
        expect(await focused(page), name).toBe('stage');
        await page.locator('#stage').getByLabel(seen).first().waitFor({ timeout: 60_000 });
        if (text === null) {
          expect(await branches.count(), name).toBe(0);
          if (i < all.length - 1) await reach(run, why);
          continue;
        }
        await page.locator(`.time [aria-label*="${text}"]`).first().waitFor();
        expect(await branches.count(), name).toBe(1);
        await page.keyboard.press('u');
        await said(why).waitFor();
      }
    }
  },
);
