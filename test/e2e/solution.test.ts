/** A solution is a link or a file, and holds only if it does so when it is played again. */
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { LessonPlayer } from './lesson-player.ts';
import { openPage } from './open-page.ts';

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const part of stream) text += new TextDecoder().decode(part);
  return text;
}

test('a solution is handed in, and the teacher’s page plays it and judges', async () => {
  const student = await openPage({ path: '#/lesson/C1/4', reducedMotion: true });
  await student.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await student.getByText('Step 4 of 4').waitFor();
  await new LessonPlayer(student, 'en', 'mouse').play();
  const [download] = await Promise.all([
    student.waitForEvent('download'),
    student.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const file = await textOf(await download.createReadStream());
  await student.getByRole('button', { name: 'Copy a link' }).click();
  await student.getByText('The link is copied.').waitFor();
  const link = await student.evaluate(() => navigator.clipboard.readText());
  // It is still there after a reload.
  await student.reload();
  await student.getByRole('button', { name: 'Copy a link' }).waitFor();

  const teacher = await openPage({ path: new URL(link).hash, reducedMotion: true });
  const row = (name: string) => teacher.locator('tbody tr', { hasText: name });
  await row('from a link').getByText('All goals hold in the run.').waitFor();

  const solution = JSON.parse(file);
  const forged = { ...solution, untilMs: solution.startedMs, passed: true };
  const [chooser] = await Promise.all([
    teacher.waitForEvent('filechooser'),
    teacher.getByRole('button', { name: 'Check solutions …' }).click(),
  ]);
  await chooser.setFiles(
    Object.entries({
      'ann.json': file,
      'ben.json': JSON.stringify(forged),
      'cat.txt': `Here is my solution: ${link}\nCat`,
      'dan.json': 'It works, I swear.',
      'eve.txt': `${link.slice(0, -40)}`,
    }).map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })),
  );
  await teacher.getByText('3 of 6 hold').waitFor();
  const said = await teacher.locator('tbody tr').allInnerTexts();
  expect(said.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
    expect.stringMatching(/^from a link C1, step 4 ✓ holds All goals hold/),
    expect.stringMatching(/^ann.json C1, step 4 ✓ holds All goals hold/),
    expect.stringMatching(/^ben.json C1, step 4 ✗ does not hold Not reached: /),
    expect.stringMatching(/^cat.txt C1, step 4 ✓ holds/),
    expect.stringMatching(/^dan.json ✗ cannot be played This is no solution: it is not JSON/),
    expect.stringMatching(/^eve.txt ✗ cannot be played The link is damaged/),
  ]);
  expect(await accessibilityFaults(teacher)).toEqual([]);
  await teacher.getByRole('button', { name: 'Watch ann.json' }).click();
  await teacher.locator('#stage').waitFor();
  await expect.poll(() => teacher.evaluate(() => location.hash)).toBe('#/play');
});
