/** How smoothly the page plays beside an empty page in one browser, and how soon it answers. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { zooCfgFor } from '../../timeline/index.ts';
import { FLAGS, findBrowser } from '../browser.ts';
import { serveFolder } from '../serve.ts';
import { FRAMES, p95, type WatchedFrames } from './frames.ts';
import type { Figure } from './measures.ts';

/** Seconds that are watched at once, and how often: the machine is never quite still. */
const WATCHED = 4;
const ROUNDS = 3;
const EMPTY = 'data:text/html,<title>empty</title>';

/** From each move of the pointer to when the frame after it is drawn. */
const MOVES = `window.moves = [];
addEventListener('pointermove', ({ timeStamp }) => {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.moves.push(performance.now() - timeStamp);
    port2.postMessage(null);
  });
}, { capture: true });`;

/** A run, the window in which it is watched, and how many messages are on their way at least. */
interface Busy {
  readonly run: object;
  readonly window: { readonly width: number; readonly height: number };
  readonly least: number;
}

/** Its stage has room for so many clients that 200 messages are drawn one by one. */
const LARGE = { width: 2048, height: 1152 };
const USUAL = { width: 1440, height: 900 };

interface Load {
  readonly clients: number;
  readonly perSecond: number;
  /** Milliseconds on each link to the leader, and between each client and its server. */
  readonly delay: readonly [number, number];
  /** Milliseconds until it begins. */
  readonly after: number;
}

/** A tree of 500 znodes, and links so slow that many messages are on their way at once. */
function busyRun(servers: number, { clients, perSecond, delay, after }: Load): object {
  const sids = Array.from({ length: servers }, (_, i) => i + 1);
  const znodes = Array.from({ length: 50 }, (_, i) => [
    `@${4000 + i * 10} writer: create /n${i} x`,
    ...Array.from({ length: 9 }, (_, k) => `@${4000 + i * 10} writer: create /n${i}/m${k} x`),
  ]).flat();
  const slow = (a: number | string, b: number, ms: number) => [
    `@${after} delay ${a} -> ${b} ${ms}`,
    `@${after} delay ${b} -> ${a} ${ms}`,
  ];
  const setup = [
    `start ${sids.join(' ')}`,
    '@3500 client writer connect 1 timeout 30000',
    ...znodes,
    `@${after} load ${clients} clients ${perSecond} per second`,
    ...sids.slice(0, -1).flatMap((sid) => slow(servers, sid, delay[0])),
    ...Array.from({ length: clients }, (_, i) =>
      slow(`load-${i + 1}`, (i % servers) + 1, delay[1]),
    ).flat(),
  ];
  const scenario = { zooCfg: zooCfgFor(servers, 0), setup };
  return { version: 1, scenario, seed: 1, commands: [], untilMs: after + 3000 };
}

async function openRun(page: Page, address: string, run: object): Promise<void> {
  await page.goto(address);
  const clock = page.getByRole('slider', { name: 'Virtual time' });
  await clock.waitFor({ timeout: 60_000 });
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(JSON.stringify(run))});
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true });
    document.body.dispatchEvent(paste);
  }`);
  const at = String((run as { untilMs: number }).untilMs);
  await page.locator(`[role=slider][aria-valuenow="${at}"]`).waitFor({ timeout: 120_000 });
}

/** The best of several rounds, each beside an empty page right before it. */
async function smoothness(
  browser: Browser,
  address: string,
  { run, window: viewport, least }: Busy,
  name: string,
): Promise<readonly Figure[]> {
  const empty = await browser.newPage();
  await empty.goto(EMPTY);
  const page = await browser.newPage({ viewport, locale: 'en' });
  await openRun(page, address, run);
  await page.getByRole('combobox', { name: 'Tempo' }).selectOption('0.01');
  let best = Number.POSITIVE_INFINITY;
  let longest = Number.POSITIVE_INFINITY;
  let tokens = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await empty.bringToFront();
    const beside = (await empty.evaluate(FRAMES(WATCHED))) as WatchedFrames;
    await page.bringToFront();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.waitForTimeout(500);
    const seen = (await page.evaluate(FRAMES(WATCHED))) as WatchedFrames;
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    best = Math.min(best, p95(seen.deltas) / p95(beside.deltas));
    longest = Math.min(longest, seen.longest);
    tokens = Math.max(tokens, seen.tokens);
  }
  if (tokens < least)
    throw new Error(`${name}: ${tokens} messages at once, ${least} are asked for`);
  await empty.context().close();
  await page.context().close();
  const less = (what: string, figure: number, unit: string): Figure => ({
    ...{ figure, unit, better: 'less' },
    name: `${name}, ${tokens} messages: ${what}`,
  });
  return [
    less('p95 of frames beside an empty page’s', best, 'times'),
    less('the longest task while it plays', longest, 'ms'),
  ];
}

/** From the pointer's move on the timeline to the stage's new frame. */
async function scrubbing(browser: Browser, address: string, run: object): Promise<Figure> {
  const page = await browser.newPage({ viewport: USUAL, locale: 'en' });
  await openRun(page, address, run);
  await page.evaluate(MOVES);
  const box = await page.getByRole('slider', { name: 'Virtual time' }).boundingBox();
  if (box === null) throw new Error('there is a timeline');
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    await page.evaluate('window.moves = []');
    await page.mouse.move(box.x + box.width * 0.3, box.y + 12);
    await page.mouse.down();
    for (let i = 0; i < 60; i++) {
      await page.mouse.move(box.x + box.width * (0.3 + i * 0.01), box.y + 12);
    }
    await page.mouse.up();
    await page.waitForTimeout(100);
    best = Math.min(best, p95((await page.evaluate('window.moves')) as number[]));
  }
  await page.context().close();
  const name = 'from the pointer’s move on the timeline to the new frame, p95';
  return { name, figure: best, unit: 'ms', better: 'less' };
}

/** How smoothly a built page plays and how soon it answers: each the best of several rounds. */
export async function pageSpeedFigures(dist: string): Promise<readonly Figure[]> {
  const site = await serveFolder(dist, 0, '/');
  const browser = await chromium.launch({ executablePath: findBrowser(), args: FLAGS });
  try {
    const few: Load = { clients: 12, perSecond: 20, delay: [60, 60], after: 5000 };
    const many: Load = { clients: 40, perSecond: 40, delay: [100, 120], after: 5000 };
    const five: Busy = { run: busyRun(5, few), window: USUAL, least: 50 };
    const nine: Busy = { run: busyRun(9, many), window: LARGE, least: 200 };
    const late: Busy = { ...five, run: busyRun(5, { ...few, after: 600_000 }) };
    const scenes = [
      ['five servers, 500 znodes', five],
      ['nine servers, 500 znodes', nine],
      ['the five after ten minutes', late],
    ] as const;
    const figures: Figure[] = [];
    for (const [name, scene] of scenes) {
      figures.push(...(await smoothness(browser, site.address, scene, name)));
    }
    return [...figures, await scrubbing(browser, site.address, five.run)];
  } finally {
    await browser.close();
    await site.close();
  }
}
