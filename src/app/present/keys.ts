import { tick } from 'svelte';
import { keyOf } from '../actions.ts';
import { toggleBeside } from '../beside.ts';
import { isTyped } from '../typing.ts';
import { clickerKey, isCounted } from './clicker.ts';
import type { Room } from './room.svelte.ts';

interface TrainerDoes {
  readonly openAudience: () => void;
}

/** Digits lie on number keys, whatever shift makes of them: 1 to 0, and again with shift. */
function cardOf({ code, shiftKey }: KeyboardEvent): number | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  return digit === undefined ? null : ((Number(digit) + 9) % 10) + (shiftKey ? 10 : 0);
}

/** Out of a field, keys are those of the window again. */
function leaves({ key, target }: KeyboardEvent): boolean {
  const isField = target instanceof HTMLInputElement && target.type === 'number';
  if (!isField || (key !== 'Enter' && key !== 'Escape')) return false;
  target.blur();
  return true;
}

/** What a key does in the trainer's window; false: nothing, it is the browser's. */
export function trainerKey(event: KeyboardEvent, room: Room, does: TrainerDoes): boolean {
  const { lab } = room;
  const pressed = clickerKey(event);
  if (pressed !== null) {
    if (pressed === 'next') room.next();
    else if (pressed === 'back') room.back();
    else if (pressed === 'fullscreen') does.openAudience();
    else room.blackout = !room.blackout;
    return true;
  }
  if (leaves(event)) return true;
  if (isCounted(event) ?? isTyped(event.target, keyOf(event))) return false;
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== 'z') return false;
    room.undo();
    return true;
  }
  // A number that is typed where hands are counted is no card.
  const counts = event.target instanceof Element && event.target.closest('[data-hands]') !== null;
  const card = counts ? null : cardOf(event);
  const id = card === null ? undefined : room.deck.order[card];
  if (id !== undefined) {
    room.choose(id);
    return true;
  }
  const onButton = event.target instanceof Element && event.target.closest('button, a') !== null;
  switch (event.key) {
    case 'Enter':
      if (onButton || room.deck.open === null) return false;
      room.next();
      return true;
    case ' ':
      if (onButton) return false;
      lab.toggle();
      return true;
    case 'Escape':
      room.putCardAway();
      return true;
    case 'u':
      room.undo();
      return true;
    case 'k':
      toggleBeside(lab);
      return true;
    case 'r':
      room.reset();
      return true;
    case 't':
      room.votes.turn('talking');
      return true;
    case 'v':
      room.votes.turn('again');
      void tick().then(() => {
        document.querySelector<HTMLInputElement>('[data-hands] input')?.focus();
      });
      return true;
    case 'f':
      room.frozen = !room.frozen;
      return true;
    case 'l':
      room.drawing.light(lab.selected);
      return true;
    case '?':
      room.lost = true;
      return true;
    default:
      return false;
  }
}
