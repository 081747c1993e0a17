import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ImpossibleError, statusOf, UsageError } from '../../../src/headless/usage.ts';

test('what was typed wrong is told with the usage, what cannot be had without', () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(statusOf(new UsageError('no such option'), 'usage: …')).toBe(2);
  expect(statusOf(new ImpossibleError('the port is in use'), 'usage: …')).toBe(2);
  expect(told.mock.calls).toEqual([['no such option\nusage: …'], ['the port is in use']]);
  expect(() => statusOf(new Error('our fault'), 'usage: …')).toThrow('our fault');
  told.mockRestore();
});

test('an ensemble whose port is in use says so in one sentence', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  const home = join(import.meta.dirname, '../../..');
  const args = ['--import', 'tsx', 'src/headless/ensemble.ts', '--port', String(port)];
  const child = spawn(process.execPath, args, { cwd: home });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      said += bytes;
    });
  }
  const [status] = await once(child, 'close');
  holder.close();
  expect(said).toBe(`port ${port} (server 1) is in use: choose another with --port\n`);
  expect(status).toBe(2);
}, 60_000);
