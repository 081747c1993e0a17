import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFile, scanFile } from '../../../src/datadir/index.ts';

const REAL = join(import.meta.dirname, '../../conformance/datadir');

/** The recorded files of some servers, as they lie in the repository or altered. */
export function filesOf(
  name: string,
  servers: readonly number[],
  alter?: (bytes: Uint8Array, file: string) => void,
): DataFile[] {
  return servers.flatMap((sid) => {
    const folder = join(REAL, name, `server${sid}`);
    return readdirSync(folder).flatMap((file) => {
      const scan = scanFile(join(folder, file));
      const bytes = new Uint8Array(readFileSync(join(folder, file)));
      alter?.(bytes, file);
      scan?.push(bytes);
      return scan === null ? [] : [scan.end()];
    });
  });
}
