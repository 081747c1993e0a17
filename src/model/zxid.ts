/**
 * A transaction id: epoch and counter, a pair as in the TLA+ specification. `counter` 0 carries no
 * transaction: it is where a leader's epoch starts (ZxidUtils, Leader.lead).
 */
export interface Zxid {
  readonly epoch: number;
  readonly counter: number;
}

/** The zxid in the header of an answer to what no transaction stands behind: -1. */
export const NO_ZXID: Zxid = Object.freeze({ epoch: 0xffffffff, counter: 0xffffffff });

/** Before every transaction: what an empty server reports. */
export const ZERO: Zxid = Object.freeze({ epoch: 0, counter: 0 });

/**
 * The largest counter a leader may propose: at 0xffffffff it gives up its epoch (ZOOKEEPER-1277).
 */
export const MAX_COUNTER = 0xfffffffe;

export function zxid(epoch: number, counter: number): Zxid {
  return { epoch, counter };
}

/** Negative, zero or positive as `a` is before, the same as or after `b`. */
export function compareZxid(a: Zxid, b: Zxid): number {
  return a.epoch - b.epoch || a.counter - b.counter;
}

export function sameZxid(a: Zxid, b: Zxid): boolean {
  return a === b || (a.counter === b.counter && a.epoch === b.epoch);
}

export function maxZxid(a: Zxid, b: Zxid): Zxid {
  return compareZxid(a, b) >= 0 ? a : b;
}

/** Where an epoch starts: no transaction has this zxid. */
export function isEpochStart(z: Zxid): boolean {
  return z.counter === 0;
}

/** As the tools print it: `0x100000004`. */
export function zxidHex(z: Zxid): string {
  if (z.epoch === 0) return `0x${z.counter.toString(16)}`;
  return `0x${z.epoch.toString(16)}${z.counter.toString(16).padStart(8, '0')}`;
}

/** The short form: `1·4`. */
export function zxidShort(z: Zxid): string {
  return `${z.epoch}·${z.counter}`;
}

/** Reads `1:4`, `1·4` or `0x100000004`; null when it is none of these. */
export function parseZxid(text: string): Zxid | null {
  const pair = /^(\d{1,9})[:·](\d{1,10})$/.exec(text);
  if (pair) {
    const counter = Number(pair[2]);
    return counter > 0xffffffff ? null : zxid(Number(pair[1]), counter);
  }
  const hex = /^0x([0-9a-f]{1,16})$/i.exec(text);
  if (!hex) return null;
  const digits = (hex[1] as string).padStart(16, '0');
  return zxid(Number.parseInt(digits.slice(0, 8), 16), Number.parseInt(digits.slice(8), 16));
}
