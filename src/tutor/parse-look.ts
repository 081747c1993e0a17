/** The part of a step that says where to look: which tab, which server, what is lit. */
import { faultAt } from './fault.ts';
import type { LessonThing, Look } from './lesson.ts';
import { beforeList, type LessonReader } from './parse-text.ts';
import { listItems } from './prose.ts';
import type { Section } from './sections.ts';
import { parseThing } from './thing.ts';

/** Nothing in particular. */
export const NO_LOOK: Look = {
  tab: null,
  server: null,
  light: [],
  felt: false,
  controls: [],
};

type LookDraft = { -readonly [K in keyof Look]?: Look[K] };

const ENTRY = /^([a-z]+)\s*(?:[:：]\s*(.*))?$/;
const words = (text: string) => text.split(',').map((word) => word.trim());

/** Reads a list such as `- tab: log`, `- light: server 3, znode /a`. */
export function readLook(section: Section, reader: LessonReader): Look {
  const look: LookDraft = {};
  const { before, list } = beforeList(section.body);
  for (const { n } of before.filter((line) => line.text.trim() !== '')) {
    reader.faults.push(faultAt(n, 'tutor.fault.look'));
  }
  for (const [first] of list.length === 0 ? [] : listItems(list)) {
    const n = first?.n ?? section.line;
    const [, key = '', value = ''] = ENTRY.exec(first?.text.trim() ?? '') ?? [];
    if (!readEntry(look, key, value, n, reader)) reader.faults.push(faultAt(n, 'tutor.fault.look'));
  }
  return { ...NO_LOOK, ...look };
}

const BESIDE = /^(tab|server|light|pace)\s*[:：]/;

/** Of a run that refutes: comments such as `# light: server 3`. */
export function readLookOf(
  comments: readonly { readonly n: number; readonly comment: string }[],
  reader: LessonReader,
): Partial<Look> {
  const look: LookDraft = {};
  for (const { n, comment } of comments.filter((one) => BESIDE.test(one.comment))) {
    const [, key = '', value = ''] = ENTRY.exec(comment.trim()) ?? [];
    if (!readEntry(look, key, value, n, reader)) reader.faults.push(faultAt(n, 'tutor.fault.look'));
  }
  return look;
}

function readEntry(
  look: LookDraft,
  key: string,
  value: string,
  line: number,
  reader: LessonReader,
): boolean {
  switch (key) {
    case 'tab':
      look.tab = value;
      return value !== '';
    case 'server':
      look.server = Number(value);
      return /^\d+$/.test(value);
    case 'light':
      look.light = words(value)
        .map((text) => lit(text, line, reader))
        .filter((one) => one !== null);
      return true;
    case 'pace':
      look.felt = value === 'felt';
      return look.felt;
    case 'controls':
      look.controls = words(value);
      return value !== '';
    default:
      return false;
  }
}

function lit(text: string, line: number, { faults }: LessonReader): LessonThing | null {
  const thing = parseThing(text);
  if (thing === null) faults.push(faultAt(line, 'tutor.fault.notThing', { text }));
  return thing;
}
