import type { Probe } from './probe.ts';
import { READ_ONLY_PROBES } from './read-only-probes.ts';

export const PROBES: readonly Probe[] = [...READ_ONLY_PROBES];
