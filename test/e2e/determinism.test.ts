import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { expect, inject, test } from 'vitest';
import { digests } from '../support/determinism.ts';

const SEEDS = [1, 2, 3];

/** The same driver that runs here, as one script for a page. */
async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: join(import.meta.dirname, '../support/determinism.ts'),
        formats: ['iife'],
        name: 'driver',
      },
    },
  });
  const [{ output }] = built as { output: { type: string; code: string }[] }[] as [
    { output: { type: string; code: string }[] },
  ];
  return output.find((chunk) => chunk.type === 'chunk')?.code ?? '';
}

test('the same seeds end in the same worlds in Node and in the browser', async () => {
  const code = await bundled();
  const browser = await chromium.connect(inject('browser'));
  try {
    const page = await browser.newPage();
    const there = await page.evaluate(`${code};driver.digests(${JSON.stringify(SEEDS)})`);
    expect(there).toEqual(digests(SEEDS));
  } finally {
    await browser.close();
  }
});
