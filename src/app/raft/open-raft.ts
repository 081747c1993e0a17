/** ZAB and Raft beside each other: a page of its own, fetched when its address asks for it. */
import { mount } from 'svelte';
import { loadTexts } from '../../i18n/index.ts';
import { Lab } from '../lab.svelte.ts';
import * as rest from '../rest.ts';
import { readSettings, usualFor } from '../settings.ts';
import { startWith } from '../startup.ts';
import { storage } from '../storage.ts';
import { Duel } from './duel.svelte.ts';
import { landOnLink } from './landing.ts';
import { PARTS } from './parts.ts';
import RaftPage from './RaftPage.svelte';

/**
 * Opens it in the place of the page; the run that was there is left as it is kept.
 * @param packed a moment that was shared, as `pack` writes it; null: none
 */
export async function openRaft(target: Element, packed: string | null): Promise<void> {
  const settings = readSettings(storage.settings(), usualFor(navigator.languages));
  await Promise.all(PARTS.map((part) => loadTexts(settings.language, part)));
  // Only for its settings and how the page wears them: nothing of its run is shown here.
  const lab = new Lab(startWith(null).shown, settings);
  rest.keepFocus();
  const duel = new Duel();
  if (packed !== null) await landOnLink(lab, duel, packed);
  mount(RaftPage, { target, props: { lab, rest, duel } });
  addEventListener('hashchange', () => location.reload());
}
