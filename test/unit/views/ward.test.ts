import { beforeAll, describe, expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import { isMistake, nextTurnAfter, openingOf, worldAt } from '../../../src/timeline/index.ts';
import { hasWard, isHospital, sequenceOf } from '../../../src/views/index.ts';
import { lineWidth } from '../../../src/views/stage/line-width.ts';
import { wardModel } from '../../../src/views/ward/model.ts';
import { byNumber } from '../../../src/views/ward/sequence.ts';
import { Run } from './hospital-run.ts';
import { lessonRun } from './lesson-run.ts';

test.each([
  ['100000000000000-13-lock-0000000001', 1],
  ['lock-0000000000', 0],
  ['0000000042', 42],
  ['lock', null],
])('the number of %s is %s: the hyphen before it is no minus', (name, number) => {
  expect(sequenceOf(name)).toBe(number);
});

test('tickets are listed by number, whatever GUID stands before it', () => {
  const names = ['1-lock-0000000002', '5-lock-0000000000', '9-lock-0000000001'];
  expect(byNumber(names).map((name) => name.slice(-2))).toEqual(['00', '01', '02']);
  expect(byNumber(['b-0000000001', 'a', 'c'])).toEqual(['b-0000000001', 'a', 'c']);
});

test('who wants the naive lock waits without a ticket, and who has it is inside', () => {
  const run = new Run();
  run.to(5_000_000);
  const lock = '/medical/resources/equipment/MRI/lock-naive';
  for (const name of ['radiology', 'emergency', 'neurology']) {
    run.say(`${name} recipe herd-lock ${lock}`);
    run.to(run.world.now + 300_000);
  }
  const { alarm, inside, queue, unseen } = wardModel(run.world, 1);
  expect([inside, ...queue].map((one) => [one?.who, one?.ticket])).toEqual([
    ['radiology', null],
    ['emergency', null],
    ['neurology', null],
  ]);
  expect([alarm, unseen]).toEqual([false, null]);
  run.say('radiology recipe release');
  run.to(run.world.now + 1_000_000);
  const later = wardModel(run.world, 1);
  expect(later.inside?.who).not.toBe('radiology');
  expect(later.queue).toHaveLength(1);
});

test('the ward shows the room of the device that a lesson lights', () => {
  const run = new Run();
  run.to(5_000_000);
  const equipment = '/medical/resources/equipment';
  run.say('radiology recipe lock /medical/resources/equipment/MRI/lock');
  run.say(`neurology: create ${equipment}/CT/lock ""`);
  run.say(`neurology: create -e -s ${equipment}/CT/lock/t- ""`);
  run.to(5_500_000);
  const seen = (...lit: readonly string[]) => {
    const { device, inside } = wardModel(run.world, 1, undefined, new Set(lit));
    return [device, inside?.who];
  };
  expect(seen()).toEqual([`${equipment}/MRI`, 'radiology']);
  expect(seen(`znode ${equipment}/CT/lock`)).toEqual([`${equipment}/CT`, 'neurology']);
  // What no tree has is no room.
  expect(seen(`znode ${equipment}/PET`)).toEqual([`${equipment}/MRI`, 'radiology']);
});

describe('three departments at the scanner', () => {
  const run = new Run();
  beforeAll(() => {
    run.to(5_000_000);
    for (const name of ['radiology', 'emergency', 'neurology']) {
      run.say(`${name} recipe lock /medical/resources/equipment/MRI/lock`);
    }
    run.to(5_500_000);
  });

  test('the lowest ticket is inside, the others wait in its order', () => {
    const ward = wardModel(run.world, 1);
    const { who, token } = ward.inside ?? {};
    expect(ward.believers).toEqual([{ name: who, token, refused: false }]);
    const tickets = [ward.inside, ...ward.queue].map((one) => one?.ticket);
    expect(tickets).toEqual(['0000', '0001', '0002']);
    expect(ward).toMatchObject({ alarm: false, unseen: null, isOld: false });
  });

  test('what else stands below the lock is no ticket, and nobody in the queue', () => {
    run.say('neurology: create /medical/resources/equipment/MRI/lock/README x');
    run.to(5_600_000);
    const { inside, queue } = wardModel(run.world, 1);
    expect([inside, ...queue].map((one) => one?.ticket)).toEqual(['0000', '0001', '0002']);
  });

  test('a client sees what its server shows', () => {
    const ward = wardModel(run.world, 'neurology');
    expect(ward.eye).toBe('neurology');
    expect(ward.inside).toEqual(wardModel(run.world, 3).inside);
  });

  test('nobody has chosen: a server that serves is asked', () => {
    expect(wardModel(run.world, null).eye).toBe(1);
    expect(wardModel(run.world, 'nobody').eye).toBe(1);
  });

  test('two who believe that they are inside are two patients, whoever is asked', () => {
    const old = wardModel(run.world, 1).inside?.who;
    run.say(`client ${old} freeze`);
    run.to(20_000_000);
    for (const eye of [1, 2, 3]) {
      const ward = wardModel(run.world, eye);
      expect(ward.alarm).toBe(true);
      expect(ward.inside?.who).not.toBe(old);
      expect(new Map(ward.believers.map(({ name, refused }) => [name, refused]))).toEqual(
        new Map([
          [old, true],
          [ward.inside?.who, false],
        ]),
      );
    }
  });

  test('a server that is down shows nothing; nobody has chosen it: another is asked', () => {
    run.say('crash 1');
    expect(wardModel(run.world, 1).blank).toBe('down');
    expect(wardModel(run.world, null)).toMatchObject({ eye: 2, blank: null });
  });
});

test('with seven departments nobody is ever said to be in the scanner besides another', () => {
  const { timeline, at: end } = lessonRun();
  let granted = 0;
  for (let at = 0; ; ) {
    const next = nextTurnAfter(timeline, at);
    if (next === null || next > end) break;
    at = next;
    for (const eye of [1, 2, 3, 'radiology', 'emergency', 'neurology']) {
      const ward = wardModel(worldAt(timeline, at), eye);
      expect(ward.alarm, `${eye} at ${at}`).toBe(false);
      if (ward.blank !== null) expect(ward.unseen).toBeNull();
      granted += ward.believers.length;
    }
  }
  expect(granted).toBeGreaterThan(100);
});

describe('the boards', () => {
  const run = new Run().to(4_000_000);
  const make = (path: string, data = '""') => run.say(`radiology: create ${path} ${data}`);
  beforeAll(() => {
    make('/medical/resources/doctors/neurology/drLi', 'free');
    for (const path of [
      '/devices',
      '/devices/ct1',
      '/devices/mri1',
      '/consults',
      '/medical/tasks',
    ]) {
      make(path);
    }
    run.say('radiology: create -e /devices/mri1/online ""');
    make('/consults/c-0000000000', 'drLi-p7');
    make('/medical/tasks/t-0000000003');
    make('/medical/tasks/t-0000000003/claim', 'k1');
    make('/medical/resources/equipment/MRI/usage', '73');
    run.to(4_500_000);
  });

  test('say what the tree says, in its own names', () => {
    expect(wardModel(run.world, 1).boards).toEqual({
      onCall: [
        { department: 'cardiology', doctors: [] },
        { department: 'neurology', doctors: ['drLi'] },
      ],
      tasks: [{ name: 't-0000000003', by: 'k1' }],
      devices: [
        { name: 'ct1', lamp: 'unknown' },
        { name: 'mri1', lamp: 'on' },
      ],
      consults: ['drLi-p7'],
      usage: { percent: 73, line: 80, alarm: false },
    });
  });

  test('vouch for no lamp when their server serves nobody', () => {
    run.say('partition 1 | 2 3').to(40_000_000);
    const ward = wardModel(run.world, 1);
    expect(ward.isOld).toBe(true);
    expect(ward.boards?.devices?.map(({ lamp }) => lamp)).toEqual(['unknown', 'unknown']);
  });
});

test('a hospital has its ward before there is a tree, and no other run has one', () => {
  const run = new Run();
  expect(hasWard(run.timeline.opening, run.world)).toBe(true);
  run.to(4_000_000);
  const plain = openingOf('default');
  if (isMistake(plain)) throw new Error('the default opens');
  expect(hasWard(plain, run.world)).toBe(true);
  expect(hasWard(plain, run.say('crash 1 2 3').world)).toBe(false);
});

test('a tree without a hospital is none', () => {
  const run = new Run();
  expect(isHospital(run.to(2_000_000).world)).toBe(false);
  expect(isHospital(run.to(4_000_000).world)).toBe(true);
});

describe('what is said beside the ward’s name', () => {
  /** In letters' sizes: what is left of the line at 1280x720 with all panels open. */
  const ROOMS = [
    ['en', 11.6],
    ['zh', 17],
  ] as const;

  /** Word by word, as a browser breaks it; Chinese breaks between any two. */
  function linesOf(text: string, room: number): number {
    let lines = 1;
    let width = 0;
    for (const part of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
      if (width + lineWidth(part.trimEnd()) > room) [lines, width] = [lines + 1, 0];
      width += lineWidth(part);
    }
    return lines;
  }

  test.each(ROOMS)('has two lines, and pushes nothing down, %s', (language, room) => {
    const t = translate(language);
    const said = [t('ward.old'), t('ward.unseen', { who: 'emergency' })];
    expect(said.filter((text) => linesOf(text, room) > 2)).toEqual([]);
  });
});
