/** As hosts serve it: under any path, with the policy as a header and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { serveFolder } from '../../src/headless/serve.ts';
import { openPage } from './open-page.ts';

/** The headers that the build writes down for hosts. */
const headers = (): Record<string, string> =>
  Object.fromEntries(
    readFileSync(join(inject('folder'), '_headers'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => /^ {2}([\w-]+): (.*)$/.exec(line)?.slice(1) ?? [])
      .filter((pair) => pair.length === 2),
  );

test.each([
  ['with compression', true],
  ['without', false],
])('under /a/b/, with the policy and nothing else, %s', async (_, packs) => {
  const policy = headers()['Content-Security-Policy'] ?? '';
  expect(policy).toContain("require-trusted-types-for 'script'");
  const site = await serveFolder(inject('folder'), 0, '/a/b/', {
    headers: { 'content-security-policy': policy },
    packs,
  });
  onTestFinished(() => site.close());
  const page = await openPage({ site: site.address, offline: true, reducedMotion: true });
  await page.locator('.notice', { hasText: 'works without a network' }).waitFor();
  // Chromium finds nothing against installing it but that this profile is none to install into.
  const cdp = await page.context().newCDPSession(page);
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  expect((await cdp.send('Page.getAppManifest')).errors).toEqual([]);
  await page.goto(`${site.address}#/lesson/C1/1`);
  await page.getByText('Step 1 of').waitFor();
  await page.goto(`${site.address}index.html#/play`);
  await page.reload();
  await page.getByRole('button', { name: /^Server 3,/ }).waitFor();
});

test('what is not there is a page that says so, and all that is named is there', async () => {
  const site = inject('site');
  const lost = await fetch(`${site}lesson/C1`);
  expect(lost.status).toBe(404);
  expect(await lost.text()).toContain('Nothing is here');
  const html = await (await fetch(site)).text();
  const named = [...html.matchAll(/(?:href|src|content)="(\.\/[^"]+)"/g)].map(([, to = '']) => to);
  const manifest = (await (await fetch(`${site}manifest.webmanifest`)).json()) as {
    icons: { src: string }[];
  };
  const all = [...named, ...manifest.icons.map(({ src }) => src)];
  expect(all.join(' ')).toMatch(/zabscope\.png.*icon\.svg.*manifest\.webmanifest.*icon-512\.png/);
  for (const to of all) expect((await fetch(new URL(to, site))).status, to).toBe(200);
});

test('the headers that README gives are those of the build', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  for (const [name, value] of Object.entries(headers())) {
    expect(readme.replace(/\s+/g, ' ')).toContain(`${name}: ${value}`);
  }
});
