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

/** What a clicker's key means; null: it is none of a clicker's. */
export function clickerKey(event: KeyboardEvent): Press | 'fullscreen' | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  return KEYS[event.key] ?? null;
}
