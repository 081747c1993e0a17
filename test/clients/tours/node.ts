import { createRequire } from 'node:module';
import { join } from 'node:path';
import { printed } from './program.ts';
import { plain, type Tour } from './tour.ts';

const PACKAGE = 'node-zookeeper-client';
/** It is no package of this project: where npm put it for all, or where this variable says. */
const PLACES = [process.env.NODE_CLIENT ?? '', '/usr/local/lib', '/usr/lib'];

function found(): string | null {
  for (const place of PLACES.filter((one) => one !== '')) {
    try {
      return createRequire(join(place, 'any.cjs')).resolve(PACKAGE);
    } catch {
      // Perhaps at the next place.
    }
  }
  return null;
}

export const NODE: Tour = {
  name: 'node',
  missing: () => (found() === null ? `${PACKAGE} is not here` : null),
  play: async (hosts) => {
    const program = join(import.meta.dirname, 'node-tour.cjs');
    return (await printed('node', [program, found() ?? '', hosts.join(',')])).map(plain);
  },
};
