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

/** A lesson that asks for a vote: the one that is the answer lies over a stack of others. */
const VOTES = `---
title: Votes
minutes: 5
able: tell votes apart
servers: 7
observers: 1
seed: 1
---

Seven servers vote.

## Terms

- **vote**: an opinion in an election.

## Setup

\`\`\`
start 1 2 3 4 5 6 7
run 2
\`\`\`

## Who tells whom

Each of them tells all others.

### Predict by pointing: Which message tells server 1 of server 3?

- [x] \`message NOTIFICATION 3 -> 1\`
  It goes from 3 to 1.
- [ ] other
  It goes from 3 to 1.

### Run

\`\`\`
run until leader
\`\`\`

### Holds

- It runs: \`server 1 is up\`

## Simplified

Nothing.

## Remember

Votes are messages.
`;

test('a message that others lie over is found in their menu, and a stack there opens', async () => {
  const page = await openPage({ width: 360, height: 740, path: '#/', reducedMotion: true });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    button(page, 'Open lesson files …').click(),
  ]);
  const buffer = Buffer.from(VOTES);
  await chooser.setFiles([{ name: 'votes.md', mimeType: 'text/markdown', buffer }]);
  await page.getByRole('link', { name: /^votes Votes/ }).click();
  await button(page, 'Begin').click();
  const heap = button(page, '4 messages, one over another');
  const list = page.getByRole('combobox', { name: /Point at it/ });
  await heap.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'vote 3 from 3 to 1' }).click();
  expect(await page.getByRole('menu').count()).toBe(0);
  expect(await list.inputValue()).toBe('message NOTIFICATION 3 -> 1');
  await heap.click();
  await page.getByRole('menuitem', { name: '3 votes for 1 from 1' }).click();
  await button(page, 'vote 3 from 3 to 1').waitFor();
  const one = page.getByRole('button', { name: /^vote 1 from 1 to \d$/ }).first();
  await one.click();
  expect(await page.getByRole('menu').count()).toBe(0);
  expect(await list.inputValue()).toMatch(/^other$|^message NOTIFICATION 1 -> \d$/);
});
