import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const ALL = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
} as const;
/** What can be wrong in one theme alone. */
const COLOURS = { type: 'rule', values: ['color-contrast'] } as const;

/**
 * What axe finds wrong with a page, or with the part of it that `within` selects: one line a fault,
 * with the first element that has it.
 */
export function accessibilityFaults(page: Page, within = 'html'): Promise<readonly string[]> {
  return faultsOf(page, within, ALL);
}

/** The same of a page in the light theme, and what is wrong with its colours in the dark one. */
export async function faultsInBothThemes(page: Page, within = 'html'): Promise<readonly string[]> {
  const light = await faultsOf(page, within, ALL);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await faultsOf(page, within, COLOURS);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((fault) => `dark: ${fault}`)];
}

/** Performed in the page. */
async function found({ within, options }: { within: string; options: RunOptions }) {
  // A colour on its way to another is none to judge.
  const moving = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(moving.map(({ finished }) => finished));
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(within, options);
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html ?? ''})`);
}

async function faultsOf(
  page: Page,
  within: string,
  { type, values }: typeof ALL | typeof COLOURS,
): Promise<readonly string[]> {
  // Once a page: half a megabyte of script to be read takes longer than what it looks for.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(`${axe.source};0`);
  // Nobody reads a list of all that is sound.
  const options: RunOptions = {
    runOnly: { type, values: [...values] },
    resultTypes: ['violations'],
  };
  return page.evaluate(found, { within, options });
}
