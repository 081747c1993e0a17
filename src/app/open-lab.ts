import { loadTexts } from '../i18n/index.ts';
import { beginWith, UNJUDGED } from '../timeline/index.ts';
import { placeOf } from './address.ts';
import { FIRST_AT, FIRST_OPENING, FIRST_SEED, FIRST_STOP } from './first-opening.ts';
import { Lab } from './lab.svelte.ts';
import type { Rest } from './rest.ts';
import { readSettings, type Settings, usualFor } from './settings.ts';
import type { Start } from './startup.ts';
import { storage } from './storage.ts';

const KEEP_MS = 1500;
/** Drawn, drawn once more elsewhere, and seen. */
const MOVING_FRAMES = 3;
/** A page that nobody sees draws no frames, and is completed all the same. */
const UNSEEN_MS = 1000;

/**
 * The lab where somebody left it, or a new one that plays at once; from then on it is kept. A stage
 * needs little, and the rest is fetched when it is drawn; the address of a lesson needs all of it.
 */
export async function openLab(): Promise<Lab> {
  const settings = readSettings(storage.settings(), usualFor(navigator.languages));
  const stored = storage.run();
  const texts = loadTexts(settings.language, 'first');
  if (stored !== null || location.hash !== '') return openStored(stored, settings, texts);
  // The texts are asked for when what is going on here is over: before the run, not after it.
  await null;
  const timeline = beginWith(UNJUDGED, FIRST_OPENING, FIRST_SEED);
  const lab = new Lab({ timeline, at: FIRST_AT }, settings);
  lab.goTo(FIRST_STOP);
  await texts;
  void afterFrames().then(() => completeLater(lab, (rest) => complete(lab, rest)));
  return lab;
}

/**
 * Where somebody was, or where a link leads. Where that is the stage, it is drawn before the rest
 * is fetched: on two cores what is fetched meanwhile takes from what carries the run out.
 */
async function openStored(
  stored: string | null,
  settings: Settings,
  texts: Promise<void>,
): Promise<Lab> {
  const early = beginsOnStage() ? null : loadRest(settings);
  const [{ startAt, hasTwoSides }] = await Promise.all([import('./start-at.ts'), texts]);
  const start = await startAt(location.hash, stored, settings.language);
  const lab = new Lab(start.shown, settings);
  const then = (rest: Rest): Promise<void> => goOn(lab, rest, start, stored);
  const isAlone = early === null && !hasTwoSides(start.shown.timeline);
  if (isAlone) void afterFrames().then(() => completeLater(lab, then));
  else await then(await (early ?? loadRest(settings)));
  return lab;
}

/** Whether the stage is what is looked at first, as far as the address and the storage say. */
function beginsOnStage(): boolean {
  const { type } = placeOf(location.hash);
  return (type === 'run' || type === 'start' || type === 'play') && !storage.open();
}

async function goOn(lab: Lab, rest: Rest, start: Start, stored: string | null): Promise<void> {
  rest.arrive(lab, start);
  complete(lab, rest);
  if (start.unreadable) {
    const kept = storage.putAside(stored ?? '');
    lab.notify(kept ? 'shell.notice.stored' : 'shell.notice.storedGone', {}, 'alarm');
  }
  const router = rest.routerOf(lab);
  await router.ready;
  if (!start.restored && router.place.type === 'play') lab.goTo(FIRST_STOP);
}

async function loadRest({ language }: Settings): Promise<Rest> {
  const [rest] = await Promise.all([import('./rest.ts'), loadTexts(language, 'rest')]);
  return rest;
}

/** Only what could not be fetched is told as that: a fault of ours is one. */
async function completeLater(lab: Lab, then: (rest: Rest) => void | Promise<void>): Promise<void> {
  const rest = await loadRest(lab.settings).catch(() => null);
  if (rest !== null) return then(rest);
  const reload = { key: 'shell.notice.fetchAgain', run: () => location.reload() } as const;
  lab.notify('shell.notice.notFetched', {}, 'alarm', reload);
}

/** When something has moved: to evaluate the rest stops it for a while. */
function afterFrames(): Promise<void> {
  return new Promise((resolve) => {
    let frames = 0;
    const drawn = (): void => {
      frames += 1;
      if (frames > MOVING_FRAMES) resolve();
      else requestAnimationFrame(drawn);
    };
    requestAnimationFrame(drawn);
    setTimeout(resolve, UNSEEN_MS);
  });
}

function complete(lab: Lab, rest: Rest): void {
  // Here, not in a component: the lesson goes on while its panel is hidden.
  void rest.deskOf(lab).takeUp();
  rest.keepFocus();
  lab.complete(rest);
  rest.routerOf(lab);
  rest.keepTime(lab);
  rest.solutionsOf(lab);
  rest.followSaves(lab);
  rest.offlineOf(lab);
  const beside = rest.runBeside(storage.otherRun());
  if (beside !== null) lab.shelf = [beside, ...lab.shelf];
  keep(lab, rest);
}

/** Keeps the run soon after it changed, now and then while it plays, and when the page goes. */
function keep(lab: Lab, { keepRun }: Rest): void {
  let due = true;
  let told = false;
  const now = (): void => {
    due = false;
    storage.keepSettings(JSON.stringify(lab.settings));
    if (keepRun(lab) || told) return;
    told = true;
    lab.notify('shell.notice.full.storage', {}, 'alarm');
  };
  lab.onchange = () => {
    due = true;
  };
  setInterval(() => {
    // Packets of real clients are many: such a run is kept when the page goes, or they do.
    if ((due || lab.playing) && lab.flow.bound === null) now();
  }, KEEP_MS);
  addEventListener('pagehide', now);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') now();
  });
}
