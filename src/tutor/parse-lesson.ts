/**
 * A lesson file becomes a Lesson, or a list of faults, each one sentence with a line number. The
 * form is described in lessons/README.md. Nothing is thrown and nothing is guessed: a file with a
 * fault is no lesson, and what was written stays as it is.
 */
import { faultAt, type LessonFault } from './fault.ts';
import {
  codeOf,
  type Lesson,
  type LessonTerm,
  MOST_CHARACTERS,
  MOST_RECALLED,
  MOST_STEPS,
  MOST_TERMS,
  type Question,
  type Step,
} from './lesson.ts';
import { readQuestion } from './parse-question.ts';
import { readStep } from './parse-step.ts';
import { type LessonReader, readProse, readScript, type TextJudges } from './parse-text.ts';
import { Places } from './places.ts';
import { listItems, parseProse } from './prose.ts';
import { readScenario } from './read-scenario.ts';
import { cutUp, type Parts, type Section } from './sections.ts';

type WholeName = 'terms' | 'zooCfg' | 'recall' | 'setup' | 'simplified' | 'remember';

/** `##` headings that are no steps, in each language. */
const WHOLES: Readonly<Record<string, WholeName>> = {
  Terms: 'terms',
  术语: 'terms',
  'zoo.cfg': 'zooCfg',
  Setup: 'setup',
  准备: 'setup',
  Simplified: 'simplified',
  简化之处: 'simplified',
  Recall: 'recall',
  回顾: 'recall',
  Remember: 'remember',
  要点: 'remember',
};

const KEYS = ['title', 'minutes', 'seed'] as const;
/** Keys that may be left out; the last three are what `readScenario` reads. */
const OPTIONAL: readonly string[] = [
  ...['able', 'after', 'special', 'sides'],
  ...['scenario', 'servers', 'observers'],
];
const MOST_MINUTES = 240;
const MOST_SEED = 0xffffffff;

export interface ParsedLesson {
  /** Null when there are faults. */
  readonly lesson: Lesson | null;
  /** In the order of the file. */
  readonly faults: readonly LessonFault[];
  /** Where each part of it stands in the file. */
  readonly places: Places;
}

/** Reads a lesson file. `slug` is its folder and name, as in `4-medical/01-one-mri`. */
export function parseLesson(text: string, slug: string, judges: TextJudges): ParsedLesson {
  const places = new Places();
  if (text.length > MOST_CHARACTERS) {
    const faults = [faultAt(1, 'tutor.fault.long', { most: MOST_CHARACTERS })];
    return { lesson: null, faults, places };
  }
  const parts = cutUp(text);
  const sides = parts.front.get('sides');
  const both = sides?.value === 'both';
  const reader: LessonReader = { faults: [...parts.faults], judges, places, both };
  if (sides !== undefined && !both) reader.faults.push(faultAt(sides.line, 'tutor.fault.sides'));
  const lesson = assemble(parts, slug, reader);
  const faults = reader.faults.sort((a, b) => a.line - b.line);
  return { lesson: faults.length === 0 ? lesson : null, faults, places };
}

function assemble({ front, about, sections }: Parts, slug: string, reader: LessonReader): Lesson {
  const { faults } = reader;
  for (const [key, { line }] of front) {
    if (!KEYS.some((known) => known === key) && !OPTIONAL.includes(key))
      faults.push(faultAt(line, 'tutor.fault.key', { key }));
  }
  const word = (key: (typeof KEYS)[number]) => front.get(key)?.value ?? '';
  for (const key of KEYS)
    if (word(key) === '') faults.push(faultAt(1, 'tutor.fault.missing', { key }));
  const number = (key: 'minutes' | 'seed', most: number) => {
    const value = Number(word(key));
    const wrong = !/^\d+$/.test(word(key)) || value > most;
    if (word(key) !== '' && wrong) {
      faults.push(faultAt(front.get(key)?.line ?? 1, 'tutor.fault.number', { key, most }));
    }
    return value;
  };
  const { zooCfg, ...wholes } = readWholes(sections, reader);
  const steps = readSteps(sections, reader);
  const says = [wholes, ...steps].some(({ simplified }) => simplified.length > 0);
  if (!says) faults.push(faultAt(1, 'tutor.fault.simplified'));
  return {
    slug,
    code: codeOf(slug),
    title: word('title'),
    minutes: number('minutes', MOST_MINUTES),
    scenario: readScenario(front, zooCfg, reader),
    able: front.get('able')?.value ?? '',
    seed: number('seed', MOST_SEED),
    both: reader.both,
    about: readProse(about, reader),
    after: codesOf(front.get('after')?.value ?? ''),
    special: front.get('special')?.value ?? '',
    ...wholes,
    steps,
  };
}

