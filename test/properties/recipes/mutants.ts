import type { Op } from '../../../src/model/index.ts';
import { RECIPES } from '../../../src/recipes/all.ts';
import {
  provideRecipes,
  type Recipe,
  type RecipeEffect,
  type RecipeInput,
  type RecipeOutcome,
  type RecipeState,
} from '../../../src/recipes/index.ts';

/** What a faulty recipe does instead of the honest answer; null: the same. */
type Twist = (
  state: RecipeState,
  input: RecipeInput,
  honest: RecipeOutcome,
) => RecipeOutcome | null;

/** A recipe with a fault that somebody might well write. */
export interface Mutant {
  readonly what: string;
  /** The trial that has to catch it. */
  readonly trial: string;
  readonly recipe: string;
  readonly twist: Twist;
}

const moved = (state: string, rule: string, facts = {}): RecipeEffect => ({
  type: 'moved',
  state,
  because: { rule, facts },
});

/** Goes to `leaf` at once, by that rule, and asks nothing. */
const jump = (state: RecipeState, leaf: string, rule: string): RecipeOutcome => ({
  next: { ...state, leaf },
  effects: [moved(leaf, rule, { own: state.own })],
});

/** Other requests than the honest ones. */
const asking = (honest: RecipeOutcome, change: (op: Op) => Op): RecipeOutcome => ({
  next: honest.next,
  effects: honest.effects.map((effect) =>
    effect.type === 'ask' ? { ...effect, op: change(effect.op) } : effect,
  ),
});

const withoutWatch: Twist = (_, __, honest) =>
  asking(honest, (op) => ('watch' in op ? { ...op, watch: false } : op));

const anyVersion: Twist = (_, __, honest) =>
  asking(honest, (op) => (op.type === 'setData' ? { ...op, version: -1 } : op));

/** Other rules than the honest one. */
const saying = (honest: RecipeOutcome, from: string, to: string): RecipeOutcome => ({
  next: honest.next,
  effects: honest.effects.map((effect) =>
    effect.type === 'moved' && effect.because.rule === from
      ? { ...effect, because: { ...effect.because, rule: to } }
      : effect,
  ),
});

const sizedBy = (more: number): Twist => {
  return (state, _, honest) => {
    const { size } = honest.next;
    if (size === state.size) return null;
    return { ...honest, next: { ...honest.next, size: size + more } };
  };
};

export const MUTANTS: readonly Mutant[] = [
  {
    what: 'makes a node again when the answer was lost',
    trial: 'lock',
    recipe: 'lock',
    twist: (state, input) => {
      if (state.leaf !== 'suspended' || input.type !== 'reconnected') return null;
      const path = `${state.path}/${state.guid}-lock-`;
      const op = { type: 'create', path, data: '', acl: [], flags: 3, ttl: -1 } as const;
      const acl = [{ perms: 31, scheme: 'world', id: 'anyone' }];
      const effects = [{ type: 'ask', tag: 'create', op: { ...op, acl } }] as const;
      return { next: { ...state, leaf: 'creating', own: null }, effects };
    },
  },
  {
    what: 'takes the lock when it is woken, and does not look again',
    trial: 'leader-election',
    recipe: 'leader-election',
    twist: (state, input, honest) =>
      input.type === 'watched' && honest.next.leaf === 'listing'
        ? jump({ ...state, watching: null }, 'granted', 'leader-election.granted')
        : null,
  },
  {
    what: 'looks at the one ahead without a watch',
    trial: 'lock',
    recipe: 'lock',
    twist: withoutWatch,
  },
  {
    what: 'reads while somebody writes',
    trial: 'read-write-lock',
    recipe: 'read-lock',
    twist: (_, __, honest) =>
      honest.next.leaf === 'checking' ? jump(honest.next, 'granted', 'read-lock.granted') : null,
  },
  {
    what: 'lets one too many in',
    trial: 'semaphore',
    recipe: 'semaphore',
    twist: sizedBy(1),
  },
  {
    what: 'takes a lost answer for a yes',
    trial: 'herd-lock',
    recipe: 'herd-lock',
    twist: (state, input) =>
      state.leaf === 'suspended' && input.type === 'reconnected'
        ? jump({ ...state, own: state.path }, 'granted', 'herd-lock.granted')
        : null,
  },
  {
    what: 'takes any event for an open barrier',
    trial: 'barrier',
    recipe: 'barrier',
    twist: (state, input, honest) =>
      input.type === 'watched' && honest.next.leaf === 'looking'
        ? jump(state, 'passed', 'barrier.granted')
        : null,
  },
  {
    what: 'begins before all are there',
    trial: 'double-barrier',
    recipe: 'double-barrier',
    twist: sizedBy(-1),
  },
  {
    what: 'leaves without the others',
    trial: 'double-barrier',
    recipe: 'double-barrier',
    twist: (state, _, honest) =>
      state.leaf === 'dropping' && honest.next.leaf === 'watching'
        ? jump({ ...state, own: null }, 'released', 'double-barrier.released')
        : null,
  },
  {
    what: 'keeps an item that another one deleted',
    trial: 'queue',
    recipe: 'queue',
    twist: (_, __, honest) => saying(honest, 'queue.missed', 'queue.took'),
  },
  {
    what: 'takes a lost answer to a delete for a yes',
    trial: 'queue',
    recipe: 'queue',
    twist: (_, __, honest) => saying(honest, 'queue.unsure', 'queue.took'),
  },
  {
    what: 'forgets an item whose delete was not answered',
    trial: 'queue',
    recipe: 'queue',
    twist: (_, __, honest) => saying(honest, 'queue.unsure', 'queue.waits'),
  },
  {
    what: 'lists the items without a watch',
    trial: 'queue',
    recipe: 'queue',
    twist: withoutWatch,
  },
  {
    what: 'works a list off that is out of date',
    trial: 'priority-queue',
    recipe: 'priority-queue',
    twist: (state, input) =>
      input.type === 'watched' && state.leaf !== 'idle' ? { next: state, effects: [] } : null,
  },
  {
    what: 'lists the members without a watch',
    trial: 'group',
    recipe: 'group',
    twist: withoutWatch,
  },
  {
    what: 'commits at the first vote',
    trial: 'two-phase-commit',
    recipe: 'two-phase-commit',
    twist: (state, _, honest) => {
      const { items, path } = honest.next;
      if (state.leaf !== 'collecting' || items.length >= state.items.length) return null;
      const op = { type: 'setData', path, data: 'commit', version: 0 } as const;
      const effects = [{ type: 'ask', tag: 'committing', op }] as const;
      return { next: { ...honest.next, leaf: 'committing' }, effects };
    },
  },
  {
    what: 'writes over a verdict',
    trial: 'two-phase-commit',
    recipe: 'two-phase-commit',
    twist: anyVersion,
  },
  {
    what: 'changes its mind after it has voted',
    trial: 'two-phase-commit',
    recipe: 'vote-abort',
    twist: anyVersion,
  },
];

/** Something done while the registry holds a faulty recipe in the place of the honest one. */
export function withMutant<T>({ recipe, twist }: Mutant, act: () => T): T {
  const honest = RECIPES.find(({ name }) => name === recipe) as Recipe;
  const faulty: Recipe = {
    ...honest,
    step: (state, input, context) => {
      const outcome = honest.step(state, input, context);
      return twist(state, input, outcome) ?? outcome;
    },
  };
  provideRecipes([faulty]);
  try {
    return act();
  } finally {
    provideRecipes([honest]);
  }
}
