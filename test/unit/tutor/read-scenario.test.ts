/** What a lesson begins with: a scenario by name, an ensemble of its own, or both. */
import { describe, expect, test } from 'vitest';
import type { EnsembleConfig } from '../../../src/model/index.ts';
import {
  beginWith,
  type CustomScenario,
  extendTo,
  isMistake,
  openingOf,
  SCENARIOS,
  SIM,
  worldAt,
} from '../../../src/timeline/index.ts';
import {
  faultText,
  type Lesson,
  type ParsedLesson,
  parseLesson,
  playLines,
  textJudges,
  twinFaults,
} from '../../../src/tutor/index.ts';
import { peerOf } from '../../support/zab.ts';

/** A lesson with these lines in its head (from line 4 on) and, from line 8 on, this section. */
function lesson(head: readonly string[], section = ''): string {
  const front = ['---', 'title: T', 'minutes: 5', ...head, 'seed: 1', '---'];
  return [
    ...front,
    '',
    ...section.split('\n'),
    '## S',
    '',
    'Text.',
    '',
    '## Simplified',
    '',
    'N.',
  ].join('\n');
}

const zooCfg = (...lines: readonly string[]) => ['## zoo.cfg', '```', ...lines, '```'].join('\n');
const parse = (text: string): ParsedLesson => parseLesson(text, '2-zab/01-x', textJudges('en'));

function good(text: string): Lesson {
  const { lesson, faults } = parse(text);
  expect(faults.map((fault) => faultText(fault, 'x.md', 'en'))).toEqual([]);
  if (lesson === null) throw new Error('no lesson');
  return lesson;
}

function configOf({ scenario }: Lesson): EnsembleConfig {
  const opening = openingOf(scenario);
  if (isMistake(opening)) throw new Error(JSON.stringify(opening));
  return opening.scenario.config;
}

const roles = (config: EnsembleConfig) =>
  config.servers.map(({ sid, learnerType }) => `${sid} ${learnerType}`);

test('a scenario by its name alone stays a name', () => {
  expect(good(lesson(['scenario: hospital'])).scenario).toBe('hospital');
});

test('servers and observers without a scenario: nobody has started', () => {
  const { scenario } = good(lesson(['servers: 5', 'observers: 1']));
  const config = configOf({ scenario } as Lesson);
  expect(roles(config)).toEqual([
    ...['1 PARTICIPANT', '2 PARTICIPANT', '3 PARTICIPANT', '4 PARTICIPANT', '5 PARTICIPANT'],
    '6 OBSERVER',
  ]);
  expect((scenario as CustomScenario).setup).toEqual([]);
});

test('observers alone stand beside three voters', () => {
  expect(roles(configOf(good(lesson(['observers: 2']))))).toEqual([
    ...['1 PARTICIPANT', '2 PARTICIPANT', '3 PARTICIPANT', '4 OBSERVER', '5 OBSERVER'],
  ]);
});

test('the lines of a scenario on an ensemble of its own', () => {
  const { scenario } = good(lesson(['scenario: hospital', 'servers: 5']));
  expect((scenario as CustomScenario).setup).toEqual(SCENARIOS.hospital?.setup);
  expect(configOf({ scenario } as Lesson).servers).toHaveLength(5);
});

test('lines of zoo.cfg stand in the place of those that are there', () => {
  const usual = configOf(good(lesson(['scenario: default'])));
  const own = good(lesson(['scenario: default'], zooCfg('initLimit=1', ' tickTime=500', '# x')));
  expect(configOf(own)).toMatchObject({ initLimit: 1, tickMs: 500, syncLimit: usual.syncLimit });
  expect(roles(configOf(own))).toEqual(roles(usual));
});

test('servers that are named are all the servers there are', () => {
  const lines = ['server.4=a:2888:3888', 'server.7=b:2888:3888', 'server.9=c:2888:3888:observer'];
  const own = good(lesson([], zooCfg(...lines)));
  expect(roles(configOf(own))).toEqual(['4 PARTICIPANT', '7 PARTICIPANT', '9 OBSERVER']);
});

