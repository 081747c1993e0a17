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

/** Somebody wants something of the window with a key that is no field’s, button’s or browser’s. */
export function isMeant(event: KeyboardEvent): boolean {
  const pressed = clickerKey(event);
  if (pressed !== null) return pressed !== 'fullscreen';
  const { altKey, ctrlKey, key, metaKey, target } = event;
  if (altKey || ctrlKey || metaKey || isTyped(target, keyOf(event))) return false;
  return key.length === 1 && !(target instanceof Element && target.closest('button, a') !== null);
}

/** What somebody who is lost chooses with a key. */
interface LostWays {
  readonly on: () => void;
  readonly back: () => void;
  readonly reset: () => void;
  /** To a step, from 0. */
  readonly step: (n: number) => void;
  readonly steps: number;
}

/** What a key does where the ways on are told: what it does elsewhere; and digits are steps. */
export function lostKey(event: KeyboardEvent, ways: LostWays): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const pressed = clickerKey(event);
  const step = cardOf(event);
  if (pressed === 'next') ways.on();
  else if (pressed === 'back') ways.back();
  else if (event.key === 'r' || event.key === 'R') ways.reset();
  else if (step !== null && step < ways.steps) ways.step(step);
  else return false;
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
      if (room.code.link === null) room.putCardAway();
      else room.code.away();
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
    case 'q':
      void room.code.toggle();
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
