/**
 * A model of plain data with the parts of the one before it wherever they say the same, down to the
 * smallest: what did not change is the very same object, and is not drawn anew.
 */
export function kept<T>(before: T, now: T): T {
  if (Object.is(before, now) || !isData(before) || !isData(now)) return now;
  if (Array.isArray(before) !== Array.isArray(now)) return now;
  const keys = Object.keys(now);
  let isSame = keys.length === Object.keys(before).length;
  let next: Record<string, unknown> | null = null;
  for (const key of keys) {
    const part = kept(before[key], now[key]);
    if (!Object.is(part, before[key]) || !(key in before)) isSame = false;
    if (Object.is(part, now[key])) continue;
    next ??= (Array.isArray(now) ? [...now] : { ...now }) as Record<string, unknown>;
    next[key] = part;
  }
  return isSame ? before : ((next ?? now) as T);
}

function isData(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
