import type { Device } from './places.ts';
import type { Records } from './records.ts';
import { byNumber } from './sequence.ts';

const DOCTORS = '/medical/resources/doctors';
const TASKS = '/medical/tasks';
const DEVICES = '/devices';
const CONSULTS = '/consults';
/** Above so much use of an hour the scanner's monitor is to raise an alarm, in percent. */
const ALARM_LINE = 80;

/** What hangs on the wall beside the scanner: each board only where the tree has it. */
export interface Boards {
  readonly onCall: readonly { readonly department: string; readonly doctors: readonly string[] }[];
  readonly tasks: readonly { readonly name: string; readonly by: string | null }[] | null;
  readonly devices: readonly { readonly name: string; readonly lamp: Lamp }[] | null;
  readonly consults: readonly string[] | null;
  readonly usage: Usage | null;
}

/** Unknown: nobody has heard of it, or what this tree says may be old. That is not fine. */
export type Lamp = 'on' | 'unknown';

export interface Usage {
  /** Of the last hour; null: the node says no number. */
  readonly percent: number | null;
  readonly line: number;
  /** The monitor has raised its alarm. */
  readonly alarm: boolean;
}

function usageOf(records: Records, device: Device): Usage | null {
  const said = records.textAt(`${device}/usage`);
  const alarm = records.has(`${device}/alarm`);
  if (said === null && !alarm) return null;
  const percent = said === null || said.trim() === '' ? Number.NaN : Number(said);
  const isPercent = percent >= 0 && percent <= 100;
  return { percent: isPercent ? percent : null, line: ALARM_LINE, alarm };
}

/** A device is on line as long as its session has a node there; else nobody knows. */
function lampsOf(
  records: Records,
  names: readonly string[],
  isOld: boolean,
): readonly { readonly name: string; readonly lamp: Lamp }[] {
  return names.map((name) => {
    const online = records.has(`${DEVICES}/${name}/online`);
    return { name, lamp: online && !isOld ? 'on' : 'unknown' };
  });
}

/** The boards of a hospital; `isOld`: its server serves nobody, so no lamp can be vouched for. */
export function boardsOf(records: Records, isOld: boolean, device: Device): Boards {
  const tasks = records.namesIn(TASKS);
  const devices = records.namesIn(DEVICES);
  const consults = records.namesIn(CONSULTS);
  return {
    onCall: (records.namesIn(DOCTORS) ?? []).map((department) => ({
      department,
      doctors: records.namesIn(`${DOCTORS}/${department}`) ?? [],
    })),
    tasks:
      tasks &&
      byNumber(tasks).map((name) => {
        const claim = `${TASKS}/${name}/claim`;
        return { name, by: records.has(claim) ? (records.textAt(claim) ?? '') : null };
      }),
    devices: devices && lampsOf(records, devices, isOld),
    consults:
      consults && byNumber(consults).map((name) => records.textAt(`${CONSULTS}/${name}`) || name),
    usage: usageOf(records, device),
  };
}
