/**
 * The page is mute until something has been taught: no sentence on it, of a lesson's text or of the
 * pictures beside it, gives the answer to a question before that question has been answered.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tellOn } from '../../../src/app/raft/tell.ts';
import { keys, type Language, template, translate } from '../../../src/i18n/index.ts';
import { raftSideOf } from '../../../src/pair/index.ts';
import { describe } from '../../../src/script/index.ts';
import {
  beginWith,
  eventsBetween,
  isMistake,
  openingOf,
  SIM,
  worldAt,
} from '../../../src/timeline/index.ts';
import {
  type Lesson,
  type Played,
  type Prose,
  plainText,
  playLines,
  printThing,
  type Question,
  readLessonFile,
  type Step,
  solutionOf,
} from '../../../src/tutor/index.ts';
import { stageModel } from '../../../src/views/stage/model.ts';
import { clientName, serverName } from '../../../src/views/stage/words.ts';
import { told } from '../../../src/views/told.ts';

const root = join(import.meta.dirname, '../../..');
const files = readdirSync(join(root, 'lessons'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md') && file.includes('/'))
  .sort();

/** Words that say nothing by themselves. */
const EMPTY = new Set(
  `a an the it its is are was were be been to of in on at and or that this as for with no not
  yes so has have had they them their he she his her who what which when if then by from up out
  only one all more than does do did will would can could may there here where how same other
  another but into before after now just any every each`.split(/\s+/),
);

/** What a text is about, as words: in Chinese, pairs of characters. */
function gist(text: string, language: Language): ReadonlySet<string> {
  if (language === 'zh') {
    const bare = text.replace(/[^\u4e00-\u9fffA-Za-z0-9]/g, '');
    return new Set([...bare].slice(1).map((_, at) => bare.slice(at, at + 2)));
  }
  const words = text
    .toLowerCase()
    .replace(/’s\b/g, '')
    .split(/[^a-z0-9·]+/);
  const full = words.filter((word) => word.length > 1 && !EMPTY.has(word));
  return new Set(full.map((word) => word.replace(/(ing|ed|es|s)$/, '')));
}

function shareOf(answer: ReadonlySet<string>, said: ReadonlySet<string>): number {
  return [...answer].filter((word) => said.has(word)).length / answer.size;
}

/** From here on a sentence says what an answer says; fewer words than that say nothing. */
const GIVEN_AWAY = 0.75;
const LEAST = { en: 3, zh: 6 } as const;

const sentences = (prose: Prose): readonly string[] =>
  prose.flatMap((block) => {
    if (block.type === 'paragraph') return plainText(block.of).split(/(?<=[.?!;:。？！；：])\s*/);
    return block.type === 'list' ? block.items.flatMap(sentences) : [];
  });
const feedbackOf = (question: Question | null) =>
  question?.options.flatMap(({ feedback }) => sentences(feedback)) ?? [];
const rightOf = ({ options, right }: Question) => plainText(options[right]?.text ?? []);

/** Texts that stand in the pictures at any time. What is said of events is found by playing. */
const KEPT_BACK =
  /^(rules|messages|beliefs|tutor|errors|variants|zkcli|recordings|curriculum|deck|present|pair)\./;
const always = (language: Language) =>
  keys()
    .filter((key) => !KEPT_BACK.test(key))
    .map((key) => template(language, key));

/** A sentence with the number in it that has so many of the question's words gives it away. */
const ABOUT_IT = 0.6;
/** A sentence that names an item has so many of its words. */
const HALF = 0.5;
const NUMERALS = {
  en: ['nobody', 'one', 'two', 'three', 'four', 'five'],
  zh: ['零', '一', '两', '三', '四', '五'],
} as const;

const numbersIn = (text: string, language: Language): readonly string[] =>
  language === 'zh'
    ? (text.match(/\d+|[零一两三四五](?=[个次台块人张条])/g) ?? [])
    : text.toLowerCase().split(/[^a-z0-9]+/);

/** What is to be seen while a question is asked. */
interface Sights {
  /** Things that the step lights, as a lesson writes them. */
  readonly lit: readonly string[];
}

