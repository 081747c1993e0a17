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

/** What a clicker's key means; null: it is none of a clicker's. */
export function clickerKey(event: KeyboardEvent): Press | 'fullscreen' | null {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const isTheirs = NEEDED_TO_TYPE.test(key) && isTyped(target, keyOf(event));
  return isTheirs ? null : (KEYS[key] ?? null);
}
