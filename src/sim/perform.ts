import { unreachable } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import { actWire } from './bare-clients.ts';
import * as clients from './client-commands.ts';
import type { Command } from './commands.ts';
import { WorldDraft } from './draft.ts';
import { actFault, isFault } from './faults/index.ts';
import * as library from './library-clients.ts';
import { setLoad } from './load.ts';
import type { Turn } from './turn.ts';
import { draftWorld, type World } from './world.ts';

/**
 * A person acts: the command is carried out now, whole or, when it cannot be, not at all (a
 * `refused` event says why). Events are empty with `record` off, refusals excepted.
 */
export function perform(world: World, command: Command, record = true): Turn {
  const d = new WorldDraft(world, world.now, record);
  carryOut(d, command);
  return d.turn(command);
}

function carryOut(d: WorldDraft, command: Command): void {
  if (isFault(command)) return actFault(d, command);
  switch (command.type) {
    case 'client-connect':
      if (d.world.service.library) return library.connect(d, command);
      return clients.connect(d, command);
    case 'client-check':
      return clients.check(d, command.client, command.path, command.version);
    case 'ask':
      return clients.ask(d, command.client, command.line, command.program);
    case 'recipe':
      return clients.recipe(d, command.client, command.recipe, command.path);
    case 'release-recipe':
      return clients.releaseRecipe(d, command.client);
    case 'call':
      return library.call(d, command);
    case 'wire':
      return actWire(d, command);
    case 'load':
      return setLoad(d, command.clients, command.perSecond);
    default:
      return unreachable(command);
  }
}

/** The same world at a later time; nothing may be due before or at that time. */
export function idleTo(world: World, at: Micros): World {
  if (at <= world.now) return world;
  const later = draftWorld(world, at);
  later.turn = world.turn;
  return later;
}
