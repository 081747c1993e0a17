/** Why something happened: one sentence a rule, `{fact}` being the facts of its Because. */
export const rules = {} as const;
