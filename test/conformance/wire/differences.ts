/** Where the simulated server answers otherwise than the real one, by the probe's name, and why. */
export const DIFFERENCES: Readonly<Record<string, string>> = {};
