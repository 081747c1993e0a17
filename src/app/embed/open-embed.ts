/** The stage in somebody else's page: it keeps nothing in the browser, and reads nothing there. */
import { mount } from 'svelte';
import { loadTexts } from '../../i18n/index.ts';
import { FIRST_STOP } from '../first-opening.ts';
import { Lab } from '../lab.svelte.ts';
import * as rest from '../rest.ts';
import { usualFor } from '../settings.ts';
import { newRun, startWith } from '../startup.ts';
import { Conversation, runOfLink } from './conversation.svelte.ts';
import Embed from './Embed.svelte';
import { readOptions } from './options.ts';

/** Opens what the address says in the place of the page. */
export async function openEmbed(target: Element): Promise<void> {
  const options = readOptions(location.hash);
  const usual = usualFor(navigator.languages);
  const language = options.language ?? usual.language;
  // Events are told to the page around in English, whatever is read in this one.
  const told = loadTexts('en', 'rest');
  await Promise.all([loadTexts(language, 'first'), loadTexts(language, 'rest'), told]);
  const settings = { ...usual, language, theme: options.theme, moves: false };
  const lab = new Lab(startWith(null).shown, settings);
  lab.complete(rest);
  const asked =
    options.run !== null
      ? await runOfLink(options.run, lab)
      : options.scenario === null
        ? null
        : newRun(options.scenario, language);
  if (typeof asked === 'string') lab.notice(asked, 'alarm');
  else if (asked !== null) lab.swap(asked);
  if (asked === null) lab.seek(FIRST_STOP);
  mount(Embed, { target, props: { lab, rest, show: options.show } });
  if (options.play) lab.play();
  if (window.parent !== window) new Conversation(lab, options.origin ?? location.origin);
  addEventListener('hashchange', () => location.reload());
}
