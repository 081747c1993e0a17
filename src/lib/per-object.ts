/**
 * The same function, with a memory: what it said of an object is said again, as the very same
 * value, as long as that object is there. For pure functions of values that never change.
 */
export function perObject<K extends object, V>(of: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) {
      found = { value: of(key) };
      known.set(key, found);
    }
    return found.value;
  };
}
