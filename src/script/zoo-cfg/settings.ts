import type { EnsembleConfig } from '../../model/index.ts';
import { MAX_FIRST_COUNTER, MAX_INT, MAX_TICK_MS, MAX_TICKS, MIN_TICK_MS } from '../limits.ts';

type Field = keyof EnsembleConfig;

/** How a setting's value is read, and which field of the configuration it fills. */
export type Setting =
  | WholeSetting
  | { readonly kind: 'fraction' | 'switch' | 'yesNo'; readonly field: Field };

interface WholeSetting {
  readonly kind: 'whole';
  readonly field: Field;
  readonly least: number;
  readonly most: number;
  /** What one of its units is in the field's: preAllocSize is in kilobytes. */
  readonly times: number;
}

function whole(field: Field, least: number, most: number = MAX_INT, times = 1): WholeSetting {
  return { kind: 'whole', field, least, most, times };
}

/** Modelled settings by their name in zoo.cfg; most may also be written `zookeeper.name`. */
export const SETTINGS: Readonly<Record<string, Setting>> = {
  tickTime: whole('tickMs', MIN_TICK_MS, MAX_TICK_MS),
  initLimit: whole('initLimit', 1, MAX_TICKS),
  syncLimit: whole('syncLimit', 1, MAX_TICKS),
  minSessionTimeout: whole('minSessionTimeoutMs', -1),
  maxSessionTimeout: whole('maxSessionTimeoutMs', -1),
  snapCount: whole('snapCount', 2),
  commitLogCount: whole('commitLogCount', 1),
  preAllocSize: whole('logStepBytes', 1, 2_097_151, 1024),
  snapshotSizeFactor: { kind: 'fraction', field: 'snapshotSizeFactor' },
  cnxTimeout: whole('cnxTimeoutMs', 1),
  'fastleader.minNotificationInterval': whole('minNotificationMs', 1),
  'fastleader.maxNotificationInterval': whole('maxNotificationMs', 1),
  extendedTypesEnabled: { kind: 'switch', field: 'extendedTypesEnabled' },
  enforceQuota: { kind: 'switch', field: 'enforceQuota' },
  leaderServes: { kind: 'yesNo', field: 'leaderServes' },
  // Not ZooKeeper's: lets a rollover of the counter be seen without four thousand million writes.
  'zabscope.firstCounter': whole('firstCounter', 0, MAX_FIRST_COUNTER),
};

/** Every zoo.cfg has them, and nothing here depends on them. */
export const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['dataDir', 'dataLogDir', 'clientPort']);

/** Java's Boolean.parseBoolean. */
export function isTrue(text: string): boolean {
  return text.toLowerCase() === 'true';
}

/** The value of a setting as the configuration keeps it; null: not of the right form. */
export function readValue(setting: Setting, text: string): number | boolean | null {
  if (setting.kind === 'whole') {
    const number = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    return number >= setting.least && number <= setting.most ? number * setting.times : null;
  }
  if (setting.kind === 'switch') return isTrue(text);
  if (setting.kind === 'yesNo') return text.toLowerCase() !== 'no';
  return /^-?\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : null;
}
