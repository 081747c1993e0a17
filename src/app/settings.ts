import { LANGUAGES, type Language } from '../i18n/index.ts';
import { TABS, type Tab, type Tempo } from '../views/index.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The one after it, round and round. */
export function themeAfter(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
}

export const THEME_ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const;

/** What a person has chosen about the page; remembered, and never part of a run. */
export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  readonly lesson: boolean;
  readonly inspector: boolean;
  readonly ward: boolean;
  readonly timeline: boolean;
  readonly pings: boolean;
  /** At the tempo auto time stops where one could act, and cards say what one could do. */
  readonly moves: boolean;
  readonly tempo: Tempo;
  readonly unit: 'event' | 'hop' | 'phase' | 'turn';
  readonly tab: Tab;
  /** Every step of every lesson is open: for whoever teaches. */
  readonly teacher: boolean;
}

export const USUAL: Settings = {
  language: 'en',
  theme: 'system',
  lesson: true,
  inspector: true,
  ward: true,
  timeline: true,
  pings: false,
  moves: true,
  tempo: 'auto',
  unit: 'hop',
  tab: 'tree',
  teacher: false,
};

/** The usual settings for somebody who reads these languages, the best first. */
export function usualFor(languages: readonly string[]): Settings {
  const known = languages.flatMap((tag) =>
    LANGUAGES.filter((one) => one === tag.toLowerCase().split('-')[0]),
  );
  return { ...USUAL, language: known[0] ?? 'en' };
}

/** The next one of the languages there are. */
export function languageAfter(language: Language): Language {
  return LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length] ?? language;
}

type Check = (value: unknown) => boolean;

function oneOf<T extends string>(...values: readonly T[]): Check {
  return (value) => values.some((one) => one === value);
}

const isBoolean: Check = (value) => typeof value === 'boolean';

/** Written out, without the package that checks larger things: settings decide the first frame. */
const CHECKS: Readonly<Record<keyof Settings, Check>> = {
  language: oneOf(...LANGUAGES),
  theme: oneOf<Theme>(...THEMES),
  lesson: isBoolean,
  inspector: isBoolean,
  ward: isBoolean,
  timeline: isBoolean,
  pings: isBoolean,
  moves: isBoolean,
  tempo: (value) =>
    value === 'auto' || (typeof value === 'number' && value >= 0.0001 && value <= 1000),
  unit: oneOf<Settings['unit']>('event', 'hop', 'phase', 'turn'),
  teacher: isBoolean,
  tab: oneOf<Tab>(...TABS),
};

/** Stored settings; whatever of them is not understood is as usual. */
export function readSettings(text: string | null, usual: Settings): Settings {
  let stored: unknown = null;
  try {
    stored = JSON.parse(text ?? 'null');
  } catch {
    return usual;
  }
  if (typeof stored !== 'object' || stored === null) return usual;
  // Each setting by itself: one that is nonsense does not spoil the others.
  const sound = Object.entries(stored).filter(
    ([name, value]) => Object.hasOwn(CHECKS, name) && CHECKS[name as keyof Settings](value),
  );
  return { ...usual, ...Object.fromEntries(sound) };
}
