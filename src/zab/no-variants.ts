import type { Variants } from './variants.ts';

/** No variant: the protocol as it should be. Apart from their list, which no run needs. */
export const NO_VARIANTS: Variants = Object.freeze({});
