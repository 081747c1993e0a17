import { chromium, type Page } from 'playwright-core';
import { FLAGS, findBrowser } from '../browser.ts';
import { serveFolder } from '../serve.ts';
import type { Figure } from './measures.ts';

/**
 * In the page: clicks on what `SELECTOR` finds and waits until a frame has been drawn in which
 * `SAYS` stands in the lesson; answers the milliseconds. As text: see first-load.ts.
 */
const CLICKED = `
(async () => {
  const began = performance.now();
  document.querySelector(SELECTOR).click();
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  while (!document.querySelector('article')?.textContent.includes(SAYS)) {
    if (performance.now() - began > 20_000) throw new Error(SAYS);
    await frame();
  }
  await frame();
  return performance.now() - began;
})()`;

function clicked(page: Page, selector: string, says: string): Promise<number> {
  const call = CLICKED.replace('SELECTOR', JSON.stringify(selector));
  return page.evaluate(call.replaceAll('SAYS', JSON.stringify(says)));
}

/** How long lessons take to open, and to set up their last step; the slowest of all. */
export async function lessonFigures(dist: string): Promise<readonly Figure[]> {
  const site = await serveFolder(dist, 0, '/');
  const browser = await chromium.launch({ executablePath: findBrowser(), args: FLAGS });
  try {
    const page = await browser.newPage();
    const settings = JSON.stringify({ teacher: true, language: 'en' });
    await page.addInitScript(`localStorage['zabscope.settings'] = ${JSON.stringify(settings)}`);
    await page.goto(`${site.address}#/`);
    const rows = page.locator('.track a');
    await rows.first().waitFor();
    // Whoever chooses has read what there is: by then the page has kept what it needs, and rests.
    const rest = 'new Promise((rested) => requestIdleCallback(rested))';
    await page.evaluate(`navigator.serviceWorker.ready.then(() => ${rest})`);
    const count = await rows.count();
    const opening: number[] = [];
    const setting: number[] = [];
    for (let n = 0; n < count; n++) {
      await page.evaluate('location.hash = "#/"');
      await rows.first().waitFor();
      const address = (await rows.nth(n).getAttribute('href')) ?? '';
      const title = (await rows.nth(n).locator('strong').textContent()) ?? '';
      opening.push(await clicked(page, `.track a[href="${address}"]`, title));
      const steps = await page.locator('article footer li').count();
      const last = `article footer li:nth-child(${steps}) button`;
      setting.push(await clicked(page, last, `Step ${steps} of ${steps}`));
    }
    const slowest = (name: string, times: readonly number[]): Figure => ({
      name: `${name}, the slowest of ${count}`,
      figure: Math.max(...times),
      unit: 'ms',
      better: 'less',
    });
    return [
      slowest('from the click to the lesson', opening),
      slowest('to a lesson’s last step, set up', setting),
    ];
  } finally {
    await browser.close();
    await site.close();
  }
}
