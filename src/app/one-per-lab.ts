import { untrack } from 'svelte';
import type { Lab } from './lab.svelte.ts';

/** The one thing of its kind that a lab has: made when it is first asked for, whoever asks. */
export function onePerLab<T extends object>(make: (lab: Lab) => T): (lab: Lab) => T {
  const all = new WeakMap<Lab, T>();
  return (lab) => {
    const known = all.get(lab);
    if (known !== undefined) return known;
    const one = untrack(() => make(lab));
    all.set(lab, one);
    return one;
  };
}
