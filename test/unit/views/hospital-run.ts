import { parseScriptLine } from '../../../src/script/index.ts';
import type { World } from '../../../src/sim/index.ts';
import {
  act,
  begin,
  extendTo,
  isMistake,
  openingOf,
  runUntil,
  type Timeline,
  worldAt,
} from '../../../src/timeline/index.ts';

/** A run of the hospital, and the lines given in it. */
export class Run {
  timeline: Timeline;
  at = 0;

  constructor() {
    const opening = openingOf('hospital');
    if (isMistake(opening)) throw new Error('the hospital opens');
    this.timeline = begin(opening, 1);
  }

  to(at: number): this {
    this.at = at;
    this.timeline = extendTo(this.timeline, at);
    return this;
  }

  until(until: 'leader' | 'commit' | 'serving' | 'quiet'): this {
    return this.to(runUntil(this.timeline, this.at, { type: 'until', until }).at);
  }

  say(line: string): this {
    const read = parseScriptLine(line);
    if (read.type !== 'command') throw new Error(`no command: ${line}`);
    const done = act(this.timeline, this.at, read.command);
    if (isMistake(done)) throw new Error(`refused: ${line}`);
    this.timeline = done;
    return this;
  }

  get world(): World {
    return worldAt(this.timeline, this.at);
  }
}
