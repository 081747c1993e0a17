import { inHashOrder, javaHash, textOf } from '../lib/index.ts';
import type { Acl, AclEntry, AskedAcl, AuthId, Bytes } from '../model/index.ts';
import { sha1 } from './sha1.ts';

/** ZooDefs.Perms. */
export const PERMS = { READ: 1, WRITE: 2, CREATE: 4, DELETE: 8, ADMIN: 16, ALL: 31 } as const;

const LETTERS = [
  ['c', PERMS.CREATE],
  ['d', PERMS.DELETE],
  ['r', PERMS.READ],
  ['w', PERMS.WRITE],
  ['a', PERMS.ADMIN],
] as const;

/** Permission bits as the shell prints them, always in the order `cdrwa` (ZKUtil.getPermString). */
export function permLetters(perms: number): string {
  let text = '';
  for (const [letter, bit] of LETTERS) if ((perms & bit) !== 0) text += letter;
  return text;
}

/**
 * What a scheme's provider decides (AuthenticationProvider). Others than these are not registered.
 */
interface Provider {
  /** Whether `auth` in an ACL stands for ids of this scheme, too (isAuthenticated). */
  readonly authenticates: boolean;
  readonly isValid: (id: string) => boolean;
  readonly matches: (id: string, expression: string) => boolean;
}

const PROVIDERS: ReadonlyMap<string, Provider> = new Map([
  [
    'digest',
    { authenticates: true, isValid: isDigestId, matches: (id, expression) => id === expression },
  ],
  ['ip', { authenticates: false, isValid: (id) => addressRange(id) !== null, matches: matchesIp }],
] satisfies [string, Provider][]);

/** Exactly two parts around a colon; as in Java's split, empty parts at the end do not count. */
function isDigestId(id: string): boolean {
  const parts = id.split(':');
  while (parts.length > 0 && parts[parts.length - 1] === '') parts.pop();
  return parts.length === 2;
}

function integer(text: string): number | null {
  return /^[+-]?\d{1,9}$/.test(text) ? Number(text) : null;
}

/** An IPv4 address as 32 bits (IPAuthenticationProvider.addr2Bytes knows no other kind). */
function addressBits(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let bits = 0;
  for (const part of parts) {
    const value = integer(part);
    if (value === null || value < 0 || value > 255) return null;
    bits = (bits << 8) | value;
  }
  return bits;
}

/** `10.0.0.0/8` as address and mask. */
function addressRange(text: string): { bits: number; mask: number } | null {
  const slash = text.indexOf('/');
  const bits = addressBits(slash < 0 ? text : text.slice(0, slash));
  const length = slash < 0 ? 32 : integer(text.slice(slash + 1));
  if (bits === null || length === null || length < 0 || length > 32) return null;
  return { bits, mask: length === 0 ? 0 : -1 << (32 - length) };
}

function matchesIp(id: string, expression: string): boolean {
  const range = addressRange(expression);
  const address = addressBits(id);
  return range !== null && address !== null && ((address ^ range.bits) & range.mask) === 0;
}

function isWorld(entry: AclEntry): boolean {
  return entry.scheme === 'world' && entry.id === 'anyone';
}

/** Whether the identities are granted one of the wanted bits (ZooKeeperServer.checkACL). */
export function isGranted(acl: Acl, wanted: number, ids: readonly AuthId[]): boolean {
  if (acl.length === 0) return true;
  for (const id of ids) if (id.scheme === 'super') return true;
  for (const entry of acl) {
    if ((entry.perms & wanted) === 0) continue;
    if (isWorld(entry)) return true;
    const provider = PROVIDERS.get(entry.scheme);
    if (provider === undefined) continue;
    for (const id of ids) {
      if (id.scheme === entry.scheme && provider.matches(id.id, entry.id)) return true;
    }
  }
  return false;
}

/**
 * The ACL list that a create or setACL stores: duplicates gone, `auth` replaced by the connection's
 * identities (PrepRequestProcessor.fixupACL); or why there is none. An id that is no string at all
 * is an exception where somebody looks at it, hence MARSHALLINGERROR.
 */