/** `F1, Z2` as codes. */
function codesOf(text: string): readonly string[] {
  return text
    .split(/[,，、]/)
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

function readWholes(sections: readonly Section[], reader: LessonReader) {
  const { faults } = reader;
  const found = new Map<WholeName, Section>();
  for (const section of sections) {
    const name = section.level === 2 ? WHOLES[section.title] : undefined;
    if (name === undefined) continue;
    if (found.has(name)) {
      faults.push(faultAt(section.line, 'tutor.fault.twice', { title: section.title }));
    }
    found.set(name, section);
  }
  const terms = found.get('terms');
  const setup = found.get('setup');
  const simplified = found.get('simplified');
  return {
    zooCfg: found.get('zooCfg'),
    terms: terms === undefined ? [] : readTerms(terms, reader),
    setup: setup === undefined ? [] : readScript(setup, reader),
    simplified: simplified === undefined ? [] : readProse(simplified.body, reader),
    remember: readProse(found.get('remember')?.body ?? [], reader),
    recall: readRecall(sections, reader),
  };
}

const ASK = /^(?:Ask|问)\s*[:：]\s*(.*)$/;

/** The questions below the section that recalls earlier lessons. */
function readRecall(sections: readonly Section[], reader: LessonReader): readonly Question[] {
  const at = sections.findIndex((one) => one.level === 2 && WHOLES[one.title] === 'recall');
  if (at < 0) return [];
  const end = sections.findIndex((one, n) => n > at && one.level === 2);
  const asked = sections.slice(at + 1, end < 0 ? undefined : end);
  const line = sections[at]?.line ?? 1;
  if (asked.length < 1 || asked.length > MOST_RECALLED) {
    reader.faults.push(faultAt(line, 'tutor.fault.recall', { most: MOST_RECALLED }));
  }
  return asked.map((section) => {
    const text = ASK.exec(section.title)?.[1];
    if (text === undefined) {
      reader.faults.push(faultAt(section.line, 'tutor.fault.ask', { title: section.title }));
    }
    return readQuestion(section, 'choice', text ?? '', reader);
  });
}

const TERM = /^\*\*(.+?)\*\*\s*[:：]\s*(.*)$/;

function readTerms(section: Section, { faults }: LessonReader): readonly LessonTerm[] {
  const body = section.body.filter((line) => line.text.trim() !== '');
  const terms =
    body.length === 0
      ? []
      : listItems(body).map((item): LessonTerm | null => {
          const [first, ...rest] = item;
          const term = TERM.exec(first?.text ?? '');
          if (term === null) faults.push(faultAt(first?.n ?? section.line, 'tutor.fault.term'));
          const meaning = [term?.[2] ?? '', ...rest.map((line) => line.text)];
          return term === null ? null : { word: term[1] ?? '', meaning: parseProse(meaning) };
        });
  if (terms.length > MOST_TERMS) {
    faults.push(faultAt(section.line, 'tutor.fault.terms', { most: MOST_TERMS }));
  }
  return terms.filter((term) => term !== null);
}

function readSteps(sections: readonly Section[], reader: LessonReader): readonly Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (at < sections.length) {
    const head = sections[at] as Section;
    let end = at + 1;
    while (sections[end]?.level === 3) end++;
    const parts = sections.slice(at + 1, end);
    at = end;
    const isStep = head.level === 2 && WHOLES[head.title] === undefined;
    if (isStep) steps.push(readStep(head, parts, reader));
    const holdsParts = isStep || WHOLES[head.title] === 'recall';
    const astray = head.level === 3 ? head : holdsParts ? undefined : parts[0];
    if (astray !== undefined) {
      reader.faults.push(faultAt(astray.line, 'tutor.fault.astray', { title: astray.title }));
    }
    if (isStep && steps.length === MOST_STEPS + 1) {
      reader.faults.push(faultAt(head.line, 'tutor.fault.steps', { most: MOST_STEPS }));
    }
  }
  if (steps.length === 0) reader.faults.push(faultAt(1, 'tutor.fault.noSteps'));
  return steps;
}
