import { GREETING_PROBES } from './greeting-probes.ts';
import type { Probe } from './probe.ts';
import { READ_ONLY_PROBES } from './read-only-probes.ts';
import { REQUEST_PROBES } from './request-probes.ts';

/** All that is asked, and that a real server has answered. */
export const PROBES: readonly Probe[] = [
  ...GREETING_PROBES,
  ...REQUEST_PROBES,
  ...READ_ONLY_PROBES,
];
