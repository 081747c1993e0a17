import type { Language } from '../i18n/index.ts';
import type { Command, SimEvent } from '../sim/index.ts';
import { describe } from './describe.ts';
import { messageText } from './facts.ts';
import { printCommand } from './print.ts';

/** Something that happened, or that somebody did. */
export type Happening =
  | { readonly event: SimEvent; readonly command: null }
  | { readonly event: null; readonly command: Command };

/** What it is called where there is little room: in the name of a branch, on a button. */
export function happeningName({ event, command }: Happening, language: Language): string {
  if (command !== null) return printCommand(command);
  if (!('message' in event)) return describe(event, language).text.replace(/[.。]$/, '');
  const to = 'to' in event ? event.to : event.server;
  return `${messageText(event.message)} ${event.from} → ${to}`;
}
