/** Builds the site, serves it under a path as a host may, and starts a browser for all journeys. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { FLAGS, findBrowser } from '../../src/headless/browser.ts';
import { serveFolder } from '../../src/headless/serve.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly site: string;
    /** The folder of the built site. */
    readonly folder: string;
    readonly browser: string;
    /** Why there is no site or no browser; empty when all is well. */
    readonly trouble: string;
  }
}

const home = join(import.meta.dirname, '../..');

/** In a child with NODE_ENV=production: inside Vitest, Vite would bundle development builds. */
function build(folder: string): void {
  const vite = join(home, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production' };
  for (const name of Object.keys(env)) if (/^VITEST/.test(name)) delete env[name];
  const run = spawnSync(process.execPath, args, { cwd: home, encoding: 'utf8', env });
  if (run.status !== 0) throw new Error(`the build failed:\n${run.stdout}${run.stderr}`);
}

/** A throw here would stop the tests in Node, too: every journey throws it instead. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const close = await open(project);
    project.provide('trouble', '');
    return close;
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    console.error(trouble);
    project.provide('trouble', trouble);
    return async () => {};
  }
}

async function open(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findBrowser();
  // A folder of its own, not dist: two runs at once do not disturb each other, or `npm start`.
  const folder = mkdtempSync(join(tmpdir(), 'zabscope-site-'));
  build(folder);
  const site = await serveFolder(folder, 0, '/courses/some/path/');
  const browser = await chromium.launchServer({ executablePath, args: FLAGS });
  project.provide('site', site.address);
  project.provide('folder', folder);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
