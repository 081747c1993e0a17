/** The ward: the hospital that the ensemble serves. */
export const ward = {} as const;
