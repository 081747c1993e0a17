/** The timeline and the space-time diagram. */
export const timeline = {} as const;
