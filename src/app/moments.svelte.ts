import type { World } from '../sim/index.ts';
import type { Timeline } from '../timeline/index.ts';
import type { Moment } from '../views/index.ts';
import type { LatestEvents } from './latest-events.ts';
import type { LessonSignal } from './lesson-signal.ts';

/** A place in a run, and what happened last. */
interface Place {
  readonly timeline: Timeline;
  readonly world: World;
  readonly latest: LatestEvents;
  readonly now: number;
}

/** What a person looks at, whatever the place. */
interface Looked extends Required<Pick<Moment, 'violations' | 'selected' | 'observed'>> {
  readonly pointed: Moment['pointed'];
  readonly signal: LessonSignal;
}

/**
 * What pictures are drawn from. One object for good, and each part of it is looked up when it is
 * read: so a picture is drawn anew for what it has read, and not whenever the clock has moved.
 */
export function momentOf(looked: Looked, place: Place): Moment {
  return {
    get world() {
      return place.world;
    },
    get timeline() {
      return place.timeline;
    },
    get events() {
      return place.latest.all;
    },
    get now() {
      return Math.floor(place.now);
    },
    get violations() {
      return looked.violations;
    },
    get selected() {
      return looked.selected;
    },
    get pointed() {
      return looked.pointed ?? null;
    },
    get observed() {
      return looked.observed;
    },
    get lit() {
      return looked.signal.lit;
    },
    get asks() {
      return looked.signal.asks;
    },
    get quiet() {
      return looked.signal.quiet;
    },
    get offered() {
      return looked.signal.offered;
    },
  };
}

/** Where the panels are: at a turn that the stage has reached. */
export class Panels implements Place {
  timeline: Timeline = $state.raw() as Timeline;
  world: World = $state.raw() as World;
  latest: LatestEvents = $state.raw() as LatestEvents;

  /** Whoever plays frames brings them after the stage, in their own time; else they go with it. */
  follow = false;

  /** They change only when something happened. */
  get now(): number {
    return this.world.now;
  }

  /** The stage has moved on. */
  hear(place: Place): void {
    if (!this.follow) this.goTo(place);
  }

  areAt({ timeline, world, latest }: Place): boolean {
    return this.timeline === timeline && this.world === world && this.latest === latest;
  }

  goTo({ timeline, world, latest }: Place): void {
    this.timeline = timeline;
    this.world = world;
    this.latest = latest;
  }
}

/** The same, and these things lit, too; everything else is still looked up when it is read. */
export function lighting(moment: Moment, things: readonly string[]): Moment {
  if (things.length === 0) return moment;
  return Object.create(moment, { lit: { value: new Set([...(moment.lit ?? []), ...things]) } });
}
