import type { MenuPoint } from '../../ui/index.ts';
import type { Moment } from '../props.ts';
import type { Thing } from './open-menu.ts';

/** The name by which lessons call a thing of the stage; empty: they have none for it. */
function lessonName(thing: Thing): string {
  switch (thing.type) {
    case 'server':
      return `server ${thing.server.sid}`;
    case 'client':
      return `client ${thing.client.name}`;
    case 'token':
      return `message ${thing.token.type} ${thing.token.from} -> ${thing.token.to}`;
    default:
      return '';
  }
}

/** What a thing of the stage says to whoever asks for one by pointing; null: nobody asks. */
export function pointedAt({ asks }: Moment, thing: Thing): string | null {
  const name = lessonName(thing);
  return asks?.has(name.split(' ')[0] ?? '') ? name : null;
}

/** Whether a lesson is about a thing of the stage. */
export function isLit({ lit }: Moment, thing: Thing): boolean {
  return lit !== undefined && lit.size > 0 && lit.has(lessonName(thing));
}

/** Where a menu opens: at the pointer, or, from the keyboard, under the thing itself. */
export function pointOf(event: MouseEvent | KeyboardEvent): MenuPoint {
  if (event instanceof MouseEvent && event.detail > 0)
    return { x: event.clientX, y: event.clientY };
  // The event of a moment ago is at no element any more.
  const box = ((event.currentTarget ?? event.target) as Element).getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.bottom };
}
