import { isMistake, load } from '../timeline/index.ts';
import { addressOf } from './address.ts';
import { loadFor } from './both/load.svelte.ts';
import type { Lab } from './lab.svelte.ts';
import { pack } from './packed.ts';
import type { ShownRun } from './saved-run.ts';
import { runOfText } from './startup.ts';

/** A recording from outside: it is opened where it was saved; false: it is said why it is not. */
export async function openRun(
  lab: Lab,
  text: string,
  begin: (shown: ShownRun) => void,
): Promise<boolean> {
  const { language } = lab.settings;
  const recording = load(text);
  if (!isMistake(recording)) await loadFor(recording, language);
  const opened = runOfText(text, language);
  if (typeof opened === 'string') {
    lab.notice(opened, 'alarm');
    return false;
  }
  begin(opened);
  lab.seek(opened.at);
  if (opened.strayed) lab.notify('share.strayed', {}, 'alarm');
  return true;
}

/** A moment of two ensembles beside each other has a page of its own. */
export async function goToPair(text: string): Promise<void> {
  location.hash = addressOf({ type: 'raft', packed: await pack(text) });
}
