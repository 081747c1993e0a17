import type { ServerId } from '../../model/index.ts';
import type { World } from '../../sim/index.ts';
import { type ClientShape, clientShapes } from './clients.ts';
import { type LinkShape, linkShapes } from './links.ts';
import { type TokenShape, tokensOf } from './messages.ts';
import { type QuorumShape, quorumShape } from './quorum.ts';
import { type ServerShape, serverShape } from './servers.ts';

/** Everything the stage draws, apart from where. */
export interface StageModel {
  readonly servers: readonly ServerShape[];
  readonly links: readonly LinkShape[];
  readonly clients: readonly ClientShape[];
  readonly quorum: QuorumShape | null;
  /** Servers that hear each other, when cuts divide them into more than one group; else empty. */
  readonly groups: readonly (readonly ServerId[])[];
}

/** Groups of servers that cuts both ways keep apart. */
function groupsOf(world: World, links: readonly LinkShape[]): StageModel['groups'] {
  const left = new Set(world.hosts.map((host) => host.sid));
  const groups: ServerId[][] = [];
  for (const host of world.hosts) {
    if (!left.delete(host.sid)) continue;
    const group = [host.sid];
    for (let i = 0; i < group.length; i++) {
      for (const { a, b, cutAB, cutBA } of links) {
        if (cutAB && cutBA) continue;
        const other = a === group[i] ? b : b === group[i] ? a : null;
        if (other !== null && left.delete(other)) group.push(other);
      }
    }
    groups.push(group);
  }
  return groups.length > 1 ? groups : [];
}

/** The drawable state of a world. Messages are apart (`stageTokens`): they move between moments. */
export function stageModel(world: World): StageModel {
  const links = linkShapes(world);
  return {
    servers: world.hosts.map((host) => serverShape(host, world)),
    links,
    clients: clientShapes(world),
    quorum: quorumShape(world),
    groups: groupsOf(world, links),
  };
}

/** The messages on their way in a world. */
export function stageTokens(world: World, showPings: boolean): readonly TokenShape[] {
  return tokensOf(world, showPings);
}

/** The first message that a hold stops: all behind it waits for it; null: none is held. */
export function heldOn(world: World): TokenShape | null {
  if (world.holds.length === 0) return null;
  const isHeld = ({ waits, type, from, to }: TokenShape): boolean =>
    waits === 0 &&
    world.holds.some((one) => one.message === type && one.from === from && one.to === to);
  return stageTokens(world, true).find(isHeld) ?? null;
}

export type { ClientShape, LinkShape, QuorumShape, ServerShape, TokenShape };
