/** The pictures, one folder each: a pure model of a moment, a layout, markup. */

export * from './inspector/index.ts';
export * from './lesson/index.ts';
export type {
  Complaint,
  Language,
  Moment,
  TimedEvent,
  ViewActions,
  ViewProps,
} from './props.ts';
export * from './stage/index.ts';
export * from './timeline/index.ts';
export * from './ward/index.ts';
