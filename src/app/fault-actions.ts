import { type FactTexts, isKey, type Key } from '../i18n/index.ts';
import { printCommand } from '../script/index.ts';
import {
  type Aim,
  deedsFor,
  FAULT_KEYS,
  flatDeeds,
  type Target,
  type World,
} from '../sim/index.ts';
import type { Action } from './actions.ts';

/** Gives a line of script. */
type Say = (line: string) => void;

/**
 * The faults that have a key, on what is selected; and then every fault on everything it can be
 * done to, for who searches: also what is not possible now, with the reason.
 */
export function faultActions(world: World, aim: Aim, say: Say): readonly Action[] {
  const keyed = keyedFaults(world, aim, say);
  const lines = new Set(keyed.map((action) => action.line));
  const everywhere = faultsEverywhere(world, say);
  const others = everywhere.filter(({ line }) => !lines.has(line));
  return [...keyed, ...others, ...missing(everywhere, say)];
}

/** Faults that nothing may be there for: why not now, and a line that says so. */
const NEEDY = [
  { type: 'drop', why: 'stage.why.noVotes', line: 'drop NOTIFICATION 1 -> 2' },
  { type: 'duplicate', why: 'stage.why.noVotes', line: 'duplicate NOTIFICATION 1 -> 2' },
  { type: 'release', why: 'stage.why.noHeld', line: 'release PROPOSAL 1 -> 2' },
  { type: 'resume', why: 'stage.why.noFrozen', line: 'resume 1' },
  { type: 'start', why: 'stage.why.noDown', line: 'start 1' },
] as const;

/** Of faults that can be done to nothing just now, one word each: who looks for it is told why. */
function missing(found: readonly Action[], say: Say): readonly Action[] {
  return NEEDY.flatMap(({ type, why, line }): readonly Action[] => {
    const find = `faults.${type}.find` as const;
    if (found.some((action) => action.find === find)) return [];
    const on = { key: 'stage.menu.stage', facts: {} } as const;
    const what = { id: `none ${type}`, key: `faults.${type}.none` } as const;
    return [{ ...what, keys: [], line, on, find, why, run: () => say(line) }];
  });
}

function keyedFaults(world: World, aim: Aim, say: Say): readonly Action[] {
  return FAULT_KEYS.map(([type, key]): Action => {
    const command = key.aim(aim, world);
    const line = command === null ? '' : printCommand(command);
    return {
      id: type,
      key: `faults.${key.text}`,
      facts: { what: `${aim.subject}` },
      keys: [key.press],
      offer: type,
      line,
      find: `faults.${type}.find`,
      run: () => line !== '' && say(line),
    };
  });
}

/** What faults are done to, and what it is called. */
function targetsOf({ hosts }: World): readonly (readonly [Target, Key, FactTexts])[] {
  const sids = hosts.map((host) => host.sid);
  return [
    [{ type: 'ensemble' }, 'stage.menu.stage', {}],
    ...sids.map((sid) => [{ type: 'server', sid }, 'stage.server.name', { sid }] as const),
    ...sids.flatMap((a, i) =>
      sids.slice(i + 1).map((b) => [{ type: 'link', a, b }, 'stage.link.name', { a, b }] as const),
    ),
  ];
}

/** Each line once: on the ensemble, else on a server, else on a link. */
function faultsEverywhere(world: World, say: Say): readonly Action[] {
  const found = new Map<string, Action>();
  for (const [target, key, facts] of targetsOf(world)) {
    for (const [{ text, facts: own = {}, command, why }, page] of pagedDeeds(target, world)) {
      if (command === undefined) continue;
      const line = printCommand(command);
      if (found.has(line)) continue;
      const find = `faults.${text}.find`;
      found.set(line, {
        id: `say ${line}`,
        key: `faults.${text}`,
        facts: own,
        ...(page === null ? {} : { of: `faults.${page}` }),
        keys: [],
        line,
        on: { key, facts },
        find: isKey(find) ? find : `faults.${command.type}.find`,
        ...(why ? { why: `stage.why.${why}` } : {}),
        run: () => say(line),
      });
    }
  }
  // Nobody looks first for what is as usual.
  const usual = ({ key }: Action): boolean => USUAL.includes(key);
  const all = [...found.values()];
  return [...all.filter((one) => !usual(one)), ...all.filter(usual)];
}

/** What takes a slow disk or a busy server back. */
const USUAL: readonly Key[] = ['faults.disk.normal', 'faults.busy.none'];

type AnyDeed = ReturnType<typeof deedsFor>[number];

/** Every deed, and the page of the menu that it stands on, which says what it is. */
function pagedDeeds(
  target: Target,
  world: World,
): readonly (readonly [AnyDeed, AnyDeed['text'] | null])[] {
  return deedsFor(target, world).flatMap((deed) =>
    flatDeeds([deed]).map((one) => [one, deed.page ? deed.text : null] as const),
  );
}
