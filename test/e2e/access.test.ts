import { expect, test } from 'vitest';
import { accessibilityFaults, faultsInBothThemes } from './accessibility.ts';
import { CRASHED_RUN } from './crashed-run.ts';
import { openPage } from './open-page.ts';
import { paste, pasteText } from './paste.ts';
import { twoBranches } from './two-branches.ts';

/** Every view, in both themes: nothing for axe to find, and focus that is never lost. */

const ZOO_CFG = `tickTime=2000
initLimit=10
syncLimit=5
dataDir=/var/lib/zookeeper
clientPort=2181
localSessionsEnabled=true
snapCount=nonsense
server.1=one:2888:3888
server.2=two:2888:3888
server.3=three:2888:3888:observer
`;

test('axe finds nothing in any view, light or dark', { timeout: 240_000 }, async () => {
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true });
  const sound = async (what: string, within = 'html') =>
    expect(await faultsInBothThemes(page, within), what).toEqual([]);
  await paste(page, CRASHED_RUN);
  for (const tab of ['Log', 'Votes', 'Sessions', 'State', 'Invariants', 'Events', 'Console']) {
    await page.getByRole('tab', { name: tab }).click();
    await sound(tab, '.inspector');
  }
  await page.keyboard.press('s');
  await page.getByRole('application', { name: /^Space-time diagram/ }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
  await sound('the space-time diagram, an event chosen');
  await page.keyboard.press('s');
  for (const [key, what] of [
    [':', 'the palette'],
    ['v', 'the variants'],
    ['?', 'the keys'],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await sound(what, 'dialog');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: /^Server 1,/ }).click();
  await page.getByRole('menu').waitFor();
  await sound('a server’s menu', '[role=menu]');
  await page.keyboard.press('Escape');
  await twoBranches(page);
  await sound('two branches');
  await page.keyboard.press('k');
  await pasteText(page, ZOO_CFG);
  await page.getByRole('dialog').waitFor();
  await sound('a zoo.cfg', 'dialog');
  await page.keyboard.press('Escape');
});

test.each([
  ['light', 390],
  ['dark', 820],
] as const)(
  'axe finds nothing on a narrow screen, %s, %i wide',
  {
    timeout: 240_000,
  },
  async (theme, width) => {
    const page = await openPage({ width, height: 844, theme, reducedMotion: true });
    const sound = async (what: string, within = 'html') =>
      expect(await accessibilityFaults(page, within), what).toEqual([]);
    await paste(page, CRASHED_RUN);
    for (const tab of ['Ward', 'Inspector']) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await sound(tab);
    }
    await page.keyboard.press('s');
    await page.getByRole('application', { name: /^Space-time diagram/ }).waitFor();
    await sound('the space-time diagram');
    await page.keyboard.press('s');
    await twoBranches(page);
    // A phone has room for one of them at a time, and begins with what differs.
    if (width < 780) await page.getByRole('tab', { name: 'Differences', selected: true }).waitFor();
    const stages = page.locator('.compare article');
    await expect.poll(() => stages.count()).toBe(width < 780 ? 0 : 2);
    await sound('two branches');
  },
);

test('axe finds nothing where one is asked, light or dark', { timeout: 120_000 }, async () => {
  const page = await openPage({ width: 1440, height: 900, haste: true });
  const commands = ['@6000 hold PROPOSAL 3 -> 1', '@6100 radiology: create /n x'];
  await paste(page, { ...CRASHED_RUN, commands, untilMs: 6090 });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByRole('region', { name: 'Your move' }).waitFor({ timeout: 40_000 });
  expect(await faultsInBothThemes(page)).toEqual([]);
});

test('axe finds nothing in a lesson or among all, light or dark', {
  timeout: 180_000,
}, async () => {
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true, path: '#/' });
  await page.getByRole('main').getByRole('link', { name: /^F1/ }).first().waitFor();
  expect(await faultsInBothThemes(page), 'all lessons').toEqual([]);
  await page.getByRole('main').getByRole('link', { name: /^F1/ }).first().click();
  const press = (name: string | RegExp) =>
    page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  const sound = async (what: string) =>
    expect(await faultsInBothThemes(page, 'aside.lesson'), what).toEqual([]);
  await page.getByRole('button', { name: 'Begin', exact: true }).waitFor();
  await sound('what a lesson begins with');
  await press('Begin');
  await page.getByRole('radio').first().waitFor();
  await sound('a question');
  await page.getByRole('radio').first().check({ force: true });
  await press('This is my prediction');
  await sound('an answer');
  await press('Run this step');
  await page.waitForTimeout(500);
  await sound('a step that was run');
});

test('focus never falls to the body of the page', { timeout: 120_000 }, async () => {
  const page = await openPage({ width: 1440, height: 900, reducedMotion: true });
  await paste(page, CRASHED_RUN);
  const kept = async (what: string) => {
    const holder = () => page.evaluate(() => document.activeElement?.tagName ?? 'BODY');
    await page.waitForTimeout(60);
    await expect.poll(holder, { message: what }).not.toBe('BODY');
  };
  const server = (sid: number) => page.getByRole('button', { name: new RegExp(`^Server ${sid},`) });

  // A notice goes with the button that was pressed in it.
  await page.getByRole('status').getByRole('button', { name: 'Dismiss' }).last().focus();
  await page.keyboard.press('Enter');
  await kept('a notice is dismissed');

  await server(1).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await kept('a menu is closed');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Crash', exact: true }).focus();
  await page.keyboard.press('Enter');
  await kept('a server is crashed');

  for (const key of [':', 'v', '?']) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await kept(`the dialog of ${key} is closed`);
  }

  // A panel is hidden with what has the focus in it.
  for (const [key, place] of [
    [']', '.inspector [role=tab][aria-selected=true]'],
    ['[', '.lesson a, .lesson button'],
    ['w', '.ward [role=radio], .ward button'],
    ['t', 'footer [role=slider]'],
  ] as const) {
    await page.locator(place).first().focus();
    await page.keyboard.press(key);
    await kept(`the panel of ${key} is hidden`);
    await page.keyboard.press(key);
    await kept(`the panel of ${key} is shown`);
  }

  await page.keyboard.press('s');
  await page.getByRole('application', { name: /^Space-time diagram/ }).focus();
  await page.keyboard.press('s');
  await kept('the diagram is closed');
  await twoBranches(page);
  await page.getByRole('button', { name: 'Close the comparison' }).focus();
  await page.keyboard.press('Enter');
  await kept('the comparison is closed');
  await page.getByRole('button', { name: 'Begin again from the start' }).first().focus();
  await page.keyboard.press('z');
  await kept('the language changes');
});

test('whoever puts the focus away is not led back to it', async () => {
  const page = await openPage({ width: 1280, height: 720, path: '#/lesson/F1' });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await press('Begin');
  await page.getByRole('radio').first().check({ force: true });
  await press('This is my prediction');
  await press('Run this step');
  await page.getByText('Running…', { exact: true }).waitFor();
  // The head of the page, where nothing stands.
  await page.mouse.click(620, 26);
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  expect(await focused()).toBe('BODY');
  await page.getByRole('button', { name: 'This is what I saw' }).waitFor();
  await page.waitForTimeout(300);
  expect(await focused()).toBe('BODY');
});
