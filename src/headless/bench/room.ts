/** In front of a room: a failure in the other window, a long link, and ready for no network. */
import { deflateRawSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { FLAGS, findBrowser } from '../browser.ts';
import { serveFolder } from '../serve.ts';
import type { Figure } from './measures.ts';

const ROUNDS = 5;
/** A page that does not come to it within a minute has failed, and it is said what did not come. */
const PATIENCE = { timeout: 60_000 };

/*
 * What is asked of pages is text: see first-load.ts. Windows of one browser share the clock that
 * `performance.timeOrigin` counts from.
 */
const NOW = 'performance.timeOrigin + performance.now()';

/** What a page has promised itself: `what` says it where it does not come. */
function promised(page: Page, promise: string, what: string): Promise<number> {
  const late = `no(new Error('not within a minute: ${what}'))`;
  const limit = `new Promise((_, no) => setTimeout(() => ${late}, ${PATIENCE.timeout}))`;
  return page.evaluate(`Promise.race([${promise}, ${limit}])`);
}

/** Trainer's window: when the key came. */
const KEYS = `addEventListener('keydown', ({ timeStamp }) => {
  window.pressed = performance.timeOrigin + timeStamp;
}, { capture: true });`;

/** Audience's window: in which frame a server was first drawn that is down. */
const CRASHED = `void (window.crashed = new Promise((done) => {
  const look = () => {
    const down = document.querySelector('[data-thing^="server "].down');
    if (down === null) return void requestAnimationFrame(look);
    requestAnimationFrame(() => done(${NOW}));
  };
  look();
}))`;

/** From the key in the trainer's window to the frame of the audience's that shows the failure. */
async function failureSeen(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({
    locale: 'en',
    viewport: { width: 1280, height: 720 },
  });
  const trainer = await context.newPage();
  await trainer.addInitScript(KEYS);
  await trainer.goto(`${address}#/present`);
  await trainer.getByText('This window owns the run.').waitFor(PATIENCE);
  const audience = await context.newPage();
  await audience.goto(`${address}#/present/audience`);
  const servers = audience.locator('[data-thing^="server "]');
  await servers.first().waitFor(PATIENCE);
  const best: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Follower after follower: a server crashes with the key that lets it happen.
    await trainer.keyboard.press('Digit4');
    const go = trainer.getByRole('button', { name: 'Next: let it happen' });
    const way = trainer.getByRole('button', { name: 'Bring that about' });
    await go.or(way).first().waitFor(PATIENCE);
    while (await way.isVisible()) await way.click();
    await go.waitFor(PATIENCE);
    await audience.getByRole('region', { name: 'Question to the room' }).waitFor(PATIENCE);
    await audience.evaluate(CRASHED);
    await trainer.keyboard.press('PageDown');
    const seen = await promised(audience, 'window.crashed', 'the failure on the screen');
    best.push(seen - ((await trainer.evaluate('window.pressed')) as number));
    await trainer.keyboard.press('u');
    const down = audience.locator('[data-thing^="server "].down');
    await down.waitFor({ state: 'detached', ...PATIENCE });
    await trainer.keyboard.press('Escape');
  }
  await context.close();
  return Math.min(...best);
}

/** Ten minutes of three departments and two more who write, a crash, and a return. */
const LONG_MS = 600_000;
const LONG = {
  ...{ version: 1, scenario: 'scanner', seed: 1, untilMs: LONG_MS },
  commands: ['@6000 load 2 clients 1 per second', '@200000 crash 3', '@300000 start 3'],
};
const LONG_LINK = `#/run/${deflateRawSync(JSON.stringify(LONG)).toString('base64url')}`;

/** In which frames the link's moment was first drawn: on the stage, and in all of the page. */
const OPENED = `
const drawn = (selector) => new Promise((done) => {
  const look = () => {
    if (document.querySelector(selector) === null) return void requestAnimationFrame(look);
    requestAnimationFrame(() => done(performance.now()));
  };
  look();
});
window.staged = drawn('[data-thing^="server "]');
window.opened = drawn('[role=slider][aria-valuenow="${LONG_MS}"]');`;

type Visit = (page: Page, address: string) => Promise<number>;

/** From the navigation to the frame in which the stage, or all of the page, shows the moment. */
function linkSeen(frame: 'staged' | 'opened'): Visit {
  return async (page, address) => {
    await page.addInitScript(OPENED);
    await page.goto(`${address}${LONG_LINK}`);
    return promised(page, `window.${frame}`, 'the link’s moment');
  };
}

/** From the navigation of a first visit until the page has kept all that it needs. */
async function offlineReady(page: Page, address: string): Promise<number> {
  await page.goto(address);
  const ready = 'navigator.serviceWorker.ready.then(() => performance.now())';
  return promised(page, ready, 'ready for no network');
}

/** The promises in front of a room, measured: each the best of five. */
export async function roomFigures(dist: string): Promise<readonly Figure[]> {
  const site = await serveFolder(dist, 0, '/');
  const browser = await chromium.launch({ executablePath: findBrowser(), args: FLAGS });
  try {
    /** Each visit is somebody's first. */
    const best = async (measure: Visit): Promise<number> => {
      const times: number[] = [];
      for (let visit = 0; visit < ROUNDS; visit++) {
        const context = await browser.newContext({ locale: 'en' });
        times.push(await measure(await context.newPage(), site.address));
        await context.close();
      }
      return Math.min(...times);
    };
    const row = (name: string, figure: number): Figure => {
      return { name, figure, unit: 'ms', better: 'less' };
    };
    const seen = await failureSeen(browser, site.address);
    return [
      row('from the trainer’s key to the failure on the audience’s screen', seen),
      row('from the navigation to a ten-minute link’s stage', await best(linkSeen('staged'))),
      row('from the navigation to a ten-minute link’s page', await best(linkSeen('opened'))),
      row('from the first navigation to offline-ready', await best(offlineReady)),
    ];
  } finally {
    await browser.close();
    await site.close();
  }
}
