import { compareZxid, type Zxid } from '../model/index.ts';

/**
 * What a resource that is fenced does: it remembers the largest token it was ever shown, and
 * refuses a smaller one. A holder whose session has ended may believe in its lock for a while yet,
 * and no lock can hinder it; the resource can, since whoever came after it has a larger czxid.
 */
export function admits(largest: Zxid | null, token: Zxid): boolean {
  return largest === null || compareZxid(token, largest) >= 0;
}
