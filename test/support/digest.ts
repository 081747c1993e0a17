import type { World } from '../../src/sim/index.ts';

/**
 * The text of a world, the same for equal worlds: logs end where they end, of the protocol only its
 * name counts.
 */
function textOf(world: World): string {
  return JSON.stringify({ ...world, protocol: world.protocol.name }, (_key, value) => {
    if (typeof value === 'object' && value !== null && 'spine' in value && 'tail' in value) {
      const items = [...value.spine.flat(), ...value.tail];
      return items.slice(0, value.length);
    }
    return value;
  });
}

/** A 53-bit digest of everything in a world (cyrb53). */
export function digestOf(world: World): string {
  const text = textOf(world);
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16);
}
