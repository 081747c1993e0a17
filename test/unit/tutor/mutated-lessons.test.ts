/**
 * Lesson files as people break them: every text is a lesson or has faults, each with its line, and
 * nothing throws. `LESSON_MUTANTS=100000` tries more of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nextRandom, randomBetween } from '../../../src/lib/index.ts';
import {
  cardOf,
  faultText,
  type Lesson,
  lessonFile,
  linesBefore,
  newProgress,
  parseLesson,
  textJudges,
  twinFaults,
} from '../../../src/tutor/index.ts';
import { curriculumView } from '../../../src/views/curriculum/model.ts';
import { dotViews, stepView } from '../../../src/views/lesson/model.ts';

const home = join(import.meta.dirname, '../../../lessons');
const texts = readdirSync(home, { recursive: true, encoding: 'utf8' })
  .filter((file) => lessonFile(`lessons/${file}`) !== null)
  .sort()
  .map((file) => readFileSync(join(home, file), 'utf8'));

const MUTANTS = Number(process.env.LESSON_MUTANTS ?? 200);
const SNIPPETS = [
  ...['#', '## ', '### ', '### Predict: ', '### 预测：', '## Terms', '### Task (9999 seeds): x'],
  ...['```', '```refute', '```zoo.cfg', '`', '**', '*', '{', '}', '{leader}', '{server }', '|'],
  ...['- [x] ', '- [ ] (X99) ', '- ', '1. ', '---', 'title:', 'seed: -1', 'servers: 100'],
  ...[
    'scenario: __proto__',
    'minutes: 1e9',
    '\u0000',
    '\ufeff',
    '\r',
    '\u2028',
    '<script>x</script>',
  ],
  ...[
    '`leader is 3 and and`',
    '`data of / is`',
    '`log of 1 has 0x`',
    'run 1e309',
    'run until quiet',
  ],
  ...['constructor', '__proto__: 1', '(((((((((((((((((', '*'.repeat(300), '- '.repeat(300)],
  ...[
    '{a|*b}',
    '{|*}',
    '{a|b|*}',
    '# shows: leader is 1',
    '# spare',
    '\t\t\t',
    '💉',
    '病'.repeat(50),
  ],
];

/** Chance from a seed, so that what was found can be found again. */
class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = (seed * 2654435761 + 1) >>> 0;
  }
  below(n: number): number {
    this.#state = nextRandom(this.#state);
    return randomBetween(this.#state, 0, Math.max(0, n - 1));
  }
  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

function mutated(chance: Chance): string {
  const lines = chance.of(texts).split('\n');
  for (let times = 1 + chance.below(5); times > 0; times--) {
    const at = chance.below(lines.length);
    const line = lines[at] ?? '';
    const within = chance.below(line.length + 1);
    const other = chance.of(texts).split('\n');
    switch (chance.below(9)) {
      case 0:
        lines.splice(at, 1 + chance.below(4));
        break;
      case 1:
        lines.splice(at, 0, line);
        break;
      case 2:
        lines.splice(at, 0, chance.of(SNIPPETS));
        break;
      case 3:
        lines[at] = line.slice(0, within) + chance.of(SNIPPETS) + line.slice(within);
        break;
      case 4:
        lines[at] = line.slice(0, within);
        break;
      case 5:
        lines[at] = line.slice(within);
        break;
      case 6:
        lines.splice(at, 0, ...other.slice(chance.below(other.length)).slice(0, 20));
        break;
      case 7:
        lines.length = at;
        break;
      default:
        [lines[at], lines[within]] = [lines[within] ?? '', line];
    }
  }
  return lines.join(chance.below(8) === 0 ? '\r\n' : '\n');
}

/** What a page does with a lesson that it has read. */
function shown(lesson: Lesson): void {
  const progress = newProgress(lesson);
  curriculumView([cardOf(lesson)], [progress], 'en');
  dotViews(lesson, progress);
  for (const [n] of lesson.steps.entries()) {
    linesBefore(lesson, n);
    const steps = progress.steps.map((step) => ({ ...step, leaf: 'done' as const }));
    stepView(lesson, { ...progress, step: n, steps }, []);
  }
}

test(`${MUTANTS} broken lesson files are lessons or have faults with lines`, () => {
  const judges = { en: textJudges('en'), zh: textJudges('zh') };
  let lessons = 0;
  let faulty = 0;
  let slowest = 0;
  for (let seed = 1; seed <= MUTANTS; seed++) {
    const text = mutated(new Chance(seed));
    const language = seed % 2 === 0 ? 'en' : 'zh';
    const began = process.cpuUsage();
    const { lesson, faults } = parseLesson(text, 'file/broken', judges[language]);
    slowest = Math.max(slowest, process.cpuUsage(began).user / 1000);
    const where = `mutant ${seed}`;
    if (faults.length > 0) expect(lesson, where).toBeNull();
    else expect(lesson, where).not.toBeNull();
    const most = text.split('\n').length;
    for (const fault of faults) {
      expect(fault.line >= 1 && fault.line <= most, `${where}: line ${fault.line}`).toBe(true);
      const said = faultText(fault, 'broken.md', language);
      expect(said, where).toMatch(/^broken\.md:\d+: \S/);
      expect(said, where).not.toContain('undefined');
    }
    if (lesson === null) faulty += 1;
    else {
      lessons += 1;
      shown(lesson);
      expect(JSON.parse(JSON.stringify(lesson)), where).toEqual(lesson);
      expect(twinFaults(lesson, lesson, 'itself'), where).toEqual([]);
    }
  }
  // Both kinds are among them, or the test tries nothing.
  expect(lessons).toBeGreaterThan(0);
  expect(faulty).toBeGreaterThan(0);
  expect(slowest).toBeLessThan(1000);
  if (MUTANTS > 1000) console.log({ lessons, faulty, slowest: Math.round(slowest) });
}, 600_000);
