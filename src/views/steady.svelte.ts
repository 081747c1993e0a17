import { untrack } from 'svelte';
import { kept } from './kept.ts';

/**
 * What `of` answers, as a thing that changes only when it says something else, and then only in the
 * parts that do. Who reads a `$derived` is asked whether it is still up to date whenever what lies
 * below it has changed, that is in every frame; who reads this hears of nothing until there is
 * something to hear. For components.
 */
export function steady<T>(of: () => T): { readonly value: T } {
  let value = $state.raw(untrack(of));
  $effect.pre(() => {
    const next = of();
    value = kept(
      untrack(() => value),
      next,
    );
  });
  return {
    get value() {
      return value;
    },
  };
}
