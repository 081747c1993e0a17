import { afterAll, expect, test } from 'vitest';
import { actionsOf, type PageActions } from '../../../src/app/actions.ts';
import { actionName, findActions, meantBy } from '../../../src/app/find-actions.ts';
import { Lab } from '../../../src/app/lab.svelte.ts';
import * as rest from '../../../src/app/rest.ts';
import { searchedActions } from '../../../src/app/searched-actions.ts';
import { USUAL } from '../../../src/app/settings.ts';
import { type Language, translate } from '../../../src/i18n/index.ts';
import { beginWith, isMistake, openingOf, SIM } from '../../../src/timeline/index.ts';

// On a busy machine it comes late.
afterAll(() => rest.inspector, 60_000);

const opening = openingOf('hospital');
if (isMistake(opening)) throw new Error('the hospital opens');
const lab = new Lab({ timeline: beginWith(SIM, opening, 1), at: 5_000_000 }, USUAL);
lab.complete(rest);
const keyed = actionsOf(lab, {} as PageActions);
const actions = [...keyed, ...searchedActions(lab, keyed)];

/** What people type who want something, and what they find: its line, or its name. */
const WORDS: readonly (readonly [Language, string, string])[] = [
  ['en', 'partition', 'partition 1 | 2 3'],
  ['en', 'power', 'power-loss'],
  ['en', 'wipe', 'wipe 2'],
  ['en', 'queue', 'radiology recipe queue /medical/arrivals'],
  ['en', 'slow disk', 'disk 1 1500'],
  ['en', 'election', 'tab votes'],
  ['en', 'election', 'run until leader'],
  ['en', 'election', 'crash 3'],
  ['en', 'restart', 'reset'],
  ['en', 'restart', 'crash 3'],
  ['en', 'packet loss', 'cut 1 3'],
  ['en', 'session', 'tab sessions'],
  ['en', 'barrier', 'radiology recipe barrier /medical/resources/equipment/MRI/service'],
  ['en', 'write', 'tab console'],
  ['en', 'dark', 'theme'],
  ['en', 'help', 'keys'],
  ['en', 'share', 'save'],
  ['en', 'compare', 'beside'],
  ['en', 'zoom', 'scale'],
  ['en', 'bug', 'variant'],
  ['en', 'heartbeat', 'pings'],
  ['en', 'break', 'break 3 1'],
  ['en', 'svg', 'spaceTime'],
  ['en', 'png', 'spaceTime'],
  ['en', 'fix', 'heal'],
  ['en', 'format', 'wipe 2'],
  ['en', 'kill -9', 'crash 3'],
  ['en', 'doctor', 'ward'],
  ['en', 'usage', 'ward'],
  ['en', 'drop', 'none drop'],
  ['en', 'duplicate', 'none duplicate'],
  ['en', 'release', 'none release'],
  ['en', 'resume', 'none resume'],
  ['en', '崩溃', 'crash 3'],
  ['en', '慢磁盘', 'disk 1 1500'],
  ['zh', 'svg', 'spaceTime'],
  ['zh', '修好', 'heal'],
  ['zh', '格式化', 'wipe 2'],
  ['zh', 'kill -9', 'crash 3'],
  ['zh', 'slow disk', 'disk 1 1500'],
  ['zh', 'restart', 'crash 3'],
  ['zh', '医生', 'ward'],
  ['zh', '用量', 'ward'],
  ['zh', '丢失选票', 'none drop'],
  ['zh', '重复', 'none duplicate'],
  ['zh', '分区', 'partition 1 | 2 3'],
  ['zh', '断电', 'power-loss'],
  ['zh', '清空', 'wipe 2'],
  ['zh', '队列', 'radiology recipe queue /medical/arrivals'],
  ['zh', '慢磁盘', 'disk 1 1500'],
  ['zh', '选举', 'tab votes'],
  ['zh', '选举', 'crash 3'],
  ['zh', '重启', 'reset'],
  ['zh', '丢包', 'cut 1 3'],
  ['zh', '会话', 'tab sessions'],
  ['zh', '控制台', 'tab console'],
  ['zh', '深色', 'theme'],
  ['zh', '帮助', 'keys'],
  ['zh', '分享', 'save'],
  ['zh', '比较', 'beside'],
  ['zh', '缺陷', 'variant'],
  ['zh', '心跳', 'pings'],
];

