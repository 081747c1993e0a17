import { readFileSync } from 'node:fs';
import type { EnsembleConfig } from '../../model/index.ts';
import { isParseError, parseZooCfg, say } from '../../script/index.ts';
import { zooCfgFor } from '../../timeline/index.ts';
import { ImpossibleError } from '../usage.ts';
import type { EnsembleOptions } from './options.ts';

/** The text of the zoo.cfg that options ask for. */
export function zooCfgOf({ zooCfg, servers, observers, port }: EnsembleOptions): string {
  if (zooCfg !== null) {
    try {
      return readFileSync(zooCfg, 'utf8');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ImpossibleError(`${zooCfg} cannot be read: ${reason}`);
    }
  }
  return zooCfgFor(servers, observers)
    .replace(/^clientPort=.*$/m, `clientPort=${port}`)
    .replace(/^(server\.\d+=)server\d+:/gm, '$1127.0.0.1:');
}

/** `warn`: what is not modelled of it is told. */
export function configOf(zooCfg: string, warn: boolean): EnsembleConfig {
  const read = parseZooCfg(zooCfg);
  if (isParseError(read)) throw new ImpossibleError(`zoo.cfg: ${say(read.what, 'en')}`);
  if (warn) for (const notice of read.notices) console.error(`warning: ${say(notice, 'en')}`);
  return read.config;
}
