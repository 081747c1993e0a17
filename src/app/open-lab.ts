import { Lab } from './lab.svelte.ts';
import { deskOf } from './lesson-desk.svelte.ts';
import { printRun } from './saved-run.ts';
import { readSettings, usualFor } from './settings.ts';
import { startWith } from './startup.ts';
import { storage } from './storage.ts';

const KEEP_MS = 1500;

/** The lab where somebody left it, or a new one that plays at once; from then on it is kept. */
export function openLab(): Lab {
  const settings = readSettings(storage.settings(), usualFor(navigator.languages));
  const stored = storage.run();
  const start = startWith(stored);
  const lab = new Lab(start.place, settings);
  if (start.unreadable) {
    const kept = storage.putAside(stored ?? '');
    lab.notify(kept ? 'shell.notice.stored' : 'shell.notice.storedGone', {}, 'alarm');
  }
  if (!start.restored) lab.play();
  // Here, not in a component: the lesson goes on while its panel is hidden.
  deskOf(lab);
  keep(lab);
  return lab;
}

/** Keeps the run soon after it changed, now and then while it plays, and when the page goes. */
function keep(lab: Lab): void {
  let due = true;
  let told = false;
  const now = (): void => {
    due = false;
    storage.keepSettings(JSON.stringify(lab.settings));
    if (storage.keepRun(printRun(lab.place())) || told) return;
    told = true;
    lab.notify('shell.notice.full.storage', {}, 'alarm');
  };
  lab.onchange = () => {
    due = true;
  };
  setInterval(() => {
    if (due || lab.playing) now();
  }, KEEP_MS);
  addEventListener('pagehide', now);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') now();
  });
}
