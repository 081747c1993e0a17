import type { World } from '../sim/index.ts';
import { accountOfScene, isMet, type Scene, sceneAt } from '../tutor/index.ts';
import type { Lab } from './lab.svelte.ts';
import type { LessonDesk } from './lesson-desk.svelte.ts';

/** What has come of the step that is shown, in the student's own run. */
export class LessonScene {
  readonly #lab: Lab;
  readonly #desk: LessonDesk;
  /** Whatever is shown beside it. */
  readonly #scene: Scene = $derived.by(() => {
    // By turns, not by frames: between two of them nothing changes that is looked at.
    const { timeline, world } = this.#lab;
    const { startedAt, beside } = this.#desk;
    return beside.own === null
      ? sceneAt(timeline, startedAt, world.now)
      : sceneAt(beside.own.timeline, startedAt, Math.floor(beside.own.at));
  });
  /** The moment that the lesson's text speaks of. */
  readonly world: World = $derived(this.#scene.world);
  /** Which goals of the step hold now. */
  readonly met: readonly boolean[] = $derived.by(() => {
    const goals = this.#desk.step?.goals ?? [];
    return goals.map((goal) => isMet(this.#scene, goal));
  });
  /** What the run of the step says of itself. */
  readonly account: readonly string[] = $derived.by(() => {
    const { lesson, leaf } = this.#desk;
    if (leaf !== 'checking' && leaf !== 'done') return [];
    return accountOfScene(this.#scene, lesson?.both === true, this.#lab.settings.language);
  });
  /** The task of the step is done. */
  readonly isDone: boolean = $derived.by(() => {
    const { leaf, lines, beside, step } = this.#desk;
    if (leaf !== 'checking' || lines.underWay || beside.state !== 'none') return false;
    return this.met.every(Boolean) && beside.isProved(step?.seeds ?? 0);
  });

  constructor(lab: Lab, desk: LessonDesk) {
    this.#lab = lab;
    this.#desk = desk;
  }
}
