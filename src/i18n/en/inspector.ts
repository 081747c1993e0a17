/** The inspector’s tabs. */
export const inspector = {} as const;
