import { describe, type Language, messageText, printCommand } from '../../script/index.ts';
import {
  type Alterable,
  alterableAt,
  type TimedEvent,
  type Timeline,
} from '../../timeline/index.ts';

/** What can be otherwise, and whether it is called by its name where it is offered. */
export interface Offered {
  readonly what: Alterable;
  readonly named: boolean;
}

/** What an alterable thing is called in the name of a branch and on a button. */
export function alterableName({ event, command }: Alterable, language: Language): string {
  if (command !== null) return printCommand(command);
  if (!('message' in event)) return describe(event, language).text.replace(/[.。]$/, '');
  const to = 'to' in event ? event.to : event.server;
  return `${messageText(event.message)} ${event.from} → ${to}`;
}

/** What is offered under an event itself; null: nothing about it can be otherwise. */
export function offeredAt(
  timeline: Timeline,
  { n, at }: Pick<TimedEvent, 'n' | 'at'>,
): Offered | null {
  const what = alterableAt(timeline, n, at);
  return what && { what, named: what.command !== null || what.n !== n };
}
