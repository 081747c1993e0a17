import { append, type ChunkedLog, emptyLog, searchLog, sliceLog, takeLog } from '../lib/index.ts';
import type { Micros, ServerId } from '../model/index.ts';
import type { SimEvent } from '../sim/index.ts';
import type { JudgedTurn, Mark, Reign, Track } from './types.ts';

type Reigning = Track['reigning'];

/** The marks of a run, and who reigns; grows turn by turn. */
export interface Marks {
  readonly marks: ChunkedLog<Mark>;
  readonly reigning: Reigning;
}

export const NO_MARKS: Marks = { marks: emptyLog(), reigning: [] };

/** What a step adds to the marks; the same object when it adds nothing. */
export function withStep(marks: Marks, step: JudgedTurn): Marks {
  const at = step.after.world.now;
  let next = marks;
  const { events } = step.turn;
  for (let i = 0; i < events.length; i++) {
    next = withEvent(next, events[i] as SimEvent, at, step.before.events + i);
  }
  step.breaches.forEach((breach, i) => {
    const n = step.after.events - step.breaches.length + i;
    next = with1(next, { type: 'violated', at, n, invariant: breach.invariant, breach });
  });
  return next;
}

function with1(marks: Marks, mark: Mark): Marks {
  return { marks: append(marks.marks, mark), reigning: marks.reigning };
}

function withEvent(marks: Marks, event: SimEvent, at: Micros, n: number): Marks {
  switch (event.type) {
    case 'leaderEstablished': {
      const { server, epoch } = event;
      const before = withoutReign(marks, server, at, n);
      return {
        marks: append(before.marks, { type: 'leaderEstablished', at, n, server, epoch }),
        reigning: [...before.reigning, { server, epoch }],
      };
    }
    case 'stoppedServing':
    case 'serverCrashed':
    case 'serverExited':
      return withoutReign(marks, event.server, at, n);
    default:
      return marks;
  }
}

function withoutReign(marks: Marks, server: ServerId, at: Micros, n: number): Marks {
  const ended = marks.reigning.find((reign) => reign.server === server);
  if (ended === undefined) return marks;
  return {
    marks: append(marks.marks, { type: 'leaderLost', at, n, server, epoch: ended.epoch }),
    reigning: marks.reigning.filter((reign) => reign !== ended),
  };
}

/** The marks at or before a time. */
export function marksUntil(marks: ChunkedLog<Mark>, at: Micros): Marks {
  const kept = takeLog(
    marks,
    searchLog(marks, (mark) => mark.at > at),
  );
  const reigning = reignsOf(kept).filter((reign) => reign.to === null);
  return { marks: kept, reigning: reigning.map(({ server, epoch }) => ({ server, epoch })) };
}

/**
 * The leaders' reigns in order of establishment. Two may overlap: a leader that is cut off reigns
 * until it notices.
 */
export function reignsOf(marks: ChunkedLog<Mark>): readonly Reign[] {
  const reigns: Reign[] = [];
  for (const mark of sliceLog(marks, 0)) {
    if (mark.type === 'leaderEstablished') {
      reigns.push({ server: mark.server, epoch: mark.epoch, from: mark.at, to: null });
    } else if (mark.type === 'leaderLost') {
      const open = reigns.findIndex((reign) => reign.server === mark.server && reign.to === null);
      const reign = reigns[open];
      if (reign) reigns[open] = { ...reign, to: mark.at };
    }
  }
  return reigns;
}
