import type { Micros } from '../../model/index.ts';
import { beatsOf, branchOf, type Timeline } from '../../timeline/index.ts';
import type { TimedEvent } from '../props.ts';
import { type Axis, type AxisKind, axisOf, type Span } from './axis.ts';

/** Turns that can be read on one screen. */
const FITTING = 70;

/** Up to where any of its branches is known. */
export function runEnd(timeline: Timeline): Micros {
  return Math.max(0, branchOf(timeline).end, ...timeline.branches.map((branch) => branch.end));
}

/** How the run is laid out, for the line and for the diagram above it. */
class TimeView {
  kind: AxisKind = $state('time');
  /** The stretch that is shown, in places of the axis; null: all of it. */
  span: Span | null = $state.raw(null);
  /** The diagram is there. */
  expanded = $state(false);
  /** The event whose past is lit. */
  chosen: TimedEvent | null = $state.raw(null);

  /** The other axis, for the same stretch of time. */
  toggleScale(timeline: Timeline): void {
    const kind = this.kind === 'time' ? 'events' : 'time';
    const [beats, end] = [beatsOf(timeline), runEnd(timeline)];
    this.#change(axisOf(this.kind, beats, end), axisOf(kind, beats, end));
  }

  /** The diagram, or none: it begins event by event, with the last that happened. */
  toggleDiagram(timeline: Timeline, now: Micros): void {
    this.expanded = !this.expanded;
    const beats = beatsOf(timeline);
    if (!this.expanded || this.span !== null || beats.length <= FITTING) return;
    const axis = axisOf('events', beats, runEnd(timeline));
    const place = axis.placeOf(now);
    this.kind = 'events';
    this.span = { from: Math.max(0, place - FITTING), to: Math.max(FITTING, place) + 6 };
  }

  /** Chooses an event in the diagram, and shows the stretch in which it lies. */
  show(event: TimedEvent, timeline: Timeline, now: Micros): void {
    this.chosen = event;
    if (!this.expanded) this.toggleDiagram(timeline, now);
    const { span } = this;
    const place = axisOf(this.kind, beatsOf(timeline), runEnd(timeline)).placeOf(event.at);
    if (span === null || (place >= span.from && place <= span.to)) return;
    const width = span.to - span.from;
    const from = Math.max(0, place - width / 2);
    this.span = { from, to: from + width };
  }

  #change(from: Axis, to: Axis): void {
    const { span } = this;
    this.kind = to.kind;
    this.span = span && {
      from: to.placeOf(from.timeOf(span.from)),
      to: to.placeOf(from.timeOf(span.to)),
    };
  }
}

export const view = new TimeView();
