import { untrack } from 'svelte';
import type { Micros } from '../../model/index.ts';
import type { Box } from './geometry.ts';
import type { TokenShape } from './messages.ts';
import {
  type LaneScene,
  lanesOf,
  type PlacedToken,
  placedIn,
  type TokenLane,
} from './token-places.ts';

/**
 * The lanes of a stage. They are laid anew when messages come, go or pass each other, and then only
 * those which that is about; where messages are on them follows from the clock alone.
 */
export class TokenLanes {
  readonly #tokens: () => readonly TokenShape[];
  readonly #scene: () => LaneScene;
  readonly #now: () => Micros;
  /** How often a message has passed another one. */
  #passed = $state(0);
  #laid: { readonly scene: LaneScene; readonly lanes: ReadonlyMap<string, TokenLane> } | null =
    null;

  readonly all: readonly TokenLane[] = $derived.by(() => {
    void this.#passed;
    const scene = this.#scene();
    const before = this.#laid?.scene === scene ? this.#laid.lanes : undefined;
    const now = untrack(this.#now);
    const lanes = lanesOf(this.#tokens(), scene, now, before);
    this.#laid = { scene, lanes };
    const all = [...lanes.values()];
    return scene.standApart?.(all, scene, now) ?? all;
  });

  /** Where messages are now; a lane in which one has passed another is left out. */
  readonly placed: readonly PlacedToken[] = $derived.by(() => placedIn(this.all, this.#now()));

  /** For whatever has to keep clear of messages: where they stand, as `TokenButtons` says. */
  rested: readonly PlacedToken[] = $state.raw([]);
  /** A hand leads time through the run, and has not rested yet. */
  led: boolean = $state.raw(false);

  constructor(tokens: () => readonly TokenShape[], scene: () => LaneScene, now: () => Micros) {
    this.#tokens = tokens;
    this.#scene = scene;
    this.#now = now;
  }

  /** Where messages were when their lanes were laid. */
  laid(): readonly PlacedToken[] {
    return placedIn(this.all, untrack(this.#now));
  }

  /** What stands over messages that come too near. */
  things(): readonly Box[] {
    return [...(this.#scene().things?.values() ?? [])];
  }

  layAnew(): void {
    this.#passed++;
  }
}
