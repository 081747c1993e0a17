/**
 * A lesson proved by playing it: that its right answers are right in the run and its wrong ones
 * wrong, that its refuting runs refute, that its solutions reach their goals and its wrong attempts
 * do not, and the same over twenty other seeds.
 */
import type { Language } from '../script/index.ts';
import type { Engine } from '../timeline/index.ts';
import { unanswered } from './answered.ts';
import { CHECKS, OVER_SEEDS } from './checks.ts';
import { Trial } from './course.ts';
import { faultAt, type LessonFault } from './fault.ts';
import type { Lesson } from './lesson.ts';
import type { Places } from './places.ts';

/** Over so many other seeds the same has to hold, unless it is told otherwise. */
const OTHER_SEEDS = 20;

/**
 * Plays a lesson, and answers with what is wrong with it; nothing, where all is well. It pauses
 * often, each time after some milliseconds of work, so that a page stays responsive. `seeds`: how
 * many others.
 */
export function* proveLesson(
  engine: Engine,
  lesson: Lesson,
  places: Places,
  language: Language,
  seeds = OTHER_SEEDS,
): Generator<undefined, readonly LessonFault[]> {
  const own = new Trial(engine, lesson, places, language);
  for (const { n, option, isNeedless } of unanswered(lesson)) {
    const key = isNeedless ? 'tutor.proof.needlessWords' : 'tutor.proof.unanswered';
    own.fault(option, key, { step: n + 1 });
  }
  for (const course of own.courses()) {
    yield;
    for (const check of Object.values(CHECKS)) {
      check(own, course);
      yield;
    }
  }
  if (own.faults.length > 0) return own.faults;
  for (let n = 1; n <= seeds; n++) {
    const trial = new Trial(engine, lesson, places, language, lesson.seed + n);
    for (const course of trial.courses()) {
      for (const check of OVER_SEEDS) check(trial, course);
      yield;
    }
    if (trial.faults.length > 0) return lesson.special === '' ? trial.faults : [];
  }
  return lesson.special === '' ? [] : [faultAt(1, 'tutor.proof.notSpecial')];
}
