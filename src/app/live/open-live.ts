import { complaintOf, isMistake } from '../../timeline/index.ts';
import type { Lab } from '../lab.svelte.ts';
import { serving } from './beginning.ts';
import { openLink } from './link.ts';
import { LiveClients } from './live-clients.svelte.ts';

/** Begins an ensemble for a relay's clients; null: there is none, and a sentence says why. */
export async function openLive(
  lab: Lab,
  token: string,
  over: () => void,
): Promise<LiveClients | null> {
  const link = await openLink(token);
  if (typeof link === 'string') {
    lab.notify(`live.${link}`, {}, 'alarm');
    return null;
  }
  let clients: LiveClients | null = null;
  const began = serving(link.hello, Date.now(), (step) => clients?.told(step));
  if (began === null || isMistake(began)) {
    link.close();
    const { language } = lab.settings;
    lab.notice(began === null ? lab.t('live.notServing') : complaintOf(began, language), 'alarm');
    return null;
  }
  clients = new LiveClients(lab, link, token, began, over);
  lab.notify('live.begun');
  return clients;
}
