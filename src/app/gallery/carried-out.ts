import {
  archiveOf,
  type Histories,
  historiesOf,
  readArchive,
  serversOf,
} from '../../datadir/index.ts';
import { disksOf, type World } from '../../sim/index.ts';
import {
  branchOf,
  complaintOf,
  eventsBetween,
  isMistake,
  type Recording,
  replayWith,
  SIM,
} from '../../timeline/index.ts';
import { type Lesson, newProgress, type Progress, tell } from '../../tutor/index.ts';
import type { Language, TimedEvent } from '../../views/index.ts';
import { Lab } from '../lab.svelte.ts';
import { fetchLesson } from '../lessons.ts';
import * as rest from '../rest.ts';
import type { Settings } from '../settings.ts';
import type { Plate, Shown } from './plates.ts';

/** The lab of a plate: its run as far as it goes. Throws what is wrong with its lines. */
export function labOf(plate: Plate, settings: Settings): Lab {
  const { scenario, lines, untilMs, variants = [], shown } = plate;
  const recording: Recording = {
    version: 1,
    scenario,
    seed: 1,
    commands: lines,
    untilMs,
    variants,
  };
  const timeline = replayWith(SIM, recording);
  if (isMistake(timeline)) throw new Error(`${plate.state}: ${complaintOf(timeline, 'en')}`);
  const lab = new Lab({ timeline, at: untilMs * 1000 }, settings);
  lab.rest = rest;
  if (shown.type === 'tab') lab.set({ tab: shown.tab });
  if ('selected' in shown && shown.selected !== undefined) lab.select(shown.selected);
  if (shown.type === 'ward' && shown.eye !== undefined) lab.eye = shown.eye;
  return lab;
}

/** The latest event of a kind. */
export function eventOf(lab: Lab, type: string): TimedEvent {
  const all = eventsBetween(lab.timeline, 0, lab.world.now, 5000);
  const found = all.filter(({ event }) => event.type === type).at(-1);
  if (found === undefined) throw new Error(`the run has an event ${type}`);
  return found;
}

/** A branch in which the leader is not the only one that crashes; answers the one beside it. */
export function twoBranches(lab: Lab): number {
  const { current } = lab.timeline;
  const command = branchOf(lab.timeline).commands.at(-1);
  lab.seek((command?.at ?? 0) + 1000);
  lab.say('crash 1');
  lab.seek((command?.at ?? 0) + 2_000_000);
  return current;
}

type LessonPlate = Extract<Shown, { type: 'lesson' }>;

/** A lesson, and how far somebody is in it who did all that the plate says. */
export async function fetchedLesson(
  { slug, inputs }: LessonPlate,
  language: Language,
): Promise<{ readonly lesson: Lesson; readonly progress: Progress }> {
  const lesson = await fetchLesson(slug, language);
  if (lesson === null) throw new Error(`there is a lesson ${slug}`);
  const progress = inputs.reduce<Progress>(
    (so, input) => tell(lesson, so, input).next,
    newProgress(lesson),
  );
  return { lesson, progress };
}

/** What its servers' disks would tell as files of real servers. */
export function historiesIn(world: World): Histories {
  const disks = disksOf(world);
  const files = disks && readArchive(archiveOf(disks));
  return historiesOf(serversOf(files ?? []));
}
