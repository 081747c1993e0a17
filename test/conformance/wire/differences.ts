/** Where the simulated server answers otherwise than the real one, by the probe's name, and why. */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  'quorum: stmk without a mask':
    'the real one hangs up on a mask that does not come with its word; here it is waited for',
  'quorum: createSession':
    'the real one gives the session another timeout and greets again; here a greeting alone does',
};
