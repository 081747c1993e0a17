/**
 * Who chooses the protocol: every protocol that a run may have, by the name that recordings give
 * it, and the one that a run has unless it says otherwise. Adding one is a line here.
 */
import type { Protocol } from '../replica/index.ts';
import { ZAB } from '../zab/index.ts';

export const PROTOCOLS: Readonly<Record<string, Protocol>> = { [ZAB.name]: ZAB };
export const DEFAULT_PROTOCOL: Protocol = ZAB;
