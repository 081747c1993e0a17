import { getKey } from '../lib/index.ts';
import { type Micros, votersOf, zxidShort } from '../model/index.ts';
import { electedOf, factsOf, leaderOf, type World, zooServerOf } from '../sim/index.ts';
import { stageTokens } from '../views/index.ts';
import type { Move, YourMove } from './moves.ts';
import type { Stopped } from './stops.ts';

/** Somebody could act: what the case is, when time stops for it, and what there is to choose. */
export interface Situation {
  readonly kind: Stopped;
  /** The same words for the same case, as long as it lasts. */
  readonly about: string;
  /** Not before now. It comes to nothing if something happens before. */
  readonly at: number;
  readonly move: YourMove;
}

/** In which situations the world is, or will be if nothing happens meanwhile, the first first. */
export function situationsIn(world: World, now: number): readonly Situation[] {
  if (world.hosts.length < 2) return [];
  return [deciding(world), elected(world), ...ending(world)]
    .filter((one): one is Situation => one !== null && one.at >= now)
    .sort((x, y) => x.at - y.at);
}

/** The decided-next proposal is one ACK short, and that ACK is half way. */
function deciding(world: World): Situation | null {
  const leader = leaderOf(world);
  const leading = leader && factsOf(world, leader).leading;
  const zxid = leading?.next ?? null;
  if (leader === null || leading === null || zxid === null) return null;
  const { needed, reached } = leading.quorum(zxid);
  if (reached.length !== needed - 1) return null;
  const missing = votersOf(world.config).filter((sid) => !reached.includes(sid));
  const ack = stageTokens(world, false).find(
    ({ form, detail, from, to, arrivesAt }) =>
      form === 'square' &&
      detail === zxidShort(zxid) &&
      arrivesAt !== null &&
      to === leader.sid &&
      missing.some((sid) => sid === from),
  );
  if (ack === undefined || ack.arrivesAt === null) return null;
  const { type, from, to } = ack;
  const facts = { message: type, from, to, zxid: ack.detail, have: reached.length, need: needed };
  return {
    kind: 'ack',
    about: `${leader.sid} ${ack.detail}`,
    at: Math.floor((ack.sentAt + ack.arrivesAt) / 2),
    move: {
      why: 'shell.move.why.ack',
      facts,
      moves: [
        { key: 'shell.move.decide', facts, lines: [] },
        { key: 'shell.move.hold', facts, lines: [`hold ${type} ${from} -> ${to}`] },
        {
          key: 'shell.move.unheard',
          facts: { sid: leader.sid, ...facts },
          lines: [`crash ${leader.sid}`],
        },
      ],
    },
  };
}

/** A server leads by votes, and no quorum has its history yet. */
function elected(world: World): Situation | null {
  const host = electedOf(world);
  if (host === null) return null;
  const { standing, election } = factsOf(world, host);
  if (standing !== 'elected') return null;
  const { sid } = host;
  return {
    kind: 'elected',
    about: `${sid} ${election?.round ?? 0}`,
    at: world.now,
    move: {
      why: 'shell.move.why.elected',
      facts: { sid },
      moves: [
        { key: 'shell.move.follow', facts: { sid }, lines: [] },
        { key: 'shell.move.crash', facts: { sid }, lines: [`crash ${sid}`] },
        { key: 'shell.move.isolate', facts: { sid }, lines: [`isolate ${sid}`] },
      ],
    },
  };
}

/** Sessions that will end if nothing is heard of them, half a tick before. */
function ending(world: World): readonly Situation[] {
  const leader = leaderOf(world);
  const server = zooServerOf(leader);
  if (leader === null || server === null) return [];
  const { tracked } = server;
  const notice: Micros = world.config.tickMs * 500;
  return world.clientNames.flatMap((name): readonly Situation[] => {
    const host = getKey(world.clients, name);
    const known = host && getKey(tracked, host.client.session);
    if (host === undefined || known === undefined || known.closing) return [];
    const facts = { name, sid: leader.sid, seconds: notice / 1e6 };
    const rescue: Move | null = host.frozen
      ? { key: 'shell.move.resume', facts, lines: [`client ${name} resume`] }
      : world.linkRules.some((rule) => rule.cut)
        ? { key: 'shell.move.heal', facts, lines: ['heal'] }
        : null;
    const anew: Move = { key: 'shell.move.anew', facts, lines: [`crash ${leader.sid}`] };
    const end: Move = { key: 'shell.move.end', facts, lines: [] };
    const moves = rescue === null ? [anew, end] : [rescue, anew, end];
    return [
      {
        kind: 'session',
        about: `${host.client.session} ${known.expiresAtMs}`,
        at: known.expiresAtMs * 1000 - notice,
        move: { why: 'shell.move.why.session', facts, moves },
      },
    ];
  });
}
