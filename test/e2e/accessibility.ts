import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds wrong with a page, or with the part of it that `within` selects: one line a fault,
 * with the first element that has it.
 */
export async function accessibilityFaults(page: Page, within = 'html'): Promise<readonly string[]> {
  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // The manner for pages of one origin needs no second page to put its findings together, and
  // nobody reads a list of all that is sound: a quarter of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).include(within);
  const { violations } = await axe.options({ runOnly, resultTypes: ['violations'] }).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html ?? ''})`);
}
