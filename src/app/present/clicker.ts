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

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, dialog') !== null;
}

/** What a clicker's key means; null: it is none of a clicker's. */
export function clickerKey(event: KeyboardEvent): Press | 'fullscreen' | null {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  return isTyping(target) && NEEDED_TO_TYPE.test(key) ? null : (KEYS[key] ?? null);
}
