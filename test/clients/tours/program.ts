import { spawn } from 'node:child_process';
import { once } from 'node:events';

const PATIENCE_MS = 150_000;

/** The lines that a program prints. */
export async function printed(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const options = { env: { ...process.env, ...env }, timeout: PATIENCE_MS };
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  let heard = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  await once(child, 'close');
  return heard.trimEnd().split('\n');
}
