import { untrack } from 'svelte';
import { hasTwoSides } from '../../timeline/index.ts';
import type { Lab } from '../lab.svelte.ts';
import { onePerLab } from '../one-per-lab.ts';
import { type Both, bothSides, loadBoth } from './load.svelte.ts';

/** The second side of a lab's run, where it has one: in a lesson, and wherever the run is kept. */
class Sides {
  readonly has: boolean = $derived.by(() => hasTwoSides(this.#lab.timeline));
  /** What it takes; null: the run has one side, or the other is still to come. */
  readonly shown: Both | null = $derived.by(() => (this.has ? bothSides() : null));
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
    $effect.root(() => {
      $effect(() => {
        if (!this.has || this.shown !== null) return;
        const { language } = untrack(() => lab.settings);
        loadBoth(language).catch(() => lab.notify('shell.notice.notFetched', {}, 'alarm'));
      });
      $effect(() => {
        const { shown } = this;
        lab.flow.otherSide =
          shown && (() => shown.raftSideOf(lab.timeline, Math.floor(lab.now))?.timeline ?? null);
      });
    });
  }
}

/** The one of a lab. */
export const sidesOf = onePerLab((lab) => new Sides(lab));
