import type { Acl, AclEntry } from '../../model/index.ts';

const BITS: Readonly<Record<string, number>> = { r: 1, w: 2, c: 4, d: 8, a: 16 };
const ORDER = 'cdrwa';

/** String.split(","): what is empty at the end is left out, an empty text is one part. */
function parts(text: string): readonly string[] {
  const all = text.split(',');
  while (text !== '' && all.at(-1) === '') all.pop();
  return all;
}

/** `scheme:id:perms,…` (cli.AclParser). Other entries are named and left out. */
export function parseAcl(text: string): { readonly acl: Acl; readonly err: readonly string[] } {
  const acl: AclEntry[] = [];
  const err: string[] = [];
  for (const entry of parts(text)) {
    const first = entry.indexOf(':');
    const last = entry.lastIndexOf(':');
    if (first === last) {
      err.push(`${entry} does not have the form scheme:id:perm`);
      continue;
    }
    let perms = 0;
    for (const letter of entry.slice(last + 1)) {
      const bit = BITS[letter];
      if (bit === undefined) err.push(`Unknown perm type: ${letter}`);
      else perms |= bit;
    }
    acl.push({ perms, scheme: entry.slice(0, first), id: entry.slice(first + 1, last) });
  }
  return { acl, err };
}

/** The letters of a set of permissions, in zkCli's order. */
export function permLetters(perms: number): string {
  return [...ORDER].filter((letter) => (perms & (BITS[letter] ?? 0)) !== 0).join('');
}
