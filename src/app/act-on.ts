import { complain, isParseError, parseScriptLine } from '../script/index.ts';
import { act, complaintOf, isMistake } from '../timeline/index.ts';
import { type Complaint, clockText } from '../views/index.ts';
import type { Lab } from './lab.svelte.ts';

/** Performs one line of script in a lab's run now; answers what is wrong with it, or null. */
export function actOn(lab: Lab, line: string): Complaint {
  const { language } = lab.settings;
  const read = parseScriptLine(line);
  if (isParseError(read)) return complain(read, language);
  if (read.type === 'blank') return null;
  if (read.type === 'drive') {
    const { drive } = read;
    if (drive.type === 'step') lab.step(1);
    else if (drive.type === 'run') lab.goTo(lab.now + drive.ms * 1000);
    else lab.runUntil(drive);
    return null;
  }
  lab.flow.bound?.();
  const at = Math.floor(lab.now);
  const before = lab.timeline;
  const broken = lab.violations.length;
  const done = act(before, at, read.command);
  if (isMistake(done)) return complaintOf(done, language);
  lab.swap({ timeline: done, at });
  if (done.branches.length > before.branches.length) {
    lab.notify('shell.notice.branched', { seconds: clockText(at) }, 'plain', {
      key: 'shell.undo',
      run: () => lab.undo(),
    });
  }
  const breach = lab.violations[broken];
  if (breach !== undefined) lab.stopAt(breach);
  return null;
}
