/**
 * Recordings that people have: each replays to the same events as when it was made. A digest that
 * changes breaks links and files that are out there: `vitest run test/recordings.test.ts -u` writes
 * it anew, and CHANGELOG.md then says so.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runOfText } from '../src/app/startup.ts';
import { eventLine } from '../src/script/index.ts';
import { eventsBetween, extendTo, switchTo } from '../src/timeline/index.ts';

const folder = join(import.meta.dirname, 'recordings');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
/** For one that says nothing of its end, ms. */
const USUAL = 15_000;

/** What each branch of a recording comes to, up to where it was carried out. */
function digests(file: string): readonly string[] {
  const shown = runOfText(readFileSync(join(folder, file), 'utf8'), 'en');
  if (typeof shown === 'string') throw new Error(`${file}: ${shown}`);
  return shown.timeline.branches.map(({ id, end, name, commands }) => {
    const until = Math.max(end, shown.at, ...commands.map(({ at }) => at)) || USUAL * 1000;
    const timeline = extendTo(switchTo(shown.timeline, id), until);
    const events = eventsBetween(timeline, 0, until, Number.POSITIVE_INFINITY);
    const hash = createHash('sha256');
    for (const { n, at, event } of events) hash.update(`${eventLine(n, at, event)}\n`);
    const digest = hash.digest('hex').slice(0, 32);
    return `${file} ${name || id}: ${events.length} events to ${until / 1000} ms, ${digest}`;
  });
}

test('every recording that is out there replays to the same events', async () => {
  expect(files.length).toBeGreaterThanOrEqual(10);
  const found = files.sort().flatMap(digests);
  await expect(`${found.join('\n')}\n`).toMatchFileSnapshot(join(folder, 'digests.txt'));
});

test('one that somebody wrote down for another version says so, and is shown all the same', () => {
  const text = readFileSync(join(folder, 'hospital-leader-dies.json'), 'utf8');
  const seen = '99-00000000';
  expect(runOfText(JSON.stringify({ ...JSON.parse(text), seen }), 'en')).toMatchObject({
    strayed: true,
    at: 20_000_000,
  });
  expect(runOfText(JSON.stringify({ ...JSON.parse(text), version: 2 }), 'en')).toBe(
    'The recording is of version 2; only version 1 is understood.',
  );
});
