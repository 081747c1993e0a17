import { describe, expect, test } from 'vitest';
import type { Acl, AclEntry, AuthId } from '../../../src/model/index.ts';
import {
  authenticated,
  digestId,
  isGranted,
  maskedAcl,
  normalizedAcl,
  PERMS,
  permLetters,
  sha1,
  userName,
} from '../../../src/znodes/index.ts';

const BITS: Readonly<Record<string, number>> = {
  c: PERMS.CREATE,
  d: PERMS.DELETE,
  r: PERMS.READ,
  w: PERMS.WRITE,
  a: PERMS.ADMIN,
};
const entry = (letters: string, scheme: string, id: string): AclEntry => ({
  perms: [...letters].reduce((bits, letter) => bits | (BITS[letter] ?? 0), 0),
  scheme,
  id,
});
const IP: AuthId = { scheme: 'ip', id: '127.0.0.1' };
const digest = (text: string): AuthId => ({ scheme: 'digest', id: digestId(text) });

describe('digests', () => {
  test.each([
    ['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
    ],
    ['a'.repeat(1000), '291e9a6c66994949b57ba5e650361e98fc36b1ba'],
  ])('the SHA-1 of %j', (text, hex) => {
    const bytes = [...sha1(text)].map((c) => c.charCodeAt(0).toString(16).padStart(2, '0'));
    expect(bytes.join('')).toBe(hex);
  });

  test('the id of a user is as a real server makes it', () => {
    expect(digestId('user1:12345')).toBe('user1:+owfoSBn/am19roBPzR1/MfCblE=');
    expect(digestId('\u00c3\u00a9:x')).toMatch(/^é:/);
    expect(userName(digest('user1:12345'))).toBe('user1');
    expect(userName(digest('nocolon'))).toBe('nocolon');
    expect(userName(digest(''))).toBe('');
  });
});

describe('a list that is given', () => {
  test.each<[string, string, boolean]>([
    ['world', 'anyone', true],
    ['world', 'someone', false],
    ['nosuch', 'x', false],
    ['x509', 'CN=a', false],
    ['super', 'x', false],
    ['digest', 'noColon', false],
    ['digest', 'a:b:c', false],
    ['digest', ':x', true],
    ['digest', 'a:', false],
    ['digest', 'a:b:', true],
    ['ip', '127.0.0.1', true],
    ['ip', '127.0.0.0/8', true],
    ['ip', '+127.0.0.1', true],
    ['ip', '127.0.0.1/', false],
    ['ip', '127.0.0.1/+8', true],
    ['ip', '1.2.3', false],
    ['ip', '1.2.3.4/33', false],
    ['ip', '300.1.1.1', false],
    ['ip', 'localhost', false],
    ['ip', '::1', false],
    ['auth', '', false],
  ])('%s:%s is valid: %s', (scheme, id, valid) => {
    const acl = [entry('r', scheme, id)];
    expect(normalizedAcl(acl, [IP])).toEqual(valid ? acl : 'INVALIDACL');
  });

  test('must hold something, holds nothing twice, and is valid only as a whole', () => {
    const open = entry('r', 'world', 'anyone');
    expect(normalizedAcl([], [IP])).toBe('INVALIDACL');
    expect(normalizedAcl([open, { ...open }], [IP])).toEqual([open]);
    expect(normalizedAcl([open, entry('r', 'bad', 'x')], [IP])).toBe('INVALIDACL');
  });

  test('an id that is no string is an exception, where somebody looks at it', () => {
    const nameless = (scheme: string) => ({ perms: 1, scheme, id: null });
    expect(normalizedAcl([nameless('world')], [IP])).toBe('MARSHALLINGERROR');
    expect(normalizedAcl([nameless('digest')], [IP])).toBe('MARSHALLINGERROR');
    expect(normalizedAcl([nameless('nosuch')], [IP])).toBe('INVALIDACL');
    expect(normalizedAcl([entry('r', 'bad', 'x'), nameless('ip')], [IP])).toBe('INVALIDACL');
    const alice = digest('alice:pw');
    expect(normalizedAcl([nameless('auth')], [alice])).toEqual([{ perms: 1, ...alice }]);
  });

  test('auth becomes the identities of the connection, in the order of their hashes', () => {
    const ids = [IP, digest('alice:pw-a'), digest('bob:pw-b')];
    const expanded = normalizedAcl([entry('rw', 'auth', 'ignored')], ids) as Acl;
    expect(expanded.map((e) => e.id).sort((a, b) => (a < b ? -1 : 1))).toEqual(
      ids.slice(1).map((id) => id.id),
    );
    expect(normalizedAcl([entry('rw', 'auth', '')], ids.slice().reverse())).toEqual(expanded);
  });
});

describe('permission', () => {
  const readers = [entry('r', 'digest', digestId('u:p')), entry('w', 'ip', '10.0.0.0/8')];
  test.each<[string, number, readonly AuthId[], boolean]>([
    ['a matching digest reads', PERMS.READ, [IP, digest('u:p')], true],
    ['a wrong password does not', PERMS.READ, [IP, digest('u:q')], false],
    ['an address in the range writes', PERMS.WRITE, [{ scheme: 'ip', id: '10.9.8.7' }], true],
    ['an address outside does not', PERMS.WRITE, [IP], false],
    ['the super user may do all', PERMS.ADMIN, [{ scheme: 'super', id: '' }], true],
    ['one of several bits is enough', PERMS.READ | PERMS.ADMIN, [digest('u:p')], true],
  ])('%s', (_, wanted, ids, granted) => expect(isGranted(readers, wanted, ids)).toBe(granted));

  test('an empty list grants everything; world grants everybody', () => {
    expect(isGranted([], PERMS.ADMIN, [])).toBe(true);
    expect(isGranted([entry('c', 'world', 'anyone')], PERMS.CREATE, [])).toBe(true);
    expect(isGranted([entry('c', 'world', 'anyone')], PERMS.DELETE, [])).toBe(false);
  });

  test.each([
    ['cdrwa', 31],
    ['r', 1],
    ['rw', 3],
    ['', 0],
  ])('%j is %i', (letters, bits) => {
    expect(permLetters(bits)).toBe(letters);
  });

  test('digests are masked', () => {
    expect(maskedAcl([entry('r', 'digest', 'bob:hash'), entry('r', 'ip', '1.2.3.4')])).toEqual([
      entry('r', 'digest', 'bob:x'),
      entry('r', 'ip', '1.2.3.4'),
    ]);
  });
});

describe('addAuth', () => {
  const SUPER = digestId('super:secret');
  test('earns identities once', () => {
    const one = authenticated([IP], 'digest', 'u:p', SUPER);
    expect(one).toEqual([IP, digest('u:p')]);
    expect(authenticated(one ?? [], 'digest', 'u:p', SUPER)).toEqual(one);
    expect(authenticated([IP], 'ip', 'whatever', SUPER)).toEqual([IP]);
  });
  test('the super password earns one more', () => {
    expect(authenticated([IP], 'digest', 'super:secret', SUPER)).toEqual([
      IP,
      { scheme: 'super', id: '' },
      digest('super:secret'),
    ]);
    expect(authenticated([IP], 'digest', 'super:wrong', SUPER)).toHaveLength(2);
  });
  test.each(['nosuch', 'world', 'sasl', 'super', 'auth'])('%s is refused', (scheme) => {
    expect(authenticated([IP], scheme, 'x', SUPER)).toBe(null);
  });
});
