import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ETCD_BREACH_RULES } from '../../../src/checker/etcd/index.ts';
import { BREACH_RULES, ZAB_BREACH_RULES } from '../../../src/checker/index.ts';
import { RAFT_BREACH_RULES } from '../../../src/checker/raft/index.ts';
import { isKey, keys, LANGUAGES, placeholders, template } from '../../../src/i18n/index.ts';
import { RAFT, RAFT_RULES } from '../../../src/raft/index.ts';
import { explain } from '../../../src/script/index.ts';
import { messageRule } from '../../../src/script/message-rules.ts';
import { SERVER_CLOSINGS } from '../../../src/server/index.ts';
import { RECIPE_RULES, REFUSALS, SERVER_RULES } from '../../../src/sim/index.ts';
import { MESSAGES, ZAB_RULES } from '../../../src/zab/index.ts';

type Facts = readonly string[];

/** All rules by id, each with the facts that come with it, and where they are given. */
const TABLES: readonly (readonly [folder: string, rules: Readonly<Record<string, Facts>>])[] = [
  ['zab', ZAB_RULES],
  ['raft', RAFT_RULES],
  ['server', SERVER_RULES],
  ['sim', Object.fromEntries(Object.entries(REFUSALS).map(([id, f]) => [`refused.${id}`, f]))],
  ...Object.entries(RECIPE_RULES).map(
    ([name, rules]) =>
      [
        'recipes',
        Object.fromEntries(Object.entries(rules).map(([w, f]) => [`${name}.${w}`, f])),
      ] as const,
  ),
];
const rows = TABLES.flatMap(([, rules]) => Object.entries(rules));

test.each(rows)('rule %s has a sentence in every language, of its facts %j', (rule, facts) => {
  for (const key of keys()) {
    if (key !== `rules.${rule}` && !key.startsWith(`rules.${rule}.`)) continue;
    for (const language of LANGUAGES) {
      const used = placeholders(template(language, key));
      expect(used.filter((fact) => !facts.includes(fact))).toEqual([]);
    }
  }
});

/** The source of a folder but for its table of rules. */
function sourceOf(folder: string): string {
  const files = readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' });
  const read = files.filter((file) => file.endsWith('.ts') && file !== 'rules.ts');
  return read.map((file) => readFileSync(`src/${folder}/${file}`, 'utf8')).join('\n');
}

test('every rule is given by somebody', () => {
  const unused = TABLES.flatMap(([folder, rules]) => {
    const source = sourceOf(folder).replace(/REFUSALS = {[^}]*}/, '');
    return Object.keys(rules).filter((rule) => {
      // Recipes and refusals are given by their last word; whose they are is added in one place.
      const whole = folder === 'zab' || folder === 'raft' || folder === 'server';
      const word = whole ? rule : rule.replace(/^.*\./, '');
      return !source.includes(`'${word}'`);
    });
  });
  expect(unused).toEqual([]);
  const checker = sourceOf('checker').replace(/RULES = \[[^\]]*\]/g, '');
  const breaches = [
    ...[...BREACH_RULES, ...ZAB_BREACH_RULES, ...RAFT_BREACH_RULES],
    ...ETCD_BREACH_RULES,
  ];
  expect(breaches.filter((rule) => !checker.includes(`'${rule}'`))).toEqual([]);
  expect(breaches.filter((rule) => !isKey(`invariants.${rule}`))).toEqual([]);
});

test('a peer gives no reason but by because(), which knows the table', () => {
  expect(sourceOf('zab') + sourceOf('raft')).not.toMatch(/\brule: '/);
});

test('no sentence is left of a rule that is gone', () => {
  const known = new Set(rows.map(([rule]) => rule));
  const left = keys()
    .filter((key) => key.startsWith('rules.'))
    .map((key) => key.slice('rules.'.length))
    .filter((rule) => !/^(event|word)\./.test(rule))
    .filter((rule) => !known.has(rule) && !known.has(rule.replace(/\.\w+$/, '')));
  expect(left).toEqual([]);
});

test('every message type has a rule for being sent and one for being received', () => {
  const own = [...Object.keys(MESSAGES), ...Object.keys(RAFT.messages)];
  const types = [...own, 'CONNECT', 'CONNECTED', 'CALL', 'REPLY', 'EVENT'];
  for (const type of types) {
    for (const way of ['sent', 'received']) expect(isKey(`messages.${way}.${type}`)).toBe(true);
  }
});

test('every reason for which a server hangs up is said, and none is the usual one', () => {
  const words = [...SERVER_CLOSINGS, ...Object.keys(SERVER_RULES), 'notReady'];
  const unsaid = words.filter(
    (why) => why !== 'readOnly.began' && !isKey(`messages.sent.CLOSE.${why}`),
  );
  expect(unsaid).toEqual([]);
  expect(messageRule('sent', { type: 'CLOSE', why: 'moved' })).toBe('messages.sent.CLOSE.moved');
  for (const why of SERVER_CLOSINGS) expect(sourceOf('server')).toContain(`'${why}'`);
});

const zxid = { epoch: 1, counter: 4 };

test('facts are written as people read them', () => {
  const facts = { zxid, on: [1, 3], of: 5, needed: 3 };
  const because = { rule: 'commit.quorum', facts };
  expect(explain(because, 'en')).toContain('1·4 is on the disks of servers 1, 3: 3 of 5 voters');
  expect(explain(because, 'zh')).toContain('1·4 已在服务器 1、3 的磁盘上');
});

test('what decided a vote chooses the sentence', () => {
  const facts = { leader: 3, zxid, peerEpoch: 1, from: 3, oldLeader: 1, by: 'sid' };
  expect(explain({ rule: 'vote.better', facts }, 'en')).toContain('the greater number decides');
  const other = { rule: 'vote.better', facts: { ...facts, by: 'luck' } };
  expect(explain(other, 'en')).toContain('beats the one for server 1');
});

test('words of ours are said in the person’s language', () => {
  const facts = { phase: 'DISCOVERY', waitMs: 20000, have: [3], needed: 2 };
  expect(explain({ rule: 'quorum.timeout', facts }, 'en')).toContain('In discovery, 20000 ms');
  expect(explain({ rule: 'quorum.timeout', facts }, 'zh')).toContain('在发现阶段，20000 毫秒');
});

test('milliseconds are whole', () => {
  const because = { rule: 'leader.silent', facts: { leader: 3, ms: 4000.4 } };
  expect(explain(because, 'en')).toContain('for 4000 ms');
});

test('nothing is said as “none”', () => {
  const because = { rule: 'lock.released', facts: { own: null } };
  expect(explain(because, 'en')).toContain('deleting none');
});

test('a rule without a text is shown as it is', () => {
  const because = { rule: 'brand.new', facts: { zxid, servers: [1, 2] } };
  expect(explain(because, 'en')).toBe('brand.new (zxid: 1·4, servers: 1, 2)');
  expect(explain({ rule: 'brand.new', facts: {} }, 'zh')).toBe('brand.new');
});
