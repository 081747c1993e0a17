import { sortedKeys, textOf } from '../../lib/index.ts';
import { type Database, nodeAt } from '../../znodes/index.ts';
import { byNumber } from './sequence.ts';

const EQUIPMENT = '/medical/resources/equipment';
const DOCTORS = '/medical/resources/doctors';
const TASKS = '/medical/tasks';
const DEVICES = '/devices';
const CONSULTS = '/consults';
const USAGE = `${EQUIPMENT}/MRI/usage`;
const ALARM = `${EQUIPMENT}/MRI/alarm`;
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

export function namesIn(tree: Database, path: string): readonly string[] | null {
  const node = nodeAt(tree, path);
  return node === undefined ? null : sortedKeys(node.children);
}

function textAt(tree: Database, path: string): string | null {
  const data = nodeAt(tree, path)?.data;
  return data == null ? null : textOf(data);
}

function usageOf(tree: Database): Usage | null {
  const said = textAt(tree, USAGE);
  const alarm = nodeAt(tree, ALARM) !== undefined;
  if (said === null && !alarm) return null;
  const percent = said === null || said.trim() === '' ? Number.NaN : Number(said);
  const isPercent = percent >= 0 && percent <= 100;
  return { percent: isPercent ? percent : null, line: ALARM_LINE, alarm };
}

/** A device is on line as long as its session has a node there; else nobody knows. */
function lampsOf(
  tree: Database,
  names: readonly string[],
  isOld: boolean,
): readonly { readonly name: string; readonly lamp: Lamp }[] {
  return names.map((name) => {
    const online = nodeAt(tree, `${DEVICES}/${name}/online`) !== undefined;
    return { name, lamp: online && !isOld ? 'on' : 'unknown' };
  });
}

/** The boards of a tree; `isOld`: its server serves nobody, so no lamp can be vouched for. */
export function boardsOf(tree: Database, isOld: boolean): Boards {
  const tasks = namesIn(tree, TASKS);
  const devices = namesIn(tree, DEVICES);
  const consults = namesIn(tree, CONSULTS);
  return {
    onCall: (namesIn(tree, DOCTORS) ?? []).map((department) => ({
      department,
      doctors: namesIn(tree, `${DOCTORS}/${department}`) ?? [],
    })),
    tasks:
      tasks &&
      byNumber(tasks).map((name) => {
        const claim = nodeAt(tree, `${TASKS}/${name}/claim`);
        return {
          name,
          by: claim === undefined ? null : (textAt(tree, `${TASKS}/${name}/claim`) ?? ''),
        };
      }),
    devices: devices && lampsOf(tree, devices, isOld),
    consults:
      consults && byNumber(consults).map((name) => textAt(tree, `${CONSULTS}/${name}`) || name),
    usage: usageOf(tree),
  };
}
