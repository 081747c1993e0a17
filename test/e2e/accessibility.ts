import { AxeBuilder } from '@axe-core/playwright';
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

async function faultsOf(
  page: Page,
  within: string,
  { type, values }: typeof ALL | typeof COLOURS,
): Promise<readonly string[]> {
  // The manner for pages of one origin needs no second page to put its findings together, and
  // nobody reads a list of all that is sound: a quarter of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).include(within);
  const options = { runOnly: { type, values: [...values] }, resultTypes: ['violations' as const] };
  const { violations } = await axe.options(options).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html ?? ''})`);
}