export function normalizedAcl(
  acl: AskedAcl,
  ids: readonly AuthId[],
): Acl | 'INVALIDACL' | 'MARSHALLINGERROR' {
  const entries = withoutDuplicates(acl);
  if (entries.length === 0) return 'INVALIDACL';
  const result: AclEntry[] = [];
  for (const entry of entries) {
    if (entry.scheme === null) return 'INVALIDACL';
    const provider = PROVIDERS.get(entry.scheme);
    if (entry.scheme === 'auth') {
      const mine = inJavaOrder(ids).filter((id) => PROVIDERS.get(id.scheme)?.authenticates);
      if (mine.length === 0) return 'INVALIDACL';
      for (const id of mine) result.push({ perms: entry.perms, scheme: id.scheme, id: id.id });
    } else if (!hasId(entry)) {
      return provider || entry.scheme === 'world' ? 'MARSHALLINGERROR' : 'INVALIDACL';
    } else if (isWorld(entry) || provider?.isValid(entry.id) === true) result.push(entry);
    else return 'INVALIDACL';
  }
  // The lists most nodes have are shared, so that a tree of thousands holds one.
  return result.length === acl.length && result.every((entry, i) => entry === acl[i])
    ? (acl as Acl)
    : result;
}

function hasId(entry: AskedAcl[number]): entry is AclEntry {
  return entry.scheme !== null && entry.id !== null;
}

/**
 * Identities in the order in which `auth` expands to them: a connection holds its identities in a
 * hash set (ServerCnxn.authInfo), so the order looks arbitrary but is fixed by Java's hashes.
 */
export function inJavaOrder(ids: readonly AuthId[]): readonly AuthId[] {
  if (ids.length < 2) return ids;
  let buckets = 16;
  while (ids.length >= buckets * 0.75) buckets *= 2;
  const hashOf = ({ scheme, id }: AuthId): number =>
    (Math.imul(37, 37 * 17 + javaHash(scheme)) + javaHash(id)) | 0;
  return inHashOrder(ids, hashOf, buckets);
}

function withoutDuplicates(acl: AskedAcl): AskedAcl {
  if (acl.length < 2) return acl;
  return acl.filter((entry, i) => acl.findIndex((other) => sameEntry(entry, other)) === i);
}

function sameEntry(a: AskedAcl[number], b: AskedAcl[number]): boolean {
  return a.perms === b.perms && a.scheme === b.scheme && a.id === b.id;
}

/**
 * `user:password` to `user:base64(sha1(user:password))`
 * (DigestAuthenticationProvider.generateDigest).
 */
export function digestId(userAndPassword: Bytes): string {
  const colon = userAndPassword.indexOf(':');
  const user = colon < 0 ? userAndPassword : userAndPassword.slice(0, colon);
  return `${textOf(user)}:${btoa(sha1(userAndPassword))}`;
}

/** An ACL as shown to someone without ADMIN: the digests are masked as `user:x`. */
export function maskedAcl(acl: Acl): Acl {
  return acl.map((entry) =>
    entry.scheme === 'digest' && entry.id.includes(':')
      ? { perms: entry.perms, scheme: entry.scheme, id: `${userOf(entry.id)}:x` }
      : entry,
  );
}

function userOf(digest: string): string {
  const colon = digest.indexOf(':');
  return colon < 0 ? digest : digest.slice(0, colon);
}

/**
 * The name of an identity without secrets, as whoAmI shows it (AuthenticationProvider.getUserName).
 */
export function userName(id: AuthId): string {
  return id.scheme === 'digest' ? userOf(id.id) : id.id;
}

/**
 * What `auth` earns a connection: the identities it has afterwards; null when the scheme is unknown
 * (AUTHFAILED, and the connection is closed). `superDigest` is the super user's digest id. Any text
 * is a valid digest, also a wrong password: it yields an identity that matches nothing.
 */
export function authenticated(
  ids: readonly AuthId[],
  scheme: string,
  auth: Bytes | null,
  superDigest: string | null,
): readonly AuthId[] | null {
  if (scheme === 'ip') return ids;
  // Of nothing no digest can be made: the provider throws.
  if (scheme !== 'digest' || auth === null) return null;
  const id = digestId(auth);
  let next = ids;
  if (id === superDigest) next = withId(next, { scheme: 'super', id: '' });
  return withId(next, { scheme: 'digest', id });
}

function withId(ids: readonly AuthId[], id: AuthId): readonly AuthId[] {
  return ids.some((other) => other.scheme === id.scheme && other.id === id.id) ? ids : [...ids, id];
}
