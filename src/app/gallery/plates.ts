import type { Endpoint } from '../../sim/index.ts';
import { type CustomScenario, zooCfgFor } from '../../timeline/index.ts';
import type { ProgressInput } from '../../tutor/index.ts';
import type { Tab } from '../../views/index.ts';
import type { Stopped } from '../stops.ts';

/** What of a run a plate shows. */
export type Shown =
  | { readonly type: 'stage'; readonly selected?: Endpoint; readonly lit?: readonly string[] }
  | { readonly type: 'ward'; readonly eye?: Endpoint }
  | { readonly type: 'tab'; readonly tab: Tab; readonly selected?: Endpoint }
  | { readonly type: 'time'; readonly scale: 'time' | 'events' }
  | { readonly type: 'diagram'; readonly event?: string }
  | { readonly type: 'compare' }
  | { readonly type: 'cards'; readonly stopped: Stopped | null }
  | { readonly type: 'lesson'; readonly slug: string; readonly inputs: readonly ProgressInput[] }
  | { readonly type: 'curriculum' }
  | { readonly type: 'disks' }
  | { readonly type: 'dialog'; readonly dialog: 'keys' | 'palette' | 'variants' | 'zoo' };

/** One picture in one state, which a real run has come to. */
export interface Plate {
  /** The folder of the view, or what else it is of; together with `state` its name. */
  readonly view: string;
  readonly state: string;
  readonly scenario: string | CustomScenario;
  readonly lines: readonly string[];
  readonly untilMs: number;
  readonly variants?: readonly string[];
  readonly shown: Shown;
}

const LOCK = '/medical/resources/equipment/MRI/lock';
const WARD = '/medical/resources';

/** An ensemble of so many voters and observers, with clients that come when it serves. */
function ensemble(voters: number, observers = 0, clients = 0): CustomScenario {
  const all = voters + observers;
  const sids = Array.from({ length: all }, (_, i) => i + 1);
  const comers = Array.from(
    { length: clients },
    (_, i) => `@3000 client ward${i + 1} connect ${(i % all) + 1} timeout 8000`,
  );
  return { zooCfg: zooCfgFor(voters, observers), setup: [`start ${sids.join(' ')}`, ...comers] };
}

type Rest = Pick<Plate, 'scenario' | 'lines' | 'untilMs' | 'variants' | 'shown'>;

function stage(
  state: string,
  scenario: string | CustomScenario,
  untilMs: number,
  lines: readonly string[] = [],
  more: Partial<Extract<Shown, { type: 'stage' }>> = {},
): Plate {
  return {
    ...{ view: 'stage', state, scenario, untilMs, lines },
    shown: { type: 'stage', ...more },
  };
}

const WAITING = [
  `@5000 radiology recipe lock ${LOCK}`,
  `@5300 emergency recipe lock ${LOCK}`,
  `@5600 neurology recipe lock ${LOCK}`,
];

