/** What the zkCli console says on its own account (the real tool’s sentences are not translated). */
export const zkcli = {} as const;
