import type { ServerId } from '../../model/index.ts';
import type { Host, MessageType, World } from '../../sim/index.ts';
import type { Dice } from './dice.ts';

/** A fault: the lines that cause it, and the lines that end it some time later. */
export interface Mischief {
  readonly lines: readonly string[];
  readonly undo: readonly string[];
  /** Each line of `undo` comes at a time of its own, so servers are back in any order. */
  readonly apart?: boolean;
}

const NOTHING: Mischief = { lines: [], undo: [] };

type Fault = (dice: Dice, world: World) => Mischief;

/** Messages on whose delay something turns. */
const TURNING: readonly MessageType[] = [
  'NOTIFICATION',
  'FOLLOWERINFO',
  'LEADERINFO',
  'ACKEPOCH',
  'DIFF',
  'TRUNC',
  'SNAP',
  'NEWLEADER',
  'UPTODATE',
  'PROPOSAL',
  'PROPOSAL',
  'ACK',
  'ACK',
  'COMMIT',
  'COMMIT',
  'PING',
  'REQUEST',
];

function sidsOf(world: World): readonly ServerId[] {
  return world.hosts.map((host) => host.sid);
}

const isLeading = (host: Host): boolean => host.server?.peer.leader != null;

/** A running server, the one that leads more often than chance would have it. */
function victim(dice: Dice, world: World): Host | null {
  const running = world.hosts.filter((host) => host.status === 'up');
  const leading = running.filter(isLeading);
  if (leading.length > 0 && dice.percent(35)) return dice.pick(leading);
  return running.length === 0 ? null : dice.pick(running);
}

/** Two servers, one of them the leader more often than not. */
function pair(dice: Dice, world: World): readonly [ServerId, ServerId] {
  const sids = sidsOf(world);
  const leader = world.hosts.find(isLeading)?.sid;
  const a = leader !== undefined && dice.percent(60) ? leader : dice.pick(sids);
  const b = dice.pick(sids.filter((sid) => sid !== a));
  return dice.percent(50) ? [a, b] : [b, a];
}

const crash: Fault = (dice, world) => {
  const host = victim(dice, world);
  if (!host) return NOTHING;
  return { lines: [`crash ${host.sid}`], undo: [`start ${host.sid}`] };
};

const restart: Fault = (dice, world) => {
  const host = victim(dice, world);
  if (!host) return NOTHING;
  return { lines: [`crash ${host.sid}`, `start ${host.sid}`], undo: [] };
};

const freeze: Fault = (dice, world) => {
  const host = victim(dice, world);
  if (!host) return NOTHING;
  return { lines: [`freeze ${host.sid}`], undo: [`resume ${host.sid}`] };
};

const powerLoss: Fault = (dice, world) => {
  const sids = dice.shuffled(sidsOf(world)).slice(0, dice.between(2, world.hosts.length));
  const running = sids.filter((sid) => world.hosts.find((h) => h.sid === sid)?.status !== 'down');
  if (running.length === 0) return NOTHING;
  return { ...withoutPower(running), apart: dice.percent(50) };
};

function withoutPower(sids: readonly ServerId[]): Mischief {
  return {
    lines: [`power-loss ${sids.join(' ')}`],
    undo: sids.map((sid) => `start ${sid}`),
  };
}

const waitsForItsDisk = ({ server }: Host): boolean =>
  server !== null && server.peer.disk.flushed < server.peer.disk.log.length;

/**
 * The power goes where something written waits for its fsync, and where one leads: what was said of
 * it too early is then known to nobody who comes back first.
 */
const powerLossMidWrite: Fault = (dice, world) => {
  const running = world.hosts.filter((host) => host.status !== 'down');
  if (!running.some(waitsForItsDisk)) return slowDisk(dice, world);
  const struck = running.filter((host) => waitsForItsDisk(host) || isLeading(host));
  return { ...withoutPower(struck.map((host) => host.sid)), apart: true };
};

/** Everything stops at once and starts again, in any order. */
const fullRestart: Fault = (dice, world) => {
  const order = dice.shuffled(sidsOf(world));
  return { lines: ['power-loss', ...order.map((sid) => `start ${sid}`)], undo: [] };
};

const partition: Fault = (dice, world) => {
  const sids = dice.shuffled(sidsOf(world));
  const cut = dice.between(1, sids.length - 1);
  const groups = `${sids.slice(0, cut).join(' ')} | ${sids.slice(cut).join(' ')}`;
  return { lines: [`partition ${groups}`], undo: ['heal'] };
};

const isolate: Fault = (dice, world) => {
  const host = victim(dice, world);
  if (!host) return NOTHING;
  const others = sidsOf(world).filter((sid) => sid !== host.sid);
  return {
    lines: [`isolate ${host.sid}`],
    undo: others.map((sid) => `heal ${host.sid} ${sid}`),
  };
};

const cutOneWay: Fault = (dice, world) => {
  const [a, b] = pair(dice, world);
  return { lines: [`cut ${a} -> ${b}`], undo: [`heal ${a} ${b}`] };
};

const delay: Fault = (dice, world) => {
  const [a, b] = pair(dice, world);
  const ms = dice.pick([5, 40, 300, 1500]);
  return { lines: [`delay ${a} -> ${b} ${ms}`], undo: [`heal ${a} ${b}`] };
};

const hold: Fault = (dice, world) => {
  const [a, b] = pair(dice, world);
  const type = dice.pick(TURNING);
  return { lines: [`hold ${type} ${a} -> ${b}`], undo: [`release ${type} ${a} -> ${b}`] };
};

const breakLink: Fault = (dice, world) => {
  const [a, b] = pair(dice, world);
  return { lines: [`break ${a} ${b}`], undo: [] };
};

const slowDisk: Fault = (dice, world) => {
  const sid = dice.pick(sidsOf(world));
  const ms = dice.pick([15, 80, 400, 2500]);
  return { lines: [`disk ${sid} ${ms}`], undo: [`disk ${sid} 0`] };
};

const clientFault: Fault = (dice, world) => {
  if (world.clientNames.length === 0) return NOTHING;
  const client = dice.pick(world.clientNames);
  const leaf = world.clients.size > 0 ? client : '';
  const what = dice.between(1, 4);
  if (leaf === '') return NOTHING;
  if (what === 1) {
    return { lines: [`client ${client} freeze`], undo: [`client ${client} resume`] };
  }
  if (what === 2) return { lines: [`client ${client} disconnect`], undo: [] };
  const sid = dice.pick(sidsOf(world));
  return { lines: [`cut ${client} ${sid}`], undo: [`heal ${client} ${sid}`] };
};

/** Faults that hurt one thing at a time and are wholly undone by their undo. */
export const GENTLE_FAULTS: readonly Fault[] = [
  crash,
  crash,
  restart,
  freeze,
  isolate,
  cutOneWay,
  delay,
  hold,
  breakLink,
  slowDisk,
  clientFault,
];

/** All of them, the more fateful ones more often. */
const CHAOS_FAULTS: readonly Fault[] = [
  crash,
  crash,
  crash,
  restart,
  restart,
  freeze,
  freeze,
  powerLoss,
  powerLossMidWrite,
  powerLossMidWrite,
  fullRestart,
  partition,
  partition,
  isolate,
  cutOneWay,
  cutOneWay,
  delay,
  delay,
  hold,
  hold,
  hold,
  breakLink,
  breakLink,
  slowDisk,
  clientFault,
];

/** One fault, chosen by chance. */
export function mischief(
  dice: Dice,
  world: World,
  faults: readonly Fault[] = CHAOS_FAULTS,
): Mischief {
  return dice.pick(faults)(dice, world);
}
