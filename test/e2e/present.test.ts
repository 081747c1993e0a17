/** A trainer in front of a room: two windows, one run, a clicker, and things that go wrong. */
import { deflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';
import { pasteText } from './paste.ts';

const SIZE = { width: 1280, height: 720 } as const;
const SOON = { timeout: 10_000 };
/** Least height of letters that the last row can read, in pixels. */
const LEAST_PX = 21;

const owner = (page: Page) => page.locator('header [role=status]');
const cue = (page: Page) => page.getByRole('button', { name: /^Next: / });
const clock = (page: Page) => page.locator('.clock', { hasText: /\d s$/ });
const question = (page: Page) => page.getByRole('region', { name: 'Question to the room' });
/** A window has found out whose the run is. */
const owns = (page: Page) => owner(page).getByText('This window owns the run.').waitFor();
const has = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** Another window of the same browser. */
async function beside(page: Page, path: string): Promise<Page> {
  const other = await page.context().newPage();
  other.on('pageerror', ({ message }) => expect.unreachable(message));
  await other.goto(page.url().replace(/#.*$/, path));
  return other;
}

/** Presses the clicker's “next”, which is about to do this. */
async function next(page: Page, does: string): Promise<void> {
  await page.getByRole('button', { name: `Next: ${does}`, exact: true }).waitFor();
  await page.keyboard.press('PageDown');
}

/** Both windows are at the same moment of the same run, and it is the one that was expected. */
async function agree(trainer: Page, audience: Page): Promise<string> {
  await expect
    .poll(
      async () => (await clock(audience).innerText()) === (await clock(trainer).innerText()),
      SOON,
    )
    .toBe(true);
  const cards = (page: Page) =>
    page.locator('[data-thing^="server "]').evaluateAll((all) => all.map((one) => one.ariaLabel));
  await expect.poll(async () => `${await cards(audience)}`, SOON).toBe(`${await cards(trainer)}`);
  return clock(trainer).innerText();
}

/** Texts that are drawn smaller than can be read from the last row. */
const tooSmall = (page: Page) =>
  page.evaluate((least) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (text === '' || !parent?.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { width, height } = range.getBoundingClientRect();
      if (width < 2 || height < 2 || parent.closest('.sr-only')) continue;
      const drawn = parent.closest('svg')?.getScreenCTM()?.a;
      const whole = parent.closest<HTMLElement>('.scaled');
      const scale = drawn ?? (whole ? whole.getBoundingClientRect().width / whole.offsetWidth : 1);
      const px = Number.parseFloat(getComputedStyle(parent).fontSize) * scale;
      if (px < least - 0.01) found.push(`${text}: ${px}`);
    }
    return found;
  }, LEAST_PX);

/** What says more than it has room for: no hand scrolls there. */
const cutOff = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.body main, .ward, .ward section, .ward dl, aside')]
      .filter(
        (one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1,
      )
      .map((one) => `${one.className} ${one.scrollHeight} in ${one.clientHeight}`),
  );

/** How high the letters of something are drawn. */
const heightOf = (page: Page, what: string) =>
  page.evaluate((selector) => {
    const one = document.querySelector<HTMLElement>(selector);
    const whole = one?.closest<HTMLElement>('.scaled');
    if (!one || !whole) return 0;
    const scale = whole.getBoundingClientRect().width / whole.offsetWidth;
    return scale * Number.parseFloat(getComputedStyle(one).fontSize);
  }, what);

/** The thing in whose middle the spotlight stands; as text: it runs in the page. */
const LIT_THING = `(() => {
  const path = document.querySelector('.dim').getAttribute('d');
  const [, x, y] = /Z ?M([-\\d.]+) ([-\\d.]+)/.exec(path);
  const field = document.querySelector('.marks').getBoundingClientRect();
  const at = { x: field.left + 1.4 * x, y: field.top + 1.4 * y };
  const isMiddle = ({ left, top, width, height }) =>
    Math.hypot(left + width / 2 - at.x, top + height / 2 - at.y) < 2;
  const things = [...document.querySelectorAll('[data-thing]')];
  return things.find((one) => isMiddle(one.getBoundingClientRect()))?.dataset.thing;
})()`;

/** Counts of hands, typed one after the other: Tab leads from each to the next. */
async function count(page: Page, hands: readonly number[]): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Hands for A' }).focus();
  for (const [n, many] of hands.entries()) {
    if (n > 0) await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(`${many}`);
  }
}

test('two windows through a whole lesson, with a vote, failures, and reloads', async () => {
  let trainer = await openPage({ ...SIZE, path: '#/present/C1/1' });
  await owns(trainer);
  const audience = await beside(trainer, '#/present/audience');
  await has(audience, 'C1 · Alone');
  await trainer.getByRole('button', { name: 'Audience’s windows: 1' }).waitFor();
  expect(await agree(trainer, audience)).toBe('5.000 s');

  // The room decides: hands, talk, vote again, run, told.
  await next(trainer, 'put the question on the screen');
  await question(audience).getByText('Which bed does the tree say').waitFor();
  // What is typed now are hands.
  await trainer.keyboard.type('16');
  await trainer.keyboard.press('Tab');
  await trainer.keyboard.type('4');
  await question(audience).getByText('16', { exact: true }).waitFor();
  await trainer.keyboard.press('t');
  await has(audience, 'Talk to your neighbour.');
  for (const page of [trainer, audience]) {
    await expect.poll(() => page.getByRole('timer').innerText(), SOON).toMatch(/^0:5\d$/);
  }
  await trainer.keyboard.press('v');
  await count(trainer, [5, 15]);
  // The clicker works while somebody types.
  await next(trainer, 'run it');
  await has(audience, 'The run decides.');
  expect(await audience.getByText('✓').count()).toBe(0);
  // A reload in the middle of it: nothing is lost in either window.
  await audience.reload();
  await has(audience, 'The run decides.');
  // The fields are gone; Space presses no button.
  expect(await trainer.evaluate(() => document.activeElement?.closest('button'))).toBeNull();
  // Held still, the room is told nothing.
  await trainer.keyboard.press('f');
  await has(audience, 'Held still');
  await next(trainer, 'to its end at once');
  await next(trainer, 'tell what is right');
  await cue(trainer).getByText('ask what happened').waitFor();
  await audience.waitForTimeout(300);
  // Nor where the trainer's window is reloaded meanwhile.
  await trainer.reload();
  await owns(trainer);
  await cue(trainer).getByText('ask what happened').waitFor();
  await has(audience, 'Held still');
  expect(await audience.getByText('✓').count()).toBe(0);
  // Nor where the audience's is.
  const held = await clock(audience).innerText();
  await audience.reload();
  await has(audience, 'Held still');
  expect(await audience.getByText('✓').count()).toBe(0);
  expect(await clock(audience).innerText()).toBe(held);
  expect(await clock(trainer).innerText()).toBe('9.200 s');
  await trainer.keyboard.press('f');
  await has(audience, 'Nobody in the new quorum has ever heard of ICU-7.');
  expect(await tooSmall(audience)).toEqual([]);
  expect(await agree(trainer, audience)).toBe('9.200 s');

  for (let step = 0; step < 3; step++) {
    if (step > 0) {
      await next(trainer, 'put the question on the screen');
      await next(trainer, 'run it');
      if (step === 1) {
        // In the middle of a run, which goes on.
        await cue(trainer).getByText('to its end at once').waitFor();
        await trainer.reload();
        await owns(trainer);
      }
      if (step === 2) {
        // The window is gone, as after a crash; another one has what was under way from the room.
        await cue(trainer).getByText('to its end at once').waitFor();
        await trainer.close();
        await has(audience, 'No trainer’s window: this one owns the run.');
        trainer = await beside(audience, '#/present');
        await owns(trainer);
      }
      await next(trainer, 'to its end at once');
      await next(trainer, 'tell what is right');
    }
    await next(trainer, 'ask what happened');
    await next(trainer, 'tell what is right');
    if (step === 2) {
      // Two runs beside the room's own: what answers a wrong answer, and the changed one.
      await trainer.getByRole('button', { name: 'Show why not' }).click();
      await next(trainer, 'to its end at once');
      await has(audience, /^B: The leader is dead\. Server 1, which said OK, is down\./);
      await next(trainer, 'back to the room’s own run');
      await next(trainer, 'ask about the changed run');
      await next(trainer, 'run it, changed');
      await next(trainer, 'to its end at once');
      await next(trainer, 'tell what is right');
      await question(audience).getByText('On two disks of three at least').waitFor();
    }
    await next(trainer, 'the next step');
  }
  // What a step takes for granted, and its task, are before the room's eyes, too.
  await has(audience, 'C1 · One transcript, two outcomes');
  await has(audience, /^Now you\. First server 1 is started again/);
  await next(trainer, 'run it');
  await next(trainer, 'to its end at once');
  await has(audience, 'The nurse’s answer is the error');
  expect(await tooSmall(audience)).toEqual([]);
  expect(await cutOff(audience)).toEqual([]);
  await next(trainer, 'show one solution of the task');
  await next(trainer, 'to its end at once');
  await cue(trainer).getByText('the lesson is over').waitFor();
  await agree(trainer, audience);

  const download = trainer.waitForEvent('download');
  await trainer.getByRole('button', { name: 'Save the session’s report' }).click();
  expect((await download).suggestedFilename()).toMatch(/^zabscope-session-\d{4}-\d\d-\d\d\.md$/);
  const report = await (await download).createReadStream();
  let text = '';
  for await (const part of report) text += part;
  expect(text).toContain('B. ICU-1: 4 → 15 ✓ right');
  expect(text).toContain('What was seen: Nobody in the new quorum');
  expect(await accessibilityFaults(trainer)).toEqual([]);
  expect(await accessibilityFaults(audience)).toEqual([]);
});

test('a link that is handed back stands beside the room’s run, in both windows', async () => {
  const trainer = await openPage({ ...SIZE, path: '#/present' });
  await owns(trainer);
  const audience = await beside(trainer, '#/present/audience');
  await agree(trainer, audience);
  const link = (handed: object) => {
    const packed = deflateRawSync(JSON.stringify(handed)).toString('base64url');
    return `${trainer.url().replace(/#.*$/, '')}#/run/${packed}`;
  };
  const run = { version: 1, scenario: 'scanner', seed: 1, untilMs: 9000, by: 'Ann' };
  const good = link({ ...run, commands: ['@5800 crash 3'] });

  // What is no run is said to be none: the card that is open stays.
  await trainer.keyboard.press('Digit4');
  await question(audience).waitFor();
  await pasteText(trainer, good.slice(0, -20));
  await trainer.locator('.notice', { hasText: 'The link is damaged' }).first().waitFor();
  await question(audience).waitFor();
  // An address that somebody writes leads neither window away.
  for (const [page, told] of [
    [trainer, 'That address is no run, but another page of Zabscope.'],
    [audience, 'Links and addresses go into the trainer’s window'],
  ] as const) {
    const before = page.url();
    await page.evaluate(() => void (location.hash = '#/raft'));
    await has(page, told);
    expect(page.url()).toBe(before);
  }

  await pasteText(trainer, `Look: ${good}.`);
  await trainer
    .locator('.notice', { hasText: /^Ann: played again here/ })
    .first()
    .waitFor();
  const both = audience.getByRole('region', { name: 'Two branches beside each other' });
  await both.getByRole('tab', { name: 'Ann' }).waitFor();
  // The card that is open stays, and so does its question; away with them, there is room for two.
  await question(audience).waitFor();
  await trainer.keyboard.press('Escape');
  await both.getByRole('heading', { name: 'Ann' }).waitFor();
  expect(await trainer.getByText('another page of Zabscope').count()).toBe(0);
  expect(await tooSmall(audience)).toEqual([]);
  expect(await accessibilityFaults(audience)).toEqual([]);
  expect(await accessibilityFaults(trainer)).toEqual([]);
  await trainer.keyboard.press('k');
  await both.waitFor({ state: 'detached' });
  await trainer.keyboard.press('k');
  await both.waitFor();
  // Back to the room's own run, as the last thing that was done.
  await trainer.keyboard.press('PageUp');
  await both.waitFor({ state: 'detached' });
  await agree(trainer, audience);
});

test('a task that has to hold over seeds, in a lesson of two sides, to its end', async () => {
  const trainer = await openPage({ ...SIZE, path: '#/present/Z5/5' });
  await owns(trainer);
  const audience = await beside(trainer, '#/present/audience');
  await has(audience, 'Z5 · Who may answer a read?');
  await next(trainer, 'put the question on the screen');
  await next(trainer, 'run it');
  await next(trainer, 'to its end at once');
  await next(trainer, 'tell what is right');
  await next(trainer, 'ask what happened');
  await next(trainer, 'tell what is right');
  await next(trainer, 'put the task on the screen');
  await audience.getByRole('region', { name: 'Task' }).waitFor();
  await next(trainer, 'show one solution of the task');
  await next(trainer, 'to its end at once');
  await next(trainer, 'play it over the other seeds');
  await cue(trainer).getByText('the lesson is over').waitFor();
  await has(trainer, 'It held in 20 of 20 runs so far, of 20.');
  await agree(trainer, audience);
  for (const side of ['ZAB', 'Raft']) await audience.getByRole('heading', { name: side }).waitFor();
});

test('failures of the deck: asked, caused, undone, also after a reload', async () => {
  const audience = await openPage({ ...SIZE, path: '#/present/audience' });
  // Opened first, it owns the run, says so, and gives it up.
  await has(audience, 'No trainer’s window: this one owns the run.');
  const trainer = await beside(audience, '#/present');
  await owns(trainer);
  await audience.getByText('No trainer’s window').waitFor({ state: 'detached' });
  const before = await agree(trainer, audience);

  for (const [key, name] of [
    ['Digit4', 'Crash follower after follower'],
    ['Digit8', 'The leader dies after writing alone'],
    ['Shift+Digit1', 'The leader on the smaller side'],
  ] as const) {
    await trainer.keyboard.press(key);
    await trainer.getByRole('heading', { name }).waitFor();
    while (await trainer.getByRole('button', { name: 'Bring that about' }).isVisible()) {
      await next(trainer, 'go where this can happen');
    }
    const asked = await agree(trainer, audience);
    // A question and the ward are what the room reads: larger than all else, and whole.
    expect(await heightOf(audience, 'aside .option')).toBeGreaterThan(28);
    expect(await heightOf(audience, '.ward dt')).toBeGreaterThan(26);
    expect(await cutOff(audience)).toEqual([]);
    await next(trainer, 'let it happen');
    await cue(trainer).getByText('to its end at once').waitFor();
    if (key === 'Digit4') {
      // What is under way goes on where the window was gone.
      await trainer.reload();
      await owns(trainer);
    }
    if (key === 'Digit8') await audience.reload();
    await next(trainer, 'to its end at once');
    await next(trainer, 'tell what is right');
    await question(audience).getByText('✓ right').waitFor();
    expect(await agree(trainer, audience)).not.toBe(asked);
    expect(await tooSmall(audience)).toEqual([]);
    expect(await cutOff(audience)).toEqual([]);
    // Also once its card is away.
    if (key === 'Digit8') await next(trainer, 'put the card away');
    await trainer.keyboard.press('u');
    expect(await agree(trainer, audience)).toBe(asked);
    await trainer.keyboard.press('Escape');
    await question(audience).waitFor({ state: 'detached' });
  }
  // Ways back lead to where it began, after one more reload as well.
  await trainer.reload();
  await owns(trainer);
  for (let n = 0; n < 12 && (await clock(trainer).innerText()) !== before; n++) {
    await trainer.keyboard.press('PageUp');
    await trainer.waitForTimeout(50);
  }
  expect(await agree(trainer, audience)).toBe(before);
});

test('time stands where a card has something to look at, and goes on from there', async () => {
  const trainer = await openPage({ ...SIZE, reducedMotion: true, path: '#/present' });
  await owns(trainer);
  await trainer.keyboard.press('r');
  await trainer.keyboard.press('Shift+Digit7');
  while (await trainer.getByRole('button', { name: 'Bring that about' }).isVisible()) {
    await next(trainer, 'go where this can happen');
  }
  await next(trainer, 'let it happen');
  await expect.poll(() => clock(trainer).innerText(), SOON).toBe('21.000 s');
  await trainer.getByRole('button', { name: 'Play (Space)' }).waitFor();
  await cue(trainer).getByText('to its end at once').waitFor();
  await trainer.keyboard.press('Space');
  await cue(trainer).getByText('tell what is right').waitFor();
  expect(await clock(trainer).innerText()).toBe('24.000 s');
});

test('a clicker in either window, marks, a second trainer, a handover', async () => {
  const trainer = await openPage({ ...SIZE, reducedMotion: true, path: '#/present' });
  await owns(trainer);
  const audience = await beside(trainer, '#/present/audience');
  const began = await agree(trainer, audience);
  await audience.keyboard.press('b');
  await audience.locator('.blackout').waitFor();
  await trainer.keyboard.press('.');
  await audience.locator('.blackout').waitFor({ state: 'detached' });
  // The moment as a code, over the whole height; the clicker takes it away, and does nothing else.
  await trainer.keyboard.press('q');
  const code = audience.getByRole('img', { name: 'QR code of the link' });
  expect((await code.boundingBox())?.height).toBe(SIZE.height);
  expect(await tooSmall(audience)).toEqual([]);
  expect(await accessibilityFaults(audience)).toEqual([]);
  await audience.keyboard.press('PageDown');
  await code.waitFor({ state: 'detached' });
  expect(await agree(trainer, audience)).toBe(began);
  // A clicker's key for slides, or the browser's own: the whole screen, and back.
  const fills = () => audience.evaluate(() => document.fullscreenElement !== null);
  for (const [key, all] of [
    ['F5', true],
    ['F11', false],
  ] as const) {
    await audience.keyboard.press(key);
    await expect.poll(fills, SOON).toBe(all);
  }
  // The first message arrives within the millisecond that the clock tells, the second after it.
  for (let n = 0; n < 2; n++) await audience.keyboard.press('PageDown');
  await expect.poll(() => clock(trainer).innerText(), SOON).not.toBe(began);
  const first = await agree(trainer, audience);
  await audience.keyboard.press('PageDown');
  await expect.poll(() => clock(trainer).innerText(), SOON).not.toBe(first);
  await agree(trainer, audience);
  await trainer.keyboard.press('PageUp');
  expect(await agree(trainer, audience)).toBe(first);

  // Asked to, the audience's screen stands still while the trainer's window is left.
  await trainer.getByLabel('Hold it still while this window is left').check();
  await trainer.evaluate(() => dispatchEvent(new Event('blur')));
  await has(audience, 'Held still');
  await trainer.keyboard.press('PageDown');
  await expect.poll(() => clock(trainer).innerText(), SOON).not.toBe(first);
  expect(await clock(audience).innerText()).toBe(first);
  await trainer.evaluate(() => dispatchEvent(new Event('focus')));
  expect(await agree(trainer, audience)).not.toBe(first);

  // Marks stay with what they mark, also where the window gets another size.
  await trainer.getByText('Spotlight', { exact: true }).click();
  await trainer.locator('.glass').click({ position: { x: 220, y: 40 } });
  await audience.locator('.dim').waitFor();
  await audience.setViewportSize({ width: 1600, height: 1000 });
  await expect.poll(() => audience.evaluate(LIT_THING), SOON).toMatch(/^server /);
  await audience.setViewportSize(SIZE);
  await expect.poll(() => audience.evaluate(LIT_THING), SOON).toMatch(/^server /);
  const placeOf = (page: Page) => page.locator('.dim').getAttribute('d');
  const lit = await placeOf(audience);
  await trainer.keyboard.press('Digit4');
  await expect.poll(() => placeOf(audience), SOON).not.toBe(lit);
  await trainer.keyboard.press('Escape');
  await trainer.getByRole('button', { name: 'Wipe', exact: true }).click();
  await audience.locator('.dim').waitFor({ state: 'detached' });

  // A file that is no deck is told, and changes nothing.
  await trainer.getByRole('button', { name: 'Arrange', exact: true }).click();
  const chooser = trainer.waitForEvent('filechooser');
  await trainer.getByRole('button', { name: 'Open a deck …' }).click();
  const file = { name: 'lunch.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
  await (await chooser).setFiles(file);
  const wrong = trainer.getByText('lunch.json is no deck of Zabscope: the deck stays as it was.');
  await wrong.waitFor();
  // A card is moved by its button, again and again; one that is a deck takes the word back.
  await trainer.getByRole('button', { name: 'Kill a client process: further back' }).focus();
  for (let n = 0; n < 2; n++) await trainer.keyboard.press('Enter');
  await trainer.locator('ol li:nth-child(4)', { hasText: 'Kill a client process' }).waitFor();
  const another = trainer.waitForEvent('filechooser');
  await trainer.getByRole('button', { name: 'Open a deck …' }).click();
  const deck = Buffer.from('{"zabscopeDeck": 1, "order": ["K02"], "amounts": {}}');
  await (await another).setFiles({ ...file, name: 'deck.json', buffer: deck });
  await wrong.waitFor({ state: 'detached' });
  await trainer.locator('ol li:first-child', { hasText: 'Kill a client process' }).waitFor();

  // Another trainer's window looks on, and says so in one sentence.
  const second = await beside(trainer, '#/present');
  await owner(second)
    .getByText('Another trainer’s window owns the run; this one only looks on.')
    .waitFor();
  await second.keyboard.press('PageDown');
  await has(second, 'Nothing was done: another trainer’s window leads');
  await trainer.keyboard.press('PageDown');
  await agree(trainer, second);
  const at = await clock(trainer).innerText();
  await trainer.close();
  await owns(second);
  await second.getByText('Nothing was done').waitFor({ state: 'detached' });
  expect(await agree(second, audience)).toBe(at);
  await second.keyboard.press('?');
  await second.getByText('Ways on:').waitFor();
  await second.keyboard.press('r');
  await second.getByText('Ways on:').waitFor({ state: 'detached' });
  await expect.poll(() => clock(second).innerText(), SOON).not.toBe(at);
  await second.close();
  await has(audience, 'No trainer’s window: this one owns the run.');
});
