/** Departments of the hospital, in the order in which new clients are named after them. */
const DEPARTMENTS = [
  'radiology',
  'emergency',
  'neurology',
  'cardiology',
  'oncology',
  'surgery',
  'pediatrics',
  'pharmacy',
] as const;

/** A name that no client has yet. */
export function freeName(names: readonly string[]): string {
  const department = DEPARTMENTS.find((one) => !names.includes(one));
  if (department !== undefined) return department;
  for (let n = 2; ; n++) {
    const name = `ward${n}`;
    if (!names.includes(name)) return name;
  }
}
