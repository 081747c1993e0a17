/** Finds a browser for the journeys and the bench, or says in one line how to get one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** The outside world as the search sees it, so that a test can give it another one. */
export interface Outside {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  readonly own: () => string;
  readonly isRoot: boolean;
  readonly run: (command: string, args: readonly string[]) => boolean;
}

/**
 * Switched off in every browser of ours. This replaces playwright-core's own list
 * (chromiumSwitches.ts), so what matters of that stands here, too. With the popups of the address
 * bar a window loads 400 scripts of the browser's, which take as much of a processor as the page's
 * own beginning.
 */
const SWITCHED_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'HttpsUpgrades',
  'MediaRouter',
  'OptimizationHints',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

export const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${SWITCHED_OFF.join(',')}`,
];

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/usr/bin/microsoft-edge',
  '/usr/bin/microsoft-edge-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export const NO_BROWSER =
  'No browser for the journeys: install Chromium, Chrome or Edge (Debian: apt-get install ' +
  'chromium), or set CHROMIUM_PATH to one.';

const APT = ['-o', 'DPkg::Lock::Timeout=300'];

/** The path of a browser, looked for from the cheapest place to the dearest. */
export function findBrowser(machine: Outside = thisMachine()): string {
  const named = machine.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (machine.exists(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file.`);
  }
  const installed = () => SYSTEM.find((path) => machine.exists(path));
  const own = () => [machine.own()].find((path) => path !== '' && machine.exists(path));
  const found = installed() ?? own();
  if (found !== undefined) return found;
  if (machine.isRoot && machine.exists('/etc/debian_version')) {
    machine.run('apt-get', [...APT, 'update']);
    const packages = ['chromium', 'fonts-noto-cjk'];
    machine.run('apt-get', [...APT, 'install', '-y', '--no-install-recommends', ...packages]);
    const fresh = installed();
    if (fresh !== undefined) return fresh;
  }
  const cli = join(import.meta.dirname, '../../node_modules/playwright-core/cli.js');
  machine.run(process.execPath, [cli, 'install', '--no-shell', 'chromium']);
  const downloaded = own();
  if (downloaded !== undefined) return downloaded;
  throw new Error(NO_BROWSER);
}

function thisMachine(): Outside {
  return {
    env: process.env,
    exists: existsSync,
    own: () => chromium.executablePath(),
    isRoot: process.getuid?.() === 0,
    run: (command, args) => {
      console.log(`looking for a browser: ${command} ${args.join(' ')}`);
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const options = { env, stdio: 'ignore' as const, timeout: 600_000 };
      return spawnSync(command, args, options).status === 0;
    },
  };
}