/** What somebody has read who goes through a lesson. */
class Reader {
  readonly leaks: string[] = [];
  /** Whether a text was told, rather than one of those that always stand somewhere. */
  readonly #told: boolean[] = [];
  readonly #said: ReadonlySet<string>[] = [];
  readonly #texts: string[] = [];
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
    this.read(always(language), false);
  }

  read(texts: readonly string[], told = true): void {
    for (const text of texts) {
      this.#told.push(told);
      this.#texts.push(text);
      this.#said.push(gist(text, this.#language));
    }
  }

  /** A question is asked: has its answer been read by now? */
  ask(where: string, question: Question | null, sights: Sights): void {
    if (question === null) return;
    if (question.form === 'number') this.#askNumber(where, question);
    else if (question.form === 'order') this.#askOrder(where, question);
    else if (question.form === 'point') this.#askThing(where, question, sights);
    else this.#askWords(where, question);
  }

  /** A number with what is counted: its own words, and most of those of the question. */
  #askNumber(where: string, question: Question): void {
    const answer = rightOf(question).trim();
    const about = gist(plainText(question.text), this.#language);
    const says = new Set([answer, NUMERALS[this.#language][Number(answer)] ?? answer]);
    this.#texts.forEach((text, n) => {
      const isSaid = this.#told[n] && numbersIn(text, this.#language).some((one) => says.has(one));
      if (!isSaid || shareOf(about, this.#said[n] ?? new Set()) < ABOUT_IT) return;
      this.leaks.push(`${where}: ${answer} — ${text}`);
    });
  }

  /** All items, one behind the other in one sentence. */
  #askOrder(where: string, question: Question): void {
    const items = question.items.map((item) => [...gist(plainText(item), this.#language)]);
    this.#texts.forEach((text, n) => {
      if (!this.#told[n]) return;
      const spoken = text.toLowerCase();
      const places = items.map((words) =>
        Math.min(...words.map((word) => spoken.indexOf(word)).filter((at) => at >= 0)),
      );
      const isThere = items.every((words) => {
        return shareOf(new Set(words), this.#said[n] ?? new Set()) >= HALF;
      });
      const isInOrder = places.every((at, i) => i === 0 || at > (places[i - 1] ?? 0));
      if (isThere && isInOrder) this.leaks.push(`${where}: ${text}`);
    });
  }

  /** The thing itself is lit alone, before anybody has pointed. */
  #askThing(where: string, question: Question, { lit }: Sights): void {
    const asked = question.options.flatMap(({ thing }) =>
      thing === null ? [] : printThing(thing),
    );
    const right = question.options[question.right]?.thing;
    const shown = asked.filter((one) => lit.includes(one));
    if (shown.length !== 1 || right == null || shown[0] !== printThing(right)) return;
    this.leaks.push(`${where}: only ${printThing(right)} is lit`);
  }

  #askWords(where: string, question: Question): void {
    const right = gist(rightOf(question), this.#language);
    if (right.size < LEAST[this.#language]) return;
    const wrong = question.options
      .filter((_, n) => n !== question.right)
      .map(({ text }) => gist(plainText(text), this.#language));
    this.#said.forEach((said, n) => {
      const share = shareOf(right, said);
      const isPlain = wrong.every((one) => shareOf(one, said) < share);
      if (share < GIVEN_AWAY || !isPlain) return;
      this.leaks.push(`${where}: “${rightOf(question)}” — ${this.#texts[n]}`);
    });
  }
}

/** Goes through a lesson, and says what was given away. */
function leaksOf(lesson: Lesson, language: Language, quiet: boolean): readonly string[] {
  const reader = new Reader(language);
  const t = translate(language);
  const opening = openingOf(lesson.scenario);
  if (isMistake(opening)) throw new Error(lesson.slug);
  let now: Played = { timeline: beginWith(SIM, opening, lesson.seed), at: 0 };

  const play = (lines: readonly string[]): void => {
    const next = playLines(now, lines);
    if ('type' in next) throw new Error(next.line);
    for (const { event } of eventsBetween(next.timeline, now.at, next.at, 200_000)) {
      const { text, why } = told({ quiet }, event, language);
      reader.read(why === null ? [text] : [text, why]);
      if (lesson.both)
        reader.read(Object.values(tellOn({ describe }, 'zab', event, language, t, quiet)));
    }
    const raft = lesson.both ? (raftSideOf(next.timeline, next.at)?.timeline ?? null) : null;
    for (const { event } of raft ? eventsBetween(raft, now.at, next.at, 200_000) : []) {
      reader.read(Object.values(tellOn({ describe }, 'raft', event, language, t, quiet)));
    }
    const { servers, clients } = stageModel(worldAt(next.timeline, next.at));
    reader.read(servers.map((one) => serverName(one, t)));
    reader.read(clients.map((one) => clientName(one, t)));
    now = next;
  };
  const answered = (question: Question | null): void => {
    reader.read(feedbackOf(question));
    if (question !== null) reader.read([rightOf(question)]);
  };
  const step = (one: Step, n: number): void => {
    if (lesson.both) now = begun;
    const where = `${lesson.code} step ${n + 1}`;
    const sights = { lit: one.look.light.map(printThing) };
    reader.read(sentences(one.narration));
    reader.ask(`${where}, prediction`, one.prediction, sights);
    play(one.run);
    answered(one.prediction);
    reader.ask(`${where}, recap`, one.recap, sights);
    answered(one.recap);
    reader.read([...sentences(one.task), ...one.goals.map(({ text }) => plainText(text))]);
    reader.read(one.hints.flatMap(sentences));
    play(solutionOf(one).lines);
    reader.read(sentences(one.afterwards));
    reader.ask(`${where}, change`, one.change?.question ?? null, sights);
    answered(one.change?.question ?? null);
  };

  reader.read(sentences(lesson.about));
  reader.read(lesson.terms.flatMap(({ meaning }) => sentences(meaning)));
  for (const question of lesson.recall) answered(question);
  play(lesson.setup);
  const begun = now;
  lesson.steps.forEach(step);
  return [...new Set(reader.leaks)];
}

const lessons = files.map((file) => {
  const found = readLessonFile(
    `lessons/${file}`,
    readFileSync(join(root, 'lessons', file), 'utf8'),
  );
  if (!found?.lesson) throw new Error(file);
  return [file, found.lesson, file.endsWith('.zh.md') ? 'zh' : 'en'] as const;
});

test.each(lessons)('%s gives no answer away before it is asked for', (_, lesson, language) => {
  expect(leaksOf(lesson, language, true)).toEqual([]);
});

test('if the rules behind events were told, they would', () => {
  const english = lessons.filter(([, , language]) => language === 'en');
  const all = english.flatMap(([, lesson]) => leaksOf(lesson, 'en', false));
  expect(all.length).toBeGreaterThan(5);
});

test('no view says a rule without asking whether it may', () => {
  const views = readdirSync(join(root, 'src/views'), { recursive: true, encoding: 'utf8' });
  const saying = views
    .filter((file) => file.endsWith('.svelte'))
    .filter((file) => {
      const source = readFileSync(join(root, 'src/views', file), 'utf8');
      return source.includes('describe(') && source.includes('.why');
    });
  // What has been broken is no rule of the lesson: it is said at once.
  expect(saying).toEqual(['invariants/Invariants.svelte']);
});