const found = (typed: string, language: Language) =>
  findActions(actions, typed, translate(language));

test.each(WORDS)('in %s “%s” finds %s', (language, typed, what) => {
  const names = found(typed, language).flatMap(({ id, line }) => [id, line]);
  expect(names).toContain(what);
});

test.each([
  ['en', 'partition', 'Cut the ensemble in two, the leader with the fewer'],
  ['en', 'power', 'Power loss of all'],
  ['en', 'wipe', 'Wipe the disk'],
  ['en', 'queue', 'queue: call patients in, in their order'],
  ['en', 'slow disk', 'Disk speed: fsync takes 100 ms'],
  ['en', 'disk', 'Disk speed: fsync takes 100 ms'],
  ['en', 'ordinary disk', 'Disk speed: ordinary disk'],
  ['en', 'hold commit', 'Hold the next COMMIT 1 → 2'],
  ['en', 'election', 'Show Votes in the inspector'],
  ['zh', '分区', '把集群分成两半，领导者在较少的一边'],
  ['zh', '断电', '全部断电'],
  ['zh', '清空', '清空磁盘'],
  ['zh', '队列', '队列（queue）：按先后叫号'],
  ['zh', '慢磁盘', '磁盘速度：fsync 需 100 ms'],
  ['zh', '选举', '在检查器中显示Votes'],
] as const)('in %s “%s” finds first: %s', (language, typed, name) => {
  const [first] = found(typed, language);
  expect(first && actionName(first, translate(language))).toBe(name);
});

test('no entry is a mere number, and a queue is no message to be held', () => {
  for (const language of ['en', 'zh'] as const) {
    const names = actions.map((one) => actionName(one, translate(language)));
    expect(names.filter((name) => !/[a-z\u4e00-\u9fff]{2}/i.test(name))).toEqual([]);
  }
  expect(found('queue', 'en').filter(({ line }) => line?.startsWith('hold'))).toEqual([]);
});

test('what is not possible now is found last, and says why', () => {
  expect(found('wipe', 'en').map(({ why }) => why)).toEqual(Array(3).fill('stage.why.up'));
  const disks = found('disk', 'en').map(({ why }) => why !== undefined);
  expect(disks).toEqual([...disks].sort());
});

test('what has nothing to be done to now says so', () => {
  for (const type of ['drop', 'duplicate', 'release', 'resume', 'start']) {
    const one = actions.find(({ id }) => id === `none ${type}`);
    expect(one?.why, type).toMatch(/^stage\.why\.no/);
  }
  // Where there is something to be done to, that is what is found.
  const held = new Lab({ timeline: lab.timeline, at: 5_000_000 }, USUAL);
  held.complete(rest);
  held.say('freeze 2');
  const ids = actionsOf(held, {} as PageActions).map(({ id }) => id);
  expect(ids).toContain('say resume 2');
  expect(ids).not.toContain('none resume');
});

test.each([
  ['en', 'kill 3', 'crash 3'],
  ['en', 'Kill -9 3', 'crash 3'],
  ['en', 'restart', 'crash 3'],
  ['en', 'power off', 'power-loss'],
  ['en', 'slow disk', 'disk 1 1500'],
  ['en', '崩溃', 'crash 3'],
  ['zh', '崩溃', 'crash 3'],
  ['zh', '网络分区', 'partition 1 | 2 3'],
  ['zh', 'kill 3', 'crash 3'],
  ['zh', 'slow disk', 'disk 1 1500'],
  ['en', 'sk', null],
  ['en', 'lo', null],
  ['en', 'xyzzy', null],
  ['en', '', null],
] as const)('in %s “%s” typed in a console means %s', (language, typed, line) => {
  const meant = meantBy(actions, typed, translate(language));
  const lines = meant === null ? null : found(meant.word, language).map((one) => one.line);
  if (line === null) expect(lines).toBeNull();
  else expect(lines).toContain(line);
});

test('no two have one name, or say one line', () => {
  for (const all of [actions.map(({ id }) => id), actions.flatMap(({ line }) => line ?? [])]) {
    expect(all.filter((one, i) => one !== '' && all.indexOf(one) !== i)).toEqual([]);
  }
});
