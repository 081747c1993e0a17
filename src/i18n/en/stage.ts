/** The stage: servers, links, messages and what can be done to them. */
export const stage = {} as const;