const STAGES: readonly Plate[] = [
  stage('looking', 'hospital', 4),
  stage('elected', 'hospital', 206),
  stage('discovery', 'hospital', 209),
  stage('synchronization', 'hospital', 213),
  stage('serving', 'hospital', 5500, WAITING),
  stage('a server is chosen', 'hospital', 5500, WAITING, { selected: 2 }),
  stage('a lesson points', 'hospital', 5500, WAITING, { lit: ['server 3', 'radiology'] }),
  stage('one alone', ensemble(1, 0, 2), 3600, ['@3599 ward1: create /n x']),
  stage('two', ensemble(2, 0, 2), 3601, ['@3599 ward1: create /n x']),
  stage('four', ensemble(4, 0, 4), 3602, ['@3599 ward1: create /n x']),
  stage('five and an observer elect', ensemble(5, 1), 4),
  stage('five and an observer serve', ensemble(5, 1, 6), 3603, ['@3599 ward1: create /n x']),
  stage('seven elect', ensemble(7), 5),
  stage('nine and twelve clients', ensemble(7, 2, 12), 3602, ['@3599 ward1: create /n x']),
  stage('a server is down', 'hospital', 6300, ['@6000 crash 1']),
  stage('the leader is down', 'hospital', 6302, ['@6000 crash 3']),
  stage('a new epoch', 'hospital', 8000, ['@6000 crash 3', '@7900 radiology: create /n x']),
  stage('without power', 'hospital', 6100, ['@6000 power-loss 3']),
  stage('frozen', 'hospital', 6500, ['@6000 freeze 2']),
  stage('a slow disk', 'hospital', 6003, ['@5900 disk 1 500', '@6000 radiology: create /n x']),
  stage('cut one way', 'hospital', 6003, ['@5900 cut 3 -> 1', '@6000 radiology: create /n x']),
  stage('late', 'hospital', 6010, ['@5900 delay 3 -> 1 300', '@6000 radiology: create /n x']),
  stage('parted', 'hospital', 6500, ['@6000 partition 3 | 1 2']),
  stage('held', 'hospital', 6100, ['@5900 hold PROPOSAL 3 -> 1', '@6000 radiology: create /n x']),
  stage('lost', 'hospital', 6011, [
    '@5900 hold PROPOSAL 3 -> 1',
    '@6000 radiology: create /n x',
    '@6010 crash 3',
  ]),
  stage('a client is frozen', 'hospital', 9000, [...WAITING, '@6000 client radiology freeze']),
  stage('a session ends', 'hospital', 17_000, [...WAITING, '@6000 client radiology kill']),
  stage('a session was closed', 'hospital', 6500, ['@6000 radiology: close']),
  stage('clients without a server', 'hospital', 6500, ['@6000 crash 1 2 3']),
  stage('departed', 'hospital', 40_000, ['@6000 client radiology kill']),
];

function tree(lines: readonly string[]): readonly string[] {
  return lines.map((line, i) => `@${5000 + 20 * i} radiology: ${line}`);
}

const BOARDS = tree([
  `create ${WARD}/doctors/cardiology/drChen free`,
  `create ${WARD}/doctors/neurology/drLi busy`,
  `create ${WARD}/equipment/MRI/usage 85`,
  `create ${WARD}/equipment/MRI/status on`,
  `create ${WARD}/equipment/CT/status off`,
  'create /medical/tasks ""',
  'create /medical/tasks/task1 "scan patient1"',
  'create /devices ""',
  'create /devices/pump1 ""',
  'create /consults ""',
  'create /consults/case1 "patient2"',
]);

function ward(state: string, lines: readonly string[], untilMs: number, eye?: Endpoint): Plate {
  const shown: Shown = eye === undefined ? { type: 'ward' } : { type: 'ward', eye };
  return { view: 'ward', state, scenario: 'hospital', lines, untilMs, shown };
}

const WARDS: readonly Plate[] = [
  ward('free', [], 5000),
  ward('one in, two wait', WAITING, 6500),
  ward('two in one scanner', [...WAITING, '@7000 client radiology freeze'], 18_000),
  ward('nobody knows', ['@6000 crash 1'], 6500, 1),
  ward('as a client sees it', WAITING, 6500, 'emergency'),
  ward('a client apart', [...WAITING, '@6600 crash 1 2 3'], 7000, 'emergency'),
  ward('boards', [...BOARDS, ...WAITING.map((line) => line.replace('@5', '@6'))], 7500),
];

const CRASHED: Rest = {
  ...{ scenario: 'hospital', untilMs: 9000 },
  lines: [...WAITING, '@7000 crash 3'],
  shown: { type: 'curriculum' },
};

function tab(view: Tab, state: string, more: Partial<Rest> = {}, selected?: Endpoint): Plate {
  const shown: Shown =
    selected === undefined ? { type: 'tab', tab: view } : { type: 'tab', tab: view, selected };
  return { ...CRASHED, ...more, view, state, shown };
}

const ELECTING: Partial<Rest> = { lines: [], untilMs: 4 };
const EMPTY: Partial<Rest> = { scenario: ensemble(3), lines: [], untilMs: 0 };
const BROKEN: Partial<Rest> = { variants: ['ackBeforeFsync'] };

const TABS: readonly Plate[] = [
  ...(['tree', 'log', 'votes', 'sessions', 'invariants', 'events', 'console'] as const).flatMap(
    (view) => [
      tab(view, 'at work'),
      tab(view, 'in an election', ELECTING),
      tab(view, 'empty', EMPTY),
    ],
  ),
  tab('state', 'a leader', {}, 2),
  tab('state', 'a server that is down', {}, 3),
  tab('state', 'a client', {}, 'radiology'),
  tab('log', 'with a faulty variant', BROKEN),
  tab('tree', 'of a server that is down', { lines: ['@6000 crash 1'] }, 1),
];

