/**
 * What a lesson begins with: a built-in scenario, an ensemble of its own, or both: the lines of the
 * one on the servers of the other.
 */
import { sentence } from '../script/index.ts';
import { type CustomScenario, SCENARIOS, zooCfgFor } from '../timeline/index.ts';
import { faultAt } from './fault.ts';
import type { Lesson } from './lesson.ts';
import type { LessonReader } from './parse-text.ts';
import { isFence, type Line } from './prose.ts';
import type { FrontEntry, Section } from './sections.ts';

/** Servers of a lesson that names observers only. */
const USUAL_VOTERS = 3;
/** More than any screen shows; what an ensemble takes, zoo.cfg's own check says. */
const MOST_SERVERS = 99;

/**
 * The scenario of a lesson. `scenario` names a built-in one; `servers` and `observers` number the
 * ensemble; the section adds lines of zoo.cfg, each in the place of the one that is there. Without
 * `scenario` nobody has started when the lesson begins.
 */
export function readScenario(
  front: ReadonlyMap<string, FrontEntry>,
  section: Section | undefined,
  reader: LessonReader,
): string | CustomScenario {
  const name = front.get('scenario');
  const known = knownScenario(name, reader);
  const lines = section === undefined ? [] : zooCfgLines(section, reader);
  const voters = countOf(front.get('servers'), 'servers', reader);
  const observers = countOf(front.get('observers'), 'observers', reader);
  const ownServers = lines.find((line) => keyOf(line.text).startsWith('server.'));
  const isNumbered = front.has('servers') || front.has('observers');
  if (ownServers !== undefined && isNumbered) {
    reader.faults.push(faultAt(ownServers.n, 'tutor.fault.serversTwice'));
  }
  if (name === undefined && !isNumbered && ownServers === undefined) {
    reader.faults.push(faultAt(1, 'tutor.fault.missing', { key: 'scenario' }));
  }
  if (name !== undefined && !isNumbered && section === undefined) return name.value;
  const usual =
    known !== null && !isNumbered
      ? known.zooCfg
      : zooCfgFor(voters ?? USUAL_VOTERS, observers ?? 0);
  const kept = usual.split('\n').filter((line) => line !== '' && !isReplaced(line, lines));
  const at = front.get('servers') ?? front.get('observers') ?? section;
  checkZooCfg(lines, kept, at?.line ?? 1, reader);
  const zooCfg = `${[...lines.map((line) => line.text.trim()), ...kept].join('\n')}\n`;
  return { zooCfg, setup: known?.setup ?? [] };
}

/** A scenario with other lines of zoo.cfg, each in the place of the one that is there. */
export function withZooCfg(
  scenario: string | CustomScenario,
  lines: readonly string[],
): string | CustomScenario {
  if (lines.length === 0) return scenario;
  const known = typeof scenario === 'string' ? SCENARIOS[scenario] : scenario;
  const own = lines.map((text, n) => ({ n, text }));
  const usual = (known?.zooCfg ?? '').split('\n');
  const kept = usual.filter((line) => line !== '' && !isReplaced(line, own));
  return { zooCfg: `${[...lines, ...kept].join('\n')}\n`, setup: known?.setup ?? [] };
}

/** What a run of a lesson begins with: of two sides, it says so wherever it is kept. */
export function scenarioOf(
  { scenario, both }: Pick<Lesson, 'scenario' | 'both'>,
  zooCfg: readonly string[],
): string | CustomScenario {
  const own = withZooCfg(scenario, zooCfg);
  const known = typeof own === 'string' ? SCENARIOS[own] : own;
  return both && known !== undefined ? { ...known, sides: 'both' } : own;
}

function knownScenario(name: FrontEntry | undefined, reader: LessonReader): CustomScenario | null {
  if (name === undefined) return null;
  const known = Object.hasOwn(SCENARIOS, name.value) ? SCENARIOS[name.value] : undefined;
  if (known === undefined) {
    const facts = { scenario: name.value, known: Object.keys(SCENARIOS).join(', ') };
    reader.faults.push(faultAt(name.line, 'tutor.fault.scenario', facts));
  }
  return known ?? null;
}

function countOf(
  entry: FrontEntry | undefined,
  key: 'servers' | 'observers',
  reader: LessonReader,
): number | null {
  if (entry === undefined) return null;
  const value = Number(entry.value);
  if (/^\d+$/.test(entry.value) && value <= MOST_SERVERS) return value;
  reader.faults.push(faultAt(entry.line, 'tutor.fault.number', { key, most: MOST_SERVERS }));
  return null;
}

/** The lines of the section's code blocks; prose beside them is a fault. */
function zooCfgLines({ line, title, body }: Section, reader: LessonReader): readonly Line[] {
  const lines: Line[] = [];
  let inside = false;
  for (const one of body) {
    if (isFence(one.text)) inside = !inside;
    else if (one.text.trim() === '') continue;
    else if (inside) lines.push(one);
    else reader.faults.push(faultAt(one.n, 'tutor.fault.zooCfgProse', { section: title }));
  }
  if (lines.length === 0) {
    reader.faults.push(faultAt(line, 'tutor.fault.zooCfgEmpty', { section: title }));
  }
  return lines;
}

function keyOf(line: string): string {
  return /^\s*([^\s=:]+)/.exec(line)?.[1] ?? '';
}

/** Whether the lesson says it otherwise; with one server of its own, it names all of them. */
function isReplaced(usual: string, lines: readonly Line[]): boolean {
  const key = keyOf(usual);
  const isServer = key.startsWith('server.');
  return lines.some(({ text }) =>
    isServer ? keyOf(text).startsWith('server.') : keyOf(text) === key,
  );
}

/** Judged with every line where it stands in the lesson’s file, so that line numbers are right. */
function checkZooCfg(
  lines: readonly Line[],
  kept: readonly string[],
  elsewhere: number,
  reader: LessonReader,
): void {
  const text: string[] = Array(lines.at(-1)?.n ?? 0).fill('');
  for (const line of lines) text[line.n - 1] = line.text;
  const fault = reader.judges.zooCfg([...text, ...kept].join('\n'));
  if (fault === null) return;
  const isOwn = lines.some((line) => line.n === fault.line);
  const what = sentence('tutor.fault.zooCfg', { why: fault.why });
  reader.faults.push({ line: isOwn ? fault.line : elsewhere, what });
}
