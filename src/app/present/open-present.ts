/** The windows of a presentation: each is a page of its own, with a lab of its own. */
import { mount } from 'svelte';
import { loadTexts } from '../../i18n/index.ts';
import type { PagePlace } from '../address.ts';
import { Lab } from '../lab.svelte.ts';
import * as rest from '../rest.ts';
import { readSettings, usualFor } from '../settings.ts';
import { startWith } from '../startup.ts';
import { storage } from '../storage.ts';
import Audience from './Audience.svelte';
import { RoomLink } from './link.svelte.ts';
import Trainer from './Trainer.svelte';

type Place = Extract<PagePlace, { type: 'present' }>;

/** Opens the window of a role in the place of the page, with the run where it was left. */
export async function openPresent(target: Element, { role, code, step }: Place): Promise<void> {
  const settings = readSettings(storage.settings(), usualFor(navigator.languages));
  const { language } = settings;
  await Promise.all([loadTexts(language, 'first'), loadTexts(language, 'rest')]);
  const start = startWith(storage.run());
  const lab = new Lab(start.shown, settings);
  lab.complete(rest);
  rest.keepFocus();
  if (start.unreadable) {
    const kept = storage.putAside(storage.run() ?? '');
    lab.notify(kept ? 'shell.notice.stored' : 'shell.notice.storedGone', {}, 'alarm');
  }
  // The lesson that is open goes on, in the window of whoever leads through it.
  if (role === 'trainer') await rest.deskOf(lab).restored;
  const link = new RoomLink(lab, role);
  if (role === 'audience') mount(Audience, { target, props: { lab, rest, link } });
  else mount(Trainer, { target, props: { lab, rest, link, asked: { code, step } } });
}
