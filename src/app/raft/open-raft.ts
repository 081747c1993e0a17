/** ZAB and Raft beside each other: a page of its own, fetched when its address asks for it. */
import { mount } from 'svelte';
import { loadTexts } from '../../i18n/index.ts';
import { Lab } from '../lab.svelte.ts';
import * as rest from '../rest.ts';
import { readSettings, usualFor } from '../settings.ts';
import { startWith } from '../startup.ts';
import { storage } from '../storage.ts';
import { Duel } from './duel.svelte.ts';
import RaftPage from './RaftPage.svelte';

/** Opens it in the place of the page; the run that was there is left as it is kept. */
export async function openRaft(target: Element): Promise<void> {
  const settings = readSettings(storage.settings(), usualFor(navigator.languages));
  const parts = (['first', 'rest', 'raft'] as const).map((one) =>
    loadTexts(settings.language, one),
  );
  await Promise.all(parts);
  // Only for its settings and how the page wears them: nothing of its run is shown here.
  const lab = new Lab(startWith(null).shown, settings);
  rest.keepFocus();
  mount(RaftPage, { target, props: { lab, rest, duel: new Duel() } });
  addEventListener('hashchange', () => location.reload());
}
