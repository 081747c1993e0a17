/** The example of README.md, on a host of its own, drives the stage in its frame. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openPage } from './open-page.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const example = /```html\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';

/** Serves the example; what it loads into its frame is the built site. */
async function host(): Promise<string> {
  const server = createServer((_, response) => {
    const own = `http://localhost:${(server.address() as { port: number }).port}`;
    const html = example
      .replace('https://zabscope.example/', inject('site'))
      .replace('https://course.example', own);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as { port: number }).port}/`;
}

test('a page drives the stage in its frame, hears of it, and cannot break it', async () => {
  expect(example).toContain('postMessage');
  const page = await openPage({
    site: await host(),
    reducedMotion: true,
    expected: /asked another origin|favicon/,
  });
  const frame = page.frameLocator('#zabscope');
  await frame.locator('[role=slider][aria-valuenow="5000"]').waitFor();
  const ask = (message: unknown) =>
    page.evaluate(
      (sent) =>
        new Promise((resolve) => {
          const inner = (document.getElementById('zabscope') as HTMLIFrameElement).contentWindow;
          addEventListener('message', function hear({ data }) {
            if (data?.id !== 'test' && data?.ok !== false) return;
            removeEventListener('message', hear);
            resolve(data);
          });
          inner?.postMessage(sent, '*');
          setTimeout(() => resolve('nothing'), 5000);
        }),
      message,
    );
  expect(await ask({ zabscope: 1, id: 'test', do: 'state' })).toMatchObject({ ok: true, ms: 5000 });
  expect(await ask({ zabscope: 1, id: 'test', do: 'dance' })).toMatchObject({ ok: false });
  expect(await ask({ zabscope: 1, id: 'test', do: 'act', line: 'crush 3' })).toMatchObject({
    ok: false,
    error: expect.stringContaining('crush'),
  });
  expect(await ask({ zabscope: 1, id: 'test', do: 'seek', ms: 80_000_000 })).toMatchObject({
    ok: false,
  });
  expect(await ask('nonsense')).toBe('nothing');
  await page.getByRole('button', { name: 'Crash server 3' }).click();
  await page.getByText('server 2, epoch 2').waitFor();
  const scenario = { zabscope: 1, id: 'test', do: 'load', scenario: 'hospital' };
  expect(await ask(scenario)).toMatchObject({ ok: true, ms: 0, playing: false });
  // It keeps nothing.
  const kept = await page.frames()[1]?.evaluate(() => localStorage.length);
  expect(kept).toBe(0);
});
