import { LANGUAGES, type Language } from '../../i18n/index.ts';

/** What may stand around the stage in somebody else's page. */
export const PARTS = ['timeline', 'ward', 'inspector'] as const;
export type EmbedPart = (typeof PARTS)[number];
const THEMES = ['system', 'light', 'dark'] as const;

/** What the address of an embed says: `#/embed?show=timeline,ward&origin=…&run=…`. */
export interface EmbedOptions {
  readonly show: readonly EmbedPart[];
  readonly language: Language | null;
  readonly theme: (typeof THEMES)[number];
  /** It plays as soon as it is there. */
  readonly play: boolean;
  /** Whose page may speak to it: an origin, or `*` for any; null: only one of its own origin. */
  readonly origin: string | null;
  /** A built-in scenario by its name; null: the one that every page opens with. */
  readonly scenario: string | null;
  /** A recording, as `pack` writes it; it goes before a scenario. */
  readonly run: string | null;
}

function oneOf<T extends string>(all: readonly T[], text: string | null): T | null {
  return all.find((one) => one === text) ?? null;
}

/** Whatever is not understood is as if it were not there. */
export function readOptions(hash: string): EmbedOptions {
  const said = new URLSearchParams(hash.slice(hash.indexOf('?') + 1 || hash.length));
  const show = said.get('show')?.split(',') ?? ['timeline'];
  return {
    show: PARTS.filter((part) => show.includes(part)),
    language: oneOf(LANGUAGES, said.get('language')),
    theme: oneOf(THEMES, said.get('theme')) ?? 'system',
    play: said.get('play') === '1',
    origin: originOf(said.get('origin')),
    scenario: said.get('scenario'),
    run: said.get('run'),
  };
}

/** An origin as browsers write it; null: it is none. */
function originOf(text: string | null): string | null {
  if (text === null || text === '*') return text;
  try {
    const { origin } = new URL(text);
    return origin === 'null' ? null : origin;
  } catch {
    return null;
  }
}

/** The address that says them, from the `#` on; what is usual is left out. */
export function printOptions(options: EmbedOptions): string {
  const { show, language, theme, play, origin, scenario, run } = options;
  const said = [
    `show=${show.join(',')}`,
    ...(language === null ? [] : [`language=${language}`]),
    ...(theme === 'system' ? [] : [`theme=${theme}`]),
    ...(play ? ['play=1'] : []),
    ...(origin === null ? [] : [`origin=${origin}`]),
    ...(scenario === null ? [] : [`scenario=${encodeURIComponent(scenario)}`]),
    ...(run === null ? [] : [`run=${run}`]),
  ];
  return `#/embed?${said.join('&')}`;
}
