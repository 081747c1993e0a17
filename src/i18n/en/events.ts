/** What happened: one plain sentence an event. */
export const events = {} as const;
