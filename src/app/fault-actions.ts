import type { FactTexts, Key } from '../i18n/index.ts';
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
  return [...keyed, ...faultsEverywhere(world, say).filter(({ line }) => !lines.has(line))];
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
    for (const { text, facts: own = {}, command, why } of flatDeeds(deedsFor(target, world))) {
      if (command === undefined) continue;
      const line = printCommand(command);
      if (found.has(line)) continue;
      found.set(line, {
        id: `say ${line}`,
        key: `faults.${text}`,
        facts: own,
        keys: [],
        line,
        on: { key, facts },
        find: `faults.${command.type}.find`,
        ...(why ? { why: `stage.why.${why}` } : {}),
        run: () => say(line),
      });
    }
  }
  return [...found.values()];
}
