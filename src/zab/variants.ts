/**
 * Faulty variants of the protocol, each a named switch that is read at one place. All off is the
 * baseline of src/ARCHITECTURE.md. (The bug zoo grows here.)
 */
export type Variants = Readonly<Record<string, boolean>>;

/** No variant: the protocol as it should be. */
export const NO_VARIANTS: Variants = Object.freeze({});
