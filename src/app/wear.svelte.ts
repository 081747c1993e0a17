import { MANNERS } from '../i18n/index.ts';
import type { Lab } from './lab.svelte.ts';

/** The page has the language and the colours of its lab; call it where a component begins. */
export function wearSettings(lab: Lab): void {
  $effect(() => {
    const { language, theme } = lab.settings;
    const root = document.documentElement;
    root.lang = MANNERS[language].tag;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  });
}
