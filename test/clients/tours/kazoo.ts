import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { printed } from './program.ts';
import type { Tour } from './tour.ts';

/** The system's own Python has Debian's packages. */
const PYTHON = '/usr/bin/python3';

export const KAZOO: Tour = {
  name: 'kazoo',
  missing: () =>
    spawnSync(PYTHON, ['-c', 'import kazoo']).status === 0 ? null : 'python3-kazoo is not here',
  play: (hosts) => printed(PYTHON, [join(import.meta.dirname, 'kazoo-tour.py'), hosts.join(',')]),
};
