import type { Bytes } from '../model/index.ts';
import type { KeyRange } from './requests.ts';

/* Which keys a range holds, as clients say it (clientv3's options). */

/** As the end of a range, and as its beginning where no key is given: all that is behind it. */
export const ZERO_BYTE: Bytes = '\u0000';

/** The end of all keys that begin so (clientv3.GetPrefixRangeEnd). */
export function prefixEnd(prefix: Bytes): Bytes {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const code = prefix.charCodeAt(i);
    if (code < 0xff) return prefix.slice(0, i) + String.fromCharCode(code + 1);
  }
  return ZERO_BYTE;
}

/** All keys from one on (clientv3.WithFromKey). */
export function keysFrom(key: Bytes): KeyRange {
  return { key: key === '' ? ZERO_BYTE : key, rangeEnd: ZERO_BYTE };
}

/** All keys that begin so; an empty prefix: all there are. */
export function keysWith(prefix: Bytes): KeyRange {
  return prefix === '' ? keysFrom(prefix) : { key: prefix, rangeEnd: prefixEnd(prefix) };
}
