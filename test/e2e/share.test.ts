/** A moment goes out as a link, is altered by somebody else, comes back, and is verified. */
import { deflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';
import { paste } from './paste.ts';

const RUN = {
  ...{ version: 1, scenario: 'hospital', seed: 1, untilMs: 6000 },
  commands: ['@5000 radiology: create /n x'],
};

const clock = async (page: Page) =>
  Number(await page.getByRole('slider').getAttribute('aria-valuenow'));
const linkOf = (recording: object) =>
  `#/run/${deflateRawSync(JSON.stringify(recording)).toString('base64url')}`;
const notice = (page: Page, text: string | RegExp) =>
  page.locator('.notice', { hasText: text }).filter({ visible: true });
/** The link that the page offers of its moment. */
async function shared(page: Page): Promise<string> {
  await page.keyboard.press('q');
  const box = page.getByRole('textbox', { name: 'The link' });
  await expect.poll(() => box.inputValue()).toContain('#/run/');
  return box.inputValue();
}
const goTo = (page: Page, hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

test('a link goes out, comes back otherwise, and stands verified beside the run', async () => {
  const trainer = await openPage({ width: 1440, height: 900, reducedMotion: true });
  await paste(trainer, RUN);
  const link = await shared(trainer);
  expect(link.startsWith(inject('site'))).toBe(true);
  await trainer.getByText(/^\d+ characters\.$/).waitFor();
  expect(await accessibilityFaults(trainer)).toEqual([]);
  await trainer.getByRole('button', { name: 'Show as a QR code' }).press('Enter');
  await trainer.getByRole('img', { name: 'QR code of the link' }).waitFor();
  await trainer.keyboard.press('Escape');
  await trainer.keyboard.press('Escape');

  const phone = await openPage({ path: new URL(link).hash, width: 390, height: 844 });
  await notice(phone, /is open, at 6\.000 s\.(?! The old)/).waitFor();
  expect(await clock(phone)).toBe(6000);
  await phone.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await phone.keyboard.press('c');
  await phone.keyboard.press('q');
  const box = phone.getByRole('textbox', { name: 'The link' });
  await expect.poll(() => box.inputValue()).not.toBe('');
  const without = await box.inputValue();
  await phone.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  await expect.poll(() => box.inputValue()).not.toBe(without);
  const answer = await box.inputValue();

  await goTo(trainer, new URL(answer).hash);
  await notice(
    trainer,
    /^Ann: played again here\. .* up to 5\.999 s|6\.\d+ s, then 1 command/,
  ).waitFor();
  await notice(trainer, /all 25 invariants hold/).waitFor();
  await trainer.getByText('Ann', { exact: true }).first().waitFor();
  // The same once more is nothing new.
  await goTo(trainer, new URL(answer).hash);
  await notice(trainer, 'It has nothing that is not here already.').waitFor();
});

test('all branches go along if they are asked to, and a long link offers a file', async () => {
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true });
  await paste(page, RUN);
  await page.getByRole('slider').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('c');
  await page.keyboard.press('q');
  const box = page.getByRole('textbox', { name: 'The link' });
  const one = await box.inputValue();
  await page.getByRole('checkbox', { name: /With all 2 branches/ }).check();
  await expect.poll(() => box.inputValue()).not.toBe(one);
  const all = await box.inputValue();
  const other = await openPage({ path: new URL(all).hash, width: 1440, height: 900 });
  await other.getByRole('button', { name: /^Show the branch the first run/ }).waitFor();

  const commands = Array.from(
    { length: 300 },
    (_, n) => `@${7000 + n * 7} client c${(n * 7919) % 1000}x connect ${(n % 3) + 1} timeout 8000`,
  );
  await goTo(page, linkOf({ ...RUN, commands }));
  await notice(page, 'The run of the link is open').waitFor();
  await page
    .getByRole('dialog')
    .press('Escape')
    .catch(() => {});
  await shared(page);
  await page.getByText(/^\d+ characters: beyond 2000,/).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  expect((await download).suggestedFilename()).toBe('zabscope-1.json');
});

test('a bad link is one sentence, and the run stays', async () => {
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true });
  await paste(page, RUN);
  const good = linkOf(RUN);
  const bad: readonly (readonly [string, string])[] = [
    [good.slice(0, -20), 'The link is damaged'],
    [linkOf({ ...RUN, version: 2 }), 'only version 1 is understood'],
    [`#/run/${'A'.repeat(2_000_000)}`, 'more than a recording may have'],
    [linkOf({ text: ' '.repeat(300_000) }), 'more than a recording may have'],
    [linkOf({ ...RUN, commands: ['@1 crush 3'] }), 'commands[0] of the recording'],
    [linkOf({ ...RUN, by: 'Eve', seed: 9, commands: ['@1000 crash 1'] }), 'a run with seed 9'],
  ];
  for (const [hash, said] of bad) {
    await goTo(page, hash);
    await notice(page, said).waitFor();
    expect(await clock(page)).toBe(6000);
    await expect.poll(() => page.evaluate(() => location.hash.length)).toBeLessThan(10);
  }
  // Of another origin's making: it is only a recording.
  await page.evaluate(
    (hash) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', `Look at this: https://example.org/z/${hash}`);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    },
    linkOf({ ...RUN, seed: 2 }),
  );
  await notice(page, 'This link was made on example.org.').waitFor();
  // What was wrong with those before is no longer said, nor once more below this.
  await expect.poll(() => page.getByText('a run with seed 9').count()).toBe(0);
  // What was here before is kept, also over a reload.
  await page.reload();
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page
    .getByRole('menuitem', { name: /^Return to the run before \(1 command, 6\.0 s\)/ })
    .waitFor();
});

test('a link of ten minutes is on the stage before the rest of the page is there', async ({
  annotate,
}) => {
  const commands = ['@3000 load 2 clients 1 per second', '@200000 crash 3', '@300000 start 3'];
  const path = linkOf({ ...RUN, commands, untilMs: 600_000 });
  const page = await openPage({ width: 390, height: 844 });
  await page.getByRole('banner').waitFor();
  let fetchRest = (): void => {};
  const held = new Promise<void>((resolve) => {
    fetchRest = resolve;
  });
  await page.route(/\/rest-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('about:blank');
  await page.goto(inject('site') + path);
  const leader = page.getByRole('button', { name: /^Server \d, LEADING/ });
  await leader.waitFor();
  const place = await leader.boundingBox();
  const ms = await page.evaluate(() => performance.now());
  await annotate(`a run of ten minutes is on the stage within ${Math.round(ms)} ms`);
  expect(await page.getByRole('slider').count()).toBe(0);
  fetchRest();
  await page.locator('[role=slider][aria-valuenow="600000"]').waitFor();
  expect(await leader.boundingBox()).toEqual(place);
});
