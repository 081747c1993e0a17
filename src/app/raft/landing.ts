import type { Sentence } from '../../script/index.ts';
import { say } from '../../script/index.ts';
import type { Lab } from '../lab.svelte.ts';
import { unpack } from '../packed.ts';
import type { Duel } from './duel.svelte.ts';
import { readPair } from './kept-pair.ts';

/** Goes to a moment that was kept as text, or says why it is none: then all stays as it is. */
export function landOn(duel: Duel, text: string): Sentence | null {
  const read = readPair(text);
  if ('key' in read) return read;
  duel.land(read);
  return null;
}

/** The same for a link; what is wrong with it is told at the edge of the page. */
export async function landOnLink(lab: Lab, duel: Duel, packed: string): Promise<void> {
  const unpacked = await unpack(packed);
  if (typeof unpacked === 'string') {
    lab.notify(`share.${unpacked}`, {}, 'alarm');
    return;
  }
  const says = landOn(duel, unpacked.text);
  if (says !== null) lab.notice(say(says, lab.settings.language), 'alarm');
}
