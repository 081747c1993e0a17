import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';

/** A question of a lesson that asks for a thing: the thing itself is chosen, in the picture. */

const surgery = (page: Page) => page.getByRole('button', { name: /^Client surgery,/ });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const WAYS = {
  mouse: (page: Page) => surgery(page).click(),
  touch: (page: Page) => surgery(page).tap(),
  keyboard: async (page: Page) => {
    await surgery(page).focus();
    await page.keyboard.press('Enter');
  },
};

test.each(['mouse', 'touch', 'keyboard'] as const)(
  'by %s, and no menu opens meanwhile',
  async (way) => {
    const path = '#/lesson/M1/2';
    const page = await openPage({
      width: 1440,
      height: 900,
      reducedMotion: true,
      touch: true,
      path,
    });
    await page.getByText('Who is told that radiology has left?').waitFor();
    expect(await button(page, 'This is my prediction').isDisabled()).toBe(true);
    await WAYS[way](page);
    expect(await page.getByRole('menu').count()).toBe(0);
    const list = page.getByRole('combobox', { name: /Point at it/ });
    expect(await list.inputValue()).toBe('client surgery');
    await button(page, 'This is my prediction').click();
    await button(page, 'Run this step').click();
    await page.getByText('Then all would be told').waitFor();
    await surgery(page).click();
    await page.getByRole('menu').waitFor();
  },
);
