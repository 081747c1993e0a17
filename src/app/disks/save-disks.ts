import { archiveOf } from '../../datadir/index.ts';
import { disksOf } from '../../sim/index.ts';
import { saveBlob } from '../files.ts';
import type { Lab } from '../lab.svelte.ts';

/** Saves what the servers would find on their disks after a power failure now, as a zip archive. */
export function saveDisks(lab: Lab): void {
  const disks = disksOf(lab.world);
  if (disks === null) return;
  saveBlob('zabscope-disks.zip', new Blob([new Uint8Array(archiveOf(disks))]));
  lab.notify('datadir.saved');
}
