/** The tours there are. */
import { CLI_MT } from './cli-mt.ts';
import { CURATOR } from './curator.ts';
import { KAZOO } from './kazoo.ts';
import { NODE } from './node.ts';
import type { Tour } from './tour.ts';
import { ZKCLI } from './zkcli.ts';

export type { Tour } from './tour.ts';
export const TOURS: readonly Tour[] = [KAZOO, ZKCLI, CLI_MT, CURATOR, NODE];
