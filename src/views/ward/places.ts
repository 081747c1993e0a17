/** Where a hospital begins in a tree, its scanner, and the scanner's lock. */
export const HOSPITAL = '/medical';
const EQUIPMENT = '/medical/resources/equipment';
export const MRI = `${EQUIPMENT}/MRI`;
export const LOCK = `${MRI}/lock`;

/** A device, by its node. */
export type Device = string;

/** The device of which a lesson speaks, by what it lights; else the scanner. */
export function deviceOf(lit: ReadonlySet<string> | undefined): Device {
  for (const thing of lit ?? []) {
    const [, name] = /^znode \/medical\/resources\/equipment\/([^/]+)/.exec(thing) ?? [];
    if (name !== undefined) return `${EQUIPMENT}/${name}`;
  }
  return MRI;
}
