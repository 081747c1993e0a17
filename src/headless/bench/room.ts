/** In front of a room: a failure in the other window, and ready for no network. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { FLAGS, findBrowser } from '../browser.ts';
import { serveFolder } from '../serve.ts';
import type { Figure } from './measures.ts';

const ROUNDS = 5;
/** A page that does not come to it within a minute has failed. */
const PATIENCE = { timeout: 60_000 };

/*
 * What is asked of pages is text: see first-load.ts. Windows of one browser share the clock that
 * `performance.timeOrigin` counts from.
 */
const NOW = 'performance.timeOrigin + performance.now()';

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
    const seen = (await audience.evaluate('window.crashed')) as number;
    best.push(seen - ((await trainer.evaluate('window.pressed')) as number));
    await trainer.keyboard.press('u');
    await audience.locator('[data-thing^="server "].down').waitFor({ state: 'detached' });
    await trainer.keyboard.press('Escape');
  }
  await context.close();
  return Math.min(...best);
}

/** From the navigation of a first visit until the page has kept all that it needs. */
async function offlineReady(page: Page, address: string): Promise<number> {
  await page.goto(address);
  return (await page.evaluate(
    'navigator.serviceWorker.ready.then(() => performance.now())',
  )) as number;
}

/** The promises in front of a room, measured: each the best of five. */
export async function roomFigures(dist: string): Promise<readonly Figure[]> {
  const site = await serveFolder(dist, 0, '/');
  const browser = await chromium.launch({ executablePath: findBrowser(), args: FLAGS });
  try {
    const kept: number[] = [];
    for (let visit = 0; visit < ROUNDS; visit++) {
      const context = await browser.newContext({ locale: 'en' });
      kept.push(await offlineReady(await context.newPage(), site.address));
      await context.close();
    }
    const row = (name: string, figure: number): Figure => {
      return { name, figure, unit: 'ms', better: 'less' };
    };
    return [
      row(
        'from the trainer’s key to the failure on the audience’s screen',
        await failureSeen(browser, site.address),
      ),
      row('from the first navigation to offline-ready', Math.min(...kept)),
    ];
  } finally {
    await browser.close();
    await site.close();
  }
}