const plate = (view: string, state: string, shown: Shown, more: Partial<Rest> = {}): Plate => ({
  ...{ ...CRASHED, ...more },
  ...{ view, state, shown },
});

const TIMES: readonly Plate[] = [
  plate('timeline', 'by time', { type: 'time', scale: 'time' }),
  plate('timeline', 'by events', { type: 'time', scale: 'events' }),
  plate('timeline', 'at the beginning', { type: 'time', scale: 'time' }, EMPTY),
  plate(
    'timeline',
    'two leaders',
    { type: 'time', scale: 'time' },
    {
      lines: ['@6000 partition 3 | 1 2'],
      untilMs: 10_500,
    },
  ),
  plate('space-time', 'a crash', { type: 'diagram' }),
  plate('space-time', 'an event is chosen', { type: 'diagram', event: 'leaderEstablished' }),
  plate('space-time', 'empty', { type: 'diagram' }, EMPTY),
  plate('causes', 'of a leader', { type: 'diagram', event: 'leaderEstablished' }),
  plate('causes', 'of a commit', { type: 'diagram', event: 'committed' }),
  plate('compare', 'two branches', { type: 'compare' }),
];

const HELD = ['@5900 hold PROPOSAL 3 -> 1', '@6000 radiology: create /n x'];

const CARDS: readonly Plate[] = [
  plate(
    'cards',
    'the first',
    { type: 'cards', stopped: null },
    {
      ...{ scenario: 'scanner', lines: [], untilMs: 5700 },
    },
  ),
  plate('cards', 'held', { type: 'cards', stopped: 'held' }, { lines: HELD, untilMs: 6100 }),
  plate(
    'cards',
    'nothing more',
    { type: 'cards', stopped: 'still' },
    {
      ...{ lines: ['@6000 crash 1 2 3'], untilMs: 60_000 },
    },
  ),
];

const FIRST = '1-foundations/01-hospital-as-a-tree';
const ASKED: readonly ProgressInput[] = [{ type: 'next' }];
const CHOSEN: readonly ProgressInput[] = [...ASKED, { type: 'choose', answer: { type: 'unsure' } }];
const COMMITTED: readonly ProgressInput[] = [...CHOSEN, { type: 'commit' }];
const RAN: readonly ProgressInput[] = [...COMMITTED, { type: 'run' }, { type: 'ran' }];

function lesson(state: string, inputs: readonly ProgressInput[], slug = FIRST): Plate {
  return plate('lesson', state, { type: 'lesson', slug, inputs }, { lines: [], untilMs: 5000 });
}

const LESSONS: readonly Plate[] = [
  lesson('introduction', []),
  lesson('a question', ASKED),
  lesson('an answer is chosen', CHOSEN),
  lesson('predicted', COMMITTED),
  lesson('running', [...COMMITTED, { type: 'run' }]),
  lesson('was run', RAN),
  lesson('a hint', [...RAN, { type: 'commit' }, { type: 'hint' }]),
  lesson('introduction of the scanner', [], '4-medical/01-one-mri'),
  lesson('a step of the scanner', ASKED, '4-medical/01-one-mri'),
];

const OTHERS: readonly Plate[] = [
  plate('curriculum', 'nothing done', { type: 'curriculum' }),
  plate('disks', 'one is behind', { type: 'disks' }),
  plate('disks', 'nothing is logged', { type: 'disks' }, { lines: [], untilMs: 0 }),
  ...(['keys', 'palette', 'variants', 'zoo'] as const).map((dialog) =>
    plate('dialog', dialog, { type: 'dialog', dialog }),
  ),
];

/** Every state of every picture, each of them come to by lines of script. */
export const PLATES: readonly Plate[] = [
  ...STAGES,
  ...WARDS,
  ...TABS,
  ...TIMES,
  ...CARDS,
  ...LESSONS,
  ...OTHERS,
];

/** The name of a plate in an address. */
export const nameOf = ({ view, state }: Plate): string =>
  `${view}-${state}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
