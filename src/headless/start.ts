/**
 * `npm start`: builds the site where it is missing or older than its sources, and serves it; with
 * `--live` it also passes bytes between real clients of this machine and the page.
 */
import '../i18n/all.ts';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { portsOf, relayPath } from '../live/index.ts';
import type { EnsembleOptions } from './ensemble/options.ts';
import { configOf, zooCfgOf } from './ensemble/zoo-cfg.ts';
import { Relay } from './relay.ts';
import { serveFolder } from './serve.ts';
import { START_USAGE, type StartOptions, startOptions } from './start-options.ts';
import { ImpossibleError, statusOf } from './usage.ts';

const home = join(import.meta.dirname, '../..');
const dist = join(home, 'dist');
const SOURCES = ['src', 'lessons', 'public', 'package-lock.json', 'vite.config.ts'];

/** When the newest file at or below a path was written; 0 where there is nothing. */
function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  return inside.reduce((a, b) => Math.max(a, b), stats.mtimeMs);
}

/** False: it cannot be built. */
function buildWhereOld(): boolean {
  const built = statSync(join(dist, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (!SOURCES.some((name) => newest(join(home, name)) > built)) return true;
  const vite = join(home, 'node_modules/vite/bin/vite.js');
  const env = { ...process.env, NODE_ENV: 'production' };
  const run = spawnSync(process.execPath, [vite, 'build'], { cwd: home, stdio: 'inherit', env });
  return run.status === 0;
}

/** A relay whose ports can be had. Throws an ImpossibleError that says what cannot. */
async function relayFor(options: EnsembleOptions, token: string): Promise<Relay> {
  const zooCfg = zooCfgOf(options);
  const ports = [...portsOf(configOf(zooCfg, true))];
  const relay = new Relay({ zooCfg, seed: options.seed, ports }, token);
  try {
    await relay.tryPorts();
  } catch (error) {
    const how = options.zooCfg === null ? ': choose another with --client-port' : '';
    throw new ImpossibleError(`${(error as Error).message}${how}`);
  }
  return relay;
}

async function serve({ port, live }: StartOptions): Promise<void> {
  const token = randomBytes(12).toString('hex');
  const relay = live === null ? null : await relayFor(live, token);
  if (!buildWhereOld()) process.exit(1);
  try {
    const served = await serveFolder(dist, port, '/', relay === null ? {} : { relay });
    console.log(`Zabscope is served on ${served.address.replace(/\/$/, '')}  (stop with Ctrl-C)`);
    if (relay === null) return;
    console.log(`Live: open ${served.address}#/${relayPath(token)}`);
    console.log(`  real clients then connect to ${relay.connectString}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      `Cannot serve on port ${port}: ${reason}. Choose another: npm start -- --port 5000`,
    );
    process.exit(1);
  }
}

async function main(argv: readonly string[]): Promise<void> {
  try {
    await serve(startOptions(argv));
  } catch (error) {
    process.exit(statusOf(error, START_USAGE));
  }
}

void main(process.argv.slice(2));
