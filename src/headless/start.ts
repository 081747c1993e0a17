/** `npm start`: builds the site where it is missing or older than its sources, and serves it. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serveFolder } from './serve.ts';

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

function portFrom(args: readonly string[]): number {
  const at = args.indexOf('--port');
  const port = at < 0 ? 4173 : Number(args[at + 1]);
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
  console.error('usage: npm start [-- --port NUMBER]');
  process.exit(2);
}

const port = portFrom(process.argv.slice(2));
const built = statSync(join(dist, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (SOURCES.some((name) => newest(join(home, name)) > built)) {
  const vite = join(home, 'node_modules/vite/bin/vite.js');
  const env = { ...process.env, NODE_ENV: 'production' };
  const run = spawnSync(process.execPath, [vite, 'build'], { cwd: home, stdio: 'inherit', env });
  if (run.status !== 0) process.exit(1);
}
try {
  const served = await serveFolder(dist, port);
  console.log(`Zabscope is served on ${served.address.replace(/\/$/, '')}  (stop with Ctrl-C)`);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(
    `Cannot serve on port ${port}: ${reason}. Choose another: npm start -- --port 5000`,
  );
  process.exit(1);
}
