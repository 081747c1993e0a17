/** The number that the leader gave a sequential node: the last ten digits of its name. */
export function sequenceOf(name: string): number | null {
  const digits = /(\d{10})$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Tickets by number: in front of it stands a GUID, which orders nothing. Other names as given. */
export function byNumber(names: readonly string[]): readonly string[] {
  const all = names.map((name) => ({ name, number: sequenceOf(name) }));
  if (all.some(({ number }) => number === null)) return names;
  return all.sort((a, b) => (a.number ?? 0) - (b.number ?? 0)).map(({ name }) => name);
}
