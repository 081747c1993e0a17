import type { Bytes, SessionId } from '../model/index.ts';

/** ZooKeeperServer.superSecret. */
const SECRET = 0xb3415c00n;
const MULTIPLIER = 0x5deece66dn;
const BITS_48 = (1n << 48n) - 1n;

/**
 * The password of a session: 16 bytes of a java.util.Random that is seeded with its id
 * (ZooKeeperServer.generatePasswd). Every server can tell it, so none needs to keep it.
 */
export function passwordOf(session: SessionId): Bytes {
  let seed = (BigInt(session) ^ SECRET ^ MULTIPLIER) & BITS_48;
  let password = '';
  for (let i = 0; i < 4; i++) {
    seed = (seed * MULTIPLIER + 0xbn) & BITS_48;
    const word = Number((seed >> 16n) & 0xffffffffn);
    for (let shift = 0; shift < 32; shift += 8) {
      password += String.fromCharCode((word >>> shift) & 0xff);
    }
  }
  return password;
}
