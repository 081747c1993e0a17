import type { Endpoint } from '../../sim/index.ts';
import { STAGE } from './marks.ts';
import type { Anchor, Board } from './messages.ts';

/** What a trainer points at, draws and lights up on the stage. */
export class Drawing {
  spotlight: Anchor | null = $state.raw(null);
  pointer: Anchor | null = $state.raw(null);
  strokes: readonly (readonly Anchor[])[] = $state.raw([]);
  readonly board: Pick<Board, 'spotlight' | 'pointer' | 'strokes'> = $derived({
    ...{ spotlight: this.spotlight, pointer: this.pointer },
    strokes: this.strokes.map((one) => [...one]),
  });

  /** Lights up what is selected on the stage; once more, nothing. */
  light(selected: Endpoint | null): void {
    if (this.spotlight !== null || selected === null) this.spotlight = null;
    else this.lightUp(`${typeof selected === 'number' ? 'server' : 'client'} ${selected}`);
  }

  /** Puts a thing into the light; the stage itself is none. */
  lightUp(thing: string): void {
    this.spotlight = thing === STAGE ? null : { thing, x: 0.5, y: 0.5 };
  }

  readonly wipe = (): void => {
    this.strokes = [];
    this.spotlight = null;
    this.pointer = null;
  };
}
