import { nodeAt } from '../../../src/znodes/index.ts';
import {
  barrierJudge,
  commitJudge,
  doubleBarrierJudge,
  groupJudge,
  herdJudge,
  lineJudge,
  queueJudge,
} from './judges.ts';
import type { Trial } from './run.ts';
import type { Scene } from './scene.ts';

const FOUR = ['radiology', 'neurology', 'emergency', 'surgery'];

const first = (_: string, ahead: readonly string[]): boolean => ahead.length > 0;

/** A trial in which all do the same at one place. */
function alike(
  recipe: string,
  path: string,
  rest: Omit<Trial, 'name' | 'clients' | 'begins' | 'setup'> & { readonly setup?: string[] },
): Trial {
  const begins = () => `${recipe} ${path}`;
  return { name: recipe, clients: FOUR, setup: [`create ${path} x`], begins, ...rest };
}

/** The first transaction without a verdict. */
function openTransaction(scene: Scene): string {
  for (let n = 1; ; n++) {
    const path = `/app/tx${n}`;
    if (!nodeAt(scene.tree, path)?.data) return path;
  }
}

const HELD = ['granted', 'unsure'];

/** Every recipe, by the name of the rule it has to keep. */
export const TRIALS: readonly Trial[] = [
  alike('lock', '/lock', { holding: HELD, judge: () => lineJudge('/lock', first) }),
  alike('leader-election', '/post', { holding: HELD, judge: () => lineJudge('/post', first) }),
  {
    name: 'read-write-lock',
    clients: FOUR,
    setup: ['create /rw x'],
    begins: (_, __, dice) => `${dice.pick(['read', 'read', 'write'])}-lock /rw`,
    holding: HELD,
    judge: () =>
      lineJudge('/rw', (own, ahead) =>
        own.includes('write-') ? ahead.length > 0 : ahead.some((name) => name.includes('write-')),
      ),
  },
  alike('semaphore', '/seats', {
    setup: ['create /seats 2'],
    holding: HELD,
    judge: () => lineJudge('/seats', (_, ahead) => ahead.length >= 2),
  }),
  alike('herd-lock', '/naive', { setup: [], holding: HELD, judge: () => herdJudge }),
  alike('barrier', '/gate', {
    keeps: (_, dice) => dice.pick(['create /gate x', 'set /gate y', 'delete /gate']),
    closes: ['delete /gate'],
    holding: ['passed'],
    judge: () => barrierJudge('/gate'),
  }),
  alike('double-barrier', '/party', {
    setup: ['create /party 3'],
    holding: ['inside'],
    givesUp: ['waiting'],
    judge: () => doubleBarrierJudge('/party', 3),
  }),
  alike('queue', '/queue', {
    keeps: () => 'create -s /queue/queue- x',
    holding: [],
    resting: ['idle'],
    judge: () => queueJudge('/queue', false),
  }),
  alike('priority-queue', '/triage', {
    keeps: (_, dice) => `create -s /triage/queue-${dice.between(10, 14)} x`,
    holding: [],
    resting: ['idle'],
    judge: () => queueJudge('/triage', true),
  }),
  alike('group', '/doctors', {
    holding: [],
    resting: ['member'],
    judge: () => groupJudge('/doctors'),
  }),
  {
    name: 'two-phase-commit',
    clients: [...FOUR, 'pharmacy'],
    setup: ['create /app radiology,neurology,emergency'],
    // Two who coordinate, and take over from one another; three sites under names of their own.
    begins: (client, scene, dice) => {
      const path = openTransaction(scene);
      if (client === 'surgery' || client === 'pharmacy') return `two-phase-commit ${path}`;
      return `vote-${dice.percent(80) ? 'commit' : 'abort'} ${path}/${client}`;
    },
    holding: [],
    givesUp: ['collecting'],
    resting: ['early', 'prepared'],
    judge: () => commitJudge,
  },
];
