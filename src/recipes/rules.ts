/** Of every recipe. */
const ENDS = {
  begin: ['path'],
  released: ['own'],
  lost: ['own'],
  failed: ['path', 'code'],
} as const;
/** Of recipes in which one after the other has its turn. */
const HERD = {
  ...ENDS,
  waits: ['own', 'before'],
  granted: ['own', 'token'],
  again: ['own'],
  unsure: ['own'],
} as const;
const LINE = { ...HERD, found: ['own'] } as const;
const QUEUE = {
  ...ENDS,
  waits: ['path'],
  took: ['item'],
  missed: ['item'],
  unsure: ['item'],
  left: ['item'],
} as const;
const VERDICT = { commits: ['path'], aborts: ['path'] } as const;

/** What recipes say of their steps, each rule with the facts that its sentence may need. */
export const RECIPE_RULES = {
  lock: LINE,
  'read-lock': LINE,
  'leader-election': LINE,
  'herd-lock': HERD,
  barrier: { ...ENDS, waits: ['own', 'before'], granted: ['own'], again: ['own'] },
  'double-barrier': {
    ...ENDS,
    waits: ['here', 'size'],
    granted: ['own', 'size'],
    departs: ['before'],
  },
  queue: QUEUE,
  'priority-queue': QUEUE,
  group: { ...ENDS, sees: ['own', 'members'] },
  semaphore: { ...ENDS, waits: ['own', 'ahead', 'size'], granted: ['own', 'size'] },
  'two-phase-commit': { ...ENDS, ...VERDICT, waits: ['here', 'size'] },
  vote: { ...ENDS, ...VERDICT, early: ['path'], waits: ['own', 'before'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Whose rules: some recipes are told in the words of another. */
export type RecipeRules = keyof typeof RECIPE_RULES;
/** A rule without whose it is: `granted`. */
export type RecipeWord = { [R in RecipeRules]: keyof (typeof RECIPE_RULES)[R] }[RecipeRules];
/** A rule by its id: `lock.granted`. */
export type RecipeRule = {
  [R in RecipeRules]: `${R}.${Extract<keyof (typeof RECIPE_RULES)[R], string>}`;
}[RecipeRules];
