import { verbOf } from '../script/index.ts';
import type { Action } from './actions.ts';

/** Actions that do something to the run, and say no one line. */
const VERBS: Readonly<Record<string, string>> = {
  client: 'client',
  lock: 'recipe',
  load: 'load',
  deck: 'deck',
};

/** What an action does to the run, in a word; null: nothing. */
function verbOfAction({ id, line }: Action): string | null {
  if (line === undefined) return VERBS[id] ?? null;
  const verb = verbOf(line === '' ? id : line);
  return verb === 'run' ? null : verb;
}

/**
 * What a lesson does not take is found, and says so; it gives up its line, since a line that
 * somebody types whole is meant. `verbs`: what is offered; null: everything.
 */
export function offeredOf(
  actions: readonly Action[],
  verbs: ReadonlySet<string> | null,
  refuse: () => void,
): readonly Action[] {
  if (verbs === null) return actions;
  return actions.map((action) => {
    const verb = verbOfAction(action);
    if (verb === null || verbs.has(verb)) return action;
    const { line: _, ...rest } = action;
    return { ...rest, why: 'stage.why.lesson', run: refuse };
  });
}
