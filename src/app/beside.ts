import { happeningName } from '../script/index.ts';
import {
  type Alterable,
  type Alteration,
  alter,
  branchOf,
  complaintOf,
  isMistake,
  type Mistake,
  mistake,
  renameBranch,
} from '../timeline/index.ts';
import { branchName, type Complaint, timeView } from '../views/index.ts';
import type { Lab } from './lab.svelte.ts';

/** A branch's name says what is otherwise in it; longer ones are cut. */
const MOST_LETTERS = 40;

/** The same run but for one thing: it becomes the run, and the old one stands beside it. */
export function alterAt(lab: Lab, what: Alterable | null, alteration: Alteration): Complaint {
  const before = lab.timeline;
  const { language } = lab.settings;
  if (what === null) return complain(lab, mistake('recordings.alter.nothing'));
  const done = alter(before, what, alteration);
  if (isMistake(done)) return complain(lab, done);
  const name = lab.t(`compare.named.${alteration}`, { what: happeningName(what, language) });
  const cut = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
  lab.pause();
  timeView.expanded = false;
  // The first instant at which it can be seen; an instant before, both are the same.
  const at = Math.max(what.at, (branchOf(done).parent?.at ?? 0) + 2);
  lab.swap({ timeline: renameBranch(done, done.current, cut), at });
  lab.beside = before.current;
  return null;
}

function complain(lab: Lab, mistaken: Mistake): Complaint {
  const complaint = complaintOf(mistaken, lab.settings.language);
  lab.notice(complaint, 'alarm');
  return complaint;
}

/** Shows another branch; when that is the one beside, the two change places. */
export function showBranch(lab: Lab, id: number): void {
  const beside = lab.beside === id ? lab.timeline.current : lab.beside;
  lab.switchBranch(id);
  lab.beside = beside;
}

/** The branch that this one left beside it, or the first other; or none any more. */
export function toggleBeside(lab: Lab): void {
  const { timeline } = lab;
  const others = timeline.branches.filter(({ id }) => id !== timeline.current);
  const parent = branchOf(timeline).parent?.branch;
  const other = others.find(({ id }) => id === parent) ?? others[0];
  if (lab.beside !== null) lab.beside = null;
  else if (other === undefined) lab.notify('compare.alone');
  else {
    timeView.expanded = false;
    lab.beside = other.id;
  }
}

/**
 * The diagram, or none. It takes the place of a branch beside, as that takes its place: a screen
 * has no room for two stages and the diagram.
 */
export function toggleDiagram(lab: Lab): void {
  lab.beside = null;
  timeView.toggleDiagram(lab.timeline, lab.now);
}

/** What the branch beside the current one is called, and the current one. */
export function namesBeside(lab: Lab, other: number): readonly [string, string] {
  const nameOf = (id: number): string => branchName(branchOf(lab.timeline, id), lab.t);
  return [nameOf(other), nameOf(lab.timeline.current)];
}
