/** ZAB and Raft beside each other: one line for both, one playhead, a story to its end. */
import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';

test('a line goes to both ensembles, and the table says what each made of it', async () => {
  const page = await openPage({ path: '#/raft', reducedMotion: true });
  const line = page.getByPlaceholder('crash 3');
  await line.waitFor();
  expect(await page.locator('section.stage').count()).toBe(2);
  const say = async (text: string): Promise<void> => {
    await line.fill(text);
    await line.press('Enter');
    await page.waitForFunction(
      () => (document.querySelector('input') as HTMLInputElement).value === '',
    );
  };
  for (const one of [
    'client a connect 1',
    'run 500',
    'a: put k v',
    'run 500',
    'a: get k',
    'run 500',
    'crash 3',
  ]) {
    await say(one);
  }
  await say('run 4000');
  const row = (head: string) => page.locator('table tr', { hasText: head }).locator('td');
  expect(await row('a: put k v').allTextContents()).toEqual([
    expect.stringMatching(/^OK · \d/),
    expect.stringMatching(/^OK · \d/),
  ]);
  // Who has answered a read, and from what.
  expect(await row('a: get k').allTextContents()).toEqual([
    expect.stringMatching(/^v · .*server 1 from what it has \(local\)$/),
    expect.stringMatching(/^v · .*server 1 .*\(linearizable\)$/),
  ]);
  const [zab = '', raft = ''] = await row('New leader').allTextContents();
  expect(zab).toContain('Server 2');
  expect(zab).toContain(' ms after “crash 3”');
  expect(raft).toMatch(/1\.\d\d s after “crash 3”/);

  await say('hold PROPOSAL 2 -> 1');
  await page.getByText('the word that both know is ENTRY').waitFor();
  await line.fill('crush 3');
  await line.press('Enter');
  await page.getByRole('alert').waitFor();

  // Another language, and back in time by a line that was given.
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByText('新领导者').waitFor();
  await page.getByRole('button', { name: 'put k v' }).click();
  await page.getByText('等待中').first().waitFor();
});

test('a story asks first, and says at its end what came of it and why', async () => {
  const page = await openPage({ path: '#/raft', reducedMotion: true, haste: true });
  await page.getByRole('button', { name: 'Wiped' }).click();
  await page.getByRole('button', { name: '1×', exact: true }).click();
  await page.getByRole('button', { name: 'Both take it in' }).click();
  await page.getByText('Why:').waitFor({ timeout: 60_000 });
  await page.getByText('Otherwise than you expected').waitFor();
  const exits = page.locator('table tr', { hasText: 'ended by themselves' }).locator('td');
  expect(await exits.allTextContents()).toEqual(['–', '1']);
});

test('a variation of a story has a ward below each side, and two patients in both', async () => {
  const page = await openPage({ path: '#/raft', reducedMotion: true, haste: true });
  await page.getByRole('button', { name: 'Who keeps the scanner?' }).click();
  expect(await page.getByRole('region', { name: 'The ward' }).count()).toBe(0);
  await page.getByRole('button', { name: 'The holder sleeps' }).click();
  await page.getByRole('button', { name: '1×', exact: true }).click();
  await page.getByRole('button', { name: 'Both of them, on both sides' }).click();
  await page.getByText('Two patients in one scanner').nth(1).waitFor({ timeout: 60_000 });
  expect(await page.getByRole('region', { name: 'The ward' }).count()).toBe(2);
  await page.getByText('As you expected').waitFor({ timeout: 60_000 });
});

test('a digit brings a failure about on both sides, and it is taken back', async () => {
  const page = await openPage({ path: '#/raft', reducedMotion: true, haste: true });
  const line = page.getByPlaceholder('crash 3');
  await line.fill('lead 2');
  // In a line a digit is a digit.
  await line.press('6');
  expect(await line.inputValue()).toBe('lead 26');
  await line.fill('lead 2');
  await line.press('Enter');
  await line.fill('run 2000');
  await line.press('Enter');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('6');
  await page.getByText('one line cannot hit both').waitFor();
  await page.getByRole('button', { name: 'Go there' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor({ timeout: 60_000 });
  await page.keyboard.press('6');
  await page.getByRole('button', { name: 'partition 3 | 1 2' }).waitFor();
  await page.getByRole('button', { name: 'Take back: The leader on the smaller side' }).click();
  await page.getByRole('button', { name: 'partition 3 | 1 2' }).waitFor({ state: 'detached' });
});

test('a moment of both is a link that lands there, standing still', async () => {
  const page = await openPage({ path: '#/raft' });
  const line = page.getByPlaceholder('crash 3');
  for (const one of ['run 250', 'crash 3', 'run 600']) {
    await line.fill(one);
    await line.press('Enter');
    await page.waitForFunction(
      () => (document.querySelector('input') as HTMLInputElement).value === '',
    );
  }
  const clock = page.locator('output');
  expect(await clock.textContent()).toBe('4.850 s');
  await page.getByRole('button', { name: 'Share this moment' }).click();
  const box = page.getByRole('textbox', { name: 'The link' });
  await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('#/raft?'));
  const link = await box.inputValue();

  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: 'crash 3' }).waitFor();
  expect(await page.locator('output').textContent()).toBe('4.850 s');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();

  // Both logs, without a mouse.
  await page.getByRole('tab', { name: 'Table' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('region', { name: 'Raft: which' }).getByText('Server 2').waitFor();

  await page.goto('about:blank');
  await page.goto(`${link.slice(0, -9)}`);
  await page.getByText('The link is damaged').waitFor();
  expect(await page.locator('output').textContent()).toBe('4.000 s');
});

test('nothing of it is loaded before it is asked for', async () => {
  const page = await openPage();
  await page.getByRole('button', { name: 'Menu' }).waitFor();
  const asked = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  expect(asked.some((name) => name.endsWith('.js'))).toBe(true);
  expect(asked.filter((name) => /open-raft|raft-page/.test(name))).toEqual([]);
});
