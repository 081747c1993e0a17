import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { FLAGS, findBrowser } from '../browser.ts';
import { serveFolder } from '../serve.ts';
import type { Figure } from './measures.ts';

const STATIC = /\b(?:import|export)\s*(?:[\w$*{},\s]*?\bfrom\s*)?["'`](\.\/[^"'`]+\.js)["'`]/g;
/** The short texts of a language: fetched before the first frame, of one language. */
const TEXTS = /import\(\s*["'`](\.\/first-[^"'`]+\.js)["'`]/g;

function all(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** What a built page loads before something moves, gzipped (level 9), in bytes. */
export interface FirstLoad {
  /** Each script that index.html names or preloads, and each that these import. */
  readonly scripts: ReadonlyMap<string, number>;
  /** The short texts of each language, of which a page loads one. */
  readonly texts: ReadonlyMap<string, number>;
  /** All scripts and the longest of the texts. */
  readonly bytes: number;
}

/** Reads it from a built site; throws where there is none. */
export function firstLoad(dist: string): FirstLoad {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const waiting = [...all(html, /\b(?:src|href)="(\.\/[^"]+\.js)"/g)];
  const scripts = new Map<string, number>();
  const texts = new Map<string, number>();
  const size = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const path = posix.normalize(file);
    if (scripts.has(path)) continue;
    const code = readFileSync(join(dist, path), 'utf8');
    const beside = (name: string) => posix.join(posix.dirname(path), name);
    scripts.set(path, size(path));
    waiting.push(...all(code, STATIC).map(beside));
    for (const name of all(code, TEXTS).map(beside)) texts.set(name, size(name));
  }
  const sum = [...scripts.values()].reduce((total, one) => total + one, 0);
  return { scripts, texts, bytes: sum + Math.max(0, ...texts.values()) };
}

const MOVED = 'the first message moves: ';

/**
 * In the page: tells when the first message that is drawn stands elsewhere than a frame before. As
 * text, since tsx writes helpers into functions that a page does not have.
 */
const WATCH_MESSAGES = `
const drawn = CanvasRenderingContext2D.prototype;
const { clearRect, drawImage } = drawn;
let before = null;
let first = null;
drawn.clearRect = function (...box) {
  [before, first] = [first, null];
  clearRect.apply(this, box);
};
drawn.drawImage = function (...picture) {
  drawImage.apply(this, picture);
  if (first !== null) return;
  first = picture.slice(1).join(' ');
  if (before === null || before === first) return;
  requestAnimationFrame(() => console.log('${MOVED}' + performance.now()));
  drawn.clearRect = clearRect;
  drawn.drawImage = drawImage;
};`;

/** Milliseconds from the navigation to the first message that moves, in a fresh profile. */
export async function untilMessageMoves(page: Page, address: string): Promise<number> {
  await page.addInitScript({ content: WATCH_MESSAGES });
  // Told by the page: to be asked again and again would cost it what is measured.
  const told = page.waitForEvent('console', {
    predicate: (message) => message.text().startsWith(MOVED),
    timeout: 20_000,
  });
  await page.goto(address, { waitUntil: 'commit' });
  return Number((await told).text().slice(MOVED.length));
}

/** A slow student: a processor a quarter as fast, and 1.6 Mbit/s. */
async function slowed(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const throughput = 1_600_000 / 8;
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 0 },
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
}

/** The promises of the first load, measured: times as the best of five visits. */
export async function firstLoadFigures(dist: string): Promise<readonly Figure[]> {
  const { bytes } = firstLoad(dist);
  const size: Figure = {
    name: 'script before the first message, gzipped',
    figure: bytes,
    unit: 'bytes',
    better: 'less',
  };
  const site = await serveFolder(dist, 0, '/');
  const browser = await chromium.launch({ executablePath: findBrowser(), args: FLAGS });
  try {
    const best = async (prepare: (page: Page) => Promise<void>): Promise<number> => {
      const times: number[] = [];
      for (let visit = 0; visit < 6; visit++) {
        const page = await browser.newPage();
        await prepare(page);
        times.push(await untilMessageMoves(page, site.address));
        await page.context().close();
      }
      return Math.min(...times.slice(1));
    };
    const name = 'from the navigation to the first moving message';
    const slow = `${name}, a processor four times slower, 1.6 Mbit/s`;
    return [
      size,
      { name, figure: await best(async () => {}), unit: 'ms', better: 'less' },
      { name: slow, figure: await best(slowed), unit: 'ms', better: 'less' },
    ];
  } finally {
    await browser.close();
    await site.close();
  }
}
