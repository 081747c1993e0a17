import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileFor, serveFolder } from '../../../src/headless/serve.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zabscope-serve-'));
  writeFileSync(join(folder, 'index.html'), '<p>hello</p>');
  writeFileSync(join(folder, 'a b.txt'), 'text');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('which file an address names', () => {
  test.each([
    ['/x/', 'index.html'],
    ['/x/?query#part', 'index.html'],
    ['/x/index.html', 'index.html'],
    ['/x/a%20b.txt', 'a b.txt'],
    ['/x/none.txt', null],
    ['/y/index.html', null],
    ['/x/../../etc/passwd', null],
    ['/x/%2e%2e/%2e%2e/etc/passwd', null],
    ['/x/%00', null],
    ['/x/%zz', null],
  ])('%s', (address, expected) => {
    const found = fileFor(folder, '/x/', address);
    expect(found).toBe(expected === null ? null : join(folder, expected));
  });
});

test('a folder is served under a path, and nowhere else', async () => {
  const served = await serveFolder(folder, 0, '/x/');
  const page = await fetch(served.address);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toBe('<p>hello</p>');
  expect((await fetch(new URL('/', served.address))).status).toBe(404);
  await served.close();
});
