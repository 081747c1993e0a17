/** The table of goals in lessons/README.md is the predicate language: all of it, no more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Condition, GOAL_KINDS, parseConditions } from '../../../src/tutor/index.ts';

const text = readFileSync(join(import.meta.dirname, '../../../lessons/README.md'), 'utf8');
const lines = text.split('\n');
const from = lines.findIndex((line) => line.startsWith('| goal |')) + 2;
const rows = lines.slice(from, lines.indexOf('', from)).map((line) => {
  const [, goals = '', meaning = ''] = line.split(/(?<!\\)\|/);
  return { line, goals: quoted(goals), others: quoted(meaning) };
});

function quoted(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? '');
}

function read(source: string): Condition | null {
  const conditions = parseConditions(source);
  return 'unknown' in conditions || conditions.length !== 1 ? null : (conditions[0] ?? null);
}

/** A goal, or what stands in the place of a word of one: `frozen` for `server 3 is down`. */
function meant(part: string, example: string): Condition | null {
  const whole = read(part);
  if (whole !== null) return whole;
  const words = example.split(' ');
  const tries = words.map((_, at) =>
    read(words.map((word, n) => (n === at ? part : word)).join(' ')),
  );
  return tries.find((one) => one !== null) ?? null;
}

const all = rows.flatMap(({ goals, others }) =>
  [...goals, ...others].map((part) => ({ part, condition: meant(part, goals[0] ?? '') })),
);

describe('the table of goals', () => {
  test('is there', () => {
    expect(rows.length).toBeGreaterThanOrEqual(GOAL_KINDS.length);
  });

  test('has in each row a goal that can be checked', () => {
    expect(rows.filter(({ goals }) => read(goals[0] ?? '') === null)).toEqual([]);
  });

  test('names nothing that there is not', () => {
    const strange = all.filter(({ condition }) => condition === null).map(({ part }) => part);
    expect(strange).toEqual([]);
  });

  test.each(GOAL_KINDS.map((kind) => [kind.name, kind] as const))('knows %s', (name, kind) => {
    const shown = all.filter(({ condition }) => condition?.kind === name);
    expect(shown.length).toBeGreaterThan(0);
    // Every part of the form is in one of its examples; numbers and negation are told for all.
    const parts = [...kind.pattern.source.matchAll(/\(\?<(\w+)>/g)].map((found) => found[1] ?? '');
    const told = new Set(shown.flatMap(({ condition }) => Object.keys(condition?.args ?? {})));
    expect(parts.filter((part) => !told.has(part) && part !== 'not' && part !== 'how')).toEqual([]);
  });

  test.each(GOAL_KINDS.map((kind) => [kind.name, kind] as const))(
    'knows every word of %s that has a few fixed ones',
    (name, kind) => {
      const told = new Set(
        all.flatMap(({ condition }) =>
          condition?.kind === name ? Object.values(condition.args) : [],
        ),
      );
      const choices = [...kind.pattern.source.matchAll(/\(\?<(\w+)>((?:\w+\|)+\w+)\)/g)];
      const words = choices.flatMap(([, , list = '']) => list.split('|'));
      expect(words.filter((word) => !told.has(word))).toEqual([]);
    },
  );
});
