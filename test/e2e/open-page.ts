import { type Browser, chromium, type Page } from 'playwright-core';
import { expect, inject, onTestFinished } from 'vitest';

/** What a journey may choose about the student's screen; the rest has a usual value. */
export interface Screen {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'zh-CN';
  readonly reducedMotion?: boolean;
  /** It has fingers on it, too. */
  readonly touch?: boolean;
  /** What follows the site's address, such as `#/lesson/first`. */
  readonly path?: string;
  /** The address of the site, where it is not the one that all journeys share. */
  readonly site?: string;
  /** Each frame takes itself for several: for who only waits for a moment of the run. */
  readonly haste?: boolean;
  /** The page may keep itself for the time without a network; else that would only take time. */
  readonly offline?: boolean;
  /** Errors that are what the journey is about. */
  readonly expected?: RegExp;
}

/** For how many frames each takes itself, where a run is waited for and not looked at. */
const HASTE = 4;

/** Performed in the page before its scripts: each frame takes itself for so many of them. */
function hasten(times: number): void {
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (then) => frame((time) => then(time * times));
}

let browser: Promise<Browser> | undefined;

/**
 * Opens the built site in a fresh profile and closes it after the test. The test fails if, by then,
 * the page has logged an error, thrown one, or asked another origin for anything.
 */
export async function openPage(screen: Screen = {}): Promise<Page> {
  const trouble = inject('trouble');
  if (trouble !== '') throw new Error(trouble);
  browser ??= chromium.connect(inject('browser'));
  const site = screen.site ?? inject('site');
  const context = await (await browser).newContext({
    viewport: { width: screen.width ?? 1280, height: screen.height ?? 800 },
    colorScheme: screen.theme ?? 'light',
    locale: screen.language ?? 'en',
    hasTouch: screen.touch ?? false,
    serviceWorkers: screen.offline === true ? 'allow' : 'block',
    reducedMotion: screen.reducedMotion === true ? 'reduce' : 'no-preference',
  });
  if (screen.haste === true) await context.addInitScript(hasten, HASTE);
  const problems: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error')
      problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    const foreign = /^(https?|wss?):$/.test(url.protocol) && url.origin !== new URL(site).origin;
    if (foreign) problems.push(`asked another origin: ${request.url()}`);
  });
  onTestFinished(async () => {
    await context.close();
    const unexpected = problems.filter((one) => screen.expected?.test(one) !== true);
    expect(unexpected, 'the page has problems of its own').toEqual([]);
  });
  await page.goto(site + (screen.path ?? ''));
  return page;
}

/** A run of the hospital from its birth, in the place of the one that the page opens with. */
export async function newHospital(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'A new run: the hospital' }).click();
}
