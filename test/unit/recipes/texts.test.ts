import { expect, test } from 'vitest';
import { isKey, LANGUAGES, placeholders, template } from '../../../src/i18n/index.ts';
import { RECIPES } from '../../../src/recipes/index.ts';

const LOCKS = `begin path
waits own before
granted own token
again own
released own
lost own
unsure own
found own
failed path code`;
const ENDS = `begin path
released own
lost own
failed path code`;
const QUEUES = `${ENDS}
waits path
took item
missed item
unsure item
left item`;

/** The rules that a recipe may give, with their facts. */
const RULES: Readonly<Record<string, string>> = {
  lock: LOCKS,
  'read-lock': LOCKS,
  'leader-election': LOCKS,
  'herd-lock': LOCKS.replace('found own\n', ''),
  barrier: `${ENDS}\nwaits own before\ngranted own\nagain own`,
  'double-barrier': `${ENDS}\nwaits here size\ngranted own size\ndeparts before`,
  queue: QUEUES,
  'priority-queue': QUEUES,
  group: `${ENDS}\nsees own members`,
  'two-phase-commit': `${ENDS}\nwaits here size\ncommits path\naborts path`,
  vote: `${ENDS}\nearly path\nwaits own before\ncommits path\naborts path`,
  semaphore: `${ENDS}\nwaits own ahead size\ngranted own size`,
};

const rows = Object.entries(RULES).flatMap(([prefix, rules]) =>
  rules.split('\n').map((row) => {
    const [rule, ...facts] = row.split(' ') as [string, ...string[]];
    return [`${prefix}.${rule}`, facts] as const;
  }),
);

test.each(rows)('%s has a sentence in every language, of its facts %j', (rule, facts) => {
  const key = `rules.${rule}`;
  if (!isKey(key)) throw new Error(`no text for ${key}`);
  for (const language of LANGUAGES) {
    const used = placeholders(template(language, key));
    expect(used.filter((fact) => !facts.includes(fact))).toEqual([]);
  }
});

test('every recipe has its rules here; some are told in the words of another', () => {
  const words = new Map([
    ['write-lock', 'lock'],
    ['vote-commit', 'vote'],
    ['vote-abort', 'vote'],
  ]);
  const named = new Set(RECIPES.map(({ name }) => words.get(name) ?? name));
  expect([...named].sort()).toEqual(Object.keys(RULES).sort());
});
