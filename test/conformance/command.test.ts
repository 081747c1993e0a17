/** `npm run conformance`: one bad file keeps nobody else's from being replayed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('one sentence a file that cannot be replayed, and the others are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const files = [
    file('cut.json', '{"format":1,'),
    file('other.json', '{"format":2,"steps":[],"expect":[],"clients":[]}'),
    file('uneven.json', '{"format":1,"steps":[],"expect":[{}],"clients":[]}'),
    join(folder, 'missing.json'),
    join(import.meta.dirname, 'scenarios', 'crud-create.json'),
  ];
  const args = ['--import', 'tsx', 'src/headless/conformance.ts', ...files];
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const said = ran.stdout.trim().replaceAll(`${folder}/`, '').split('\n');
  expect(said).toEqual([
    expect.stringMatching(/^cut\.json: this is no JSON: /),
    'other.json: this is no recorded behaviour: neither an election nor a scenario of format 1',
    'uneven.json: this scenario cannot be replayed: it has 0 steps and 1 expectations',
    expect.stringMatching(/^missing\.json: ENOENT: no such file/),
    '1 passed, 4 failed',
  ]);
  expect(ran.status).toBe(1);
  expect(ran.stderr).toBe('');
});
