import type { Axis, AxisKind, Span } from './axis.ts';

/** How the run is laid out, for the line and for the diagram above it. */
class TimeView {
  kind: AxisKind = $state('time');
  /** The stretch that is shown, in places of the axis; null: all of it. */
  span: Span | null = $state.raw(null);
  /** The diagram is there. */
  expanded = $state(false);

  /** The same stretch of time on another axis. */
  change(from: Axis, to: Axis): void {
    const { span } = this;
    this.kind = to.kind;
    this.span = span && {
      from: to.placeOf(from.timeOf(span.from)),
      to: to.placeOf(from.timeOf(span.to)),
    };
  }
}

export const view = new TimeView();
