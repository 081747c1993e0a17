import { keyOf } from '../actions.ts';
import { isTyped } from '../typing.ts';
import type { Press } from './messages.ts';

const KEYS: Readonly<Record<string, Press | 'fullscreen'>> = {
  PageDown: 'next',
  ArrowRight: 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  b: 'blackout',
  B: 'blackout',
  '.': 'blackout',
  F5: 'fullscreen',
  F11: 'fullscreen',
};

/** A field for words or numbers needs its letters and arrows; a clicker has other keys, too. */
const NEEDED_TO_TYPE = /^(Arrow.*|.)$/;
/** A field in which hands are counted needs no more than this. */
const NEEDED_TO_COUNT = /^(\d|ArrowUp|ArrowDown|Backspace|Delete|Home|End)$/;

/** Whether it is the field's own in which hands are counted; null: it comes from no such field. */
export function isCounted({ target, key }: KeyboardEvent): boolean | null {
  const isHands = target instanceof Element && target.closest('[data-hands] input') !== null;
  return isHands ? NEEDED_TO_COUNT.test(key) : null;
}

/** What a clicker's key means; null: it is none of a clicker's. */
export function clickerKey(event: KeyboardEvent): Press | 'fullscreen' | null {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const isTheirs = isCounted(event) ?? (NEEDED_TO_TYPE.test(key) && isTyped(target, keyOf(event)));
  return isTheirs ? null : (KEYS[key] ?? null);
}