test('it plays: five servers and an observer, a small initLimit, streams held', () => {
  const setup = [
    '## Setup',
    '```',
    'start 1 2 3 4 5 6',
    'run until leader',
    'run until quiet',
    'client nurse connect 1 timeout 8000',
    'run until quiet',
    'hold PROPOSAL 5 -> 6',
    'hold INFORM 5 -> 6',
    'crash 2',
    '```',
  ].join('\n');
  const text = lesson(['servers: 5', 'observers: 1'], `${zooCfg('initLimit=2')}\n${setup}`);
  const own = good(text);
  const opening = openingOf(own.scenario);
  if (isMistake(opening)) throw new Error(JSON.stringify(opening));
  const begun = { timeline: beginWith(SIM, opening, own.seed), at: 0 };
  const played = playLines(begun, own.setup);
  if ('type' in played) throw new Error(JSON.stringify(played));
  const world = worldAt(extendTo(played.timeline, played.at), played.at);
  expect(world.hosts.map((host) => peerOf(host)?.leaf ?? 'down')).toEqual([
    'FOLLOWING.BROADCAST',
    'down',
    'FOLLOWING.BROADCAST',
    'FOLLOWING.BROADCAST',
    'LEADING.BROADCAST',
    'OBSERVING.BROADCAST',
  ]);
});

/** A head, a section, and the one sentence that they earn. */
const FAULTS: readonly (readonly [head: readonly string[], section: string, says: string])[] = [
  [
    ['scenario: school'],
    '',
    '4: There is no scenario “school”; there are default, hospital, scanner.',
  ],
  [[], '', '1: The front matter lacks “scenario”.'],
  [['servers: five'], '', '4: “servers” must be a whole number from 0 to 99.'],
  [['servers: 3', 'observers: -1'], '', '5: “observers” must be a whole number'],
  [['servers: 16'], '', '4: The ensemble cannot be set up like this. Line '],
  [['servers: 0', 'observers: 1'], '', '4: The ensemble cannot be set up like this.'],
  [
    ['servers: 3'],
    zooCfg('', 'initLimit=soon'),
    '11: The ensemble cannot be set up like this. Line 11: ',
  ],
  [['servers: 3'], zooCfg('# a', 'tickTime 2000 x'), '11: The ensemble cannot'],
  [
    ['servers: 3'],
    zooCfg('initLimitt=2'),
    '4: The ensemble cannot be set up like this. Without effect',
  ],
  [['servers: 3'], zooCfg('forceSync=no'), '4: The ensemble cannot be set up like this. Not'],
  [['scenario: default'], zooCfg('initLimitt=2'), '8: The ensemble cannot be set up like this.'],
  [['servers: 3'], zooCfg('server.1=a:2888:3888'), '10: The servers are named here and numbered'],
  [['servers: 3'], '## zoo.cfg\nSoon.\n```\ntickTime=500\n```', '9: Under “zoo.cfg” there may be'],
  [['servers: 3'], '## zoo.cfg\n```\n```', '8: Under “zoo.cfg” a code block with lines of a'],
];

describe('what is wrong is said in one sentence, with its line', () => {
  test.each(FAULTS)('%j %j', (head, section, says) => {
    const { lesson: made, faults } = parse(lesson(head, section));
    expect(made).toBeNull();
    const said = faults.map((fault) => faultText(fault, 'x.md', 'en'));
    expect(said).toEqual([expect.stringContaining(`x.md:${says}`)]);
    const zh = faults.map((fault) => faultText(fault, 'x.md', 'zh'));
    expect(zh[0]).not.toContain('{');
  });
});

test('both languages have the same ensemble', () => {
  const here = good(lesson(['servers: 5'], zooCfg('initLimit=2')));
  const there = good(lesson(['servers: 5'], zooCfg('initLimit=3')));
  expect(twinFaults(here, here, 'x.zh.md')).toEqual([]);
  const [fault] = twinFaults(here, there, 'x.zh.md');
  expect(fault && faultText(fault, 'x.md', 'en')).toContain(
    'differ at scenario: here it is initLimit=2',
  );
});
