/** Conditions on servers: their epochs, logs, trees, votes, and what they said to each other. */
import { keysOf } from '../lib/index.ts';
import { compareZxid, MS, parseZxid, ZERO } from '../model/index.ts';
import { databaseOf, factsOf, hostOf, type SimEvent, type World } from '../sim/index.ts';
import { nodeAt } from '../znodes/index.ts';
import {
  ALIKE,
  COUNT,
  counts,
  type GoalArgs,
  type GoalKind,
  kind,
  PATH,
  ZXID,
} from './goal-kind.ts';
import type { Scene } from './scene.ts';

const SERVER = '(?<server>\\d+)';
const MESSAGE = '(?<message>[A-Za-z]+)';
const END = '[\\w\\u4e00-\\u9fff-]+';

function factsAt(world: World, args: GoalArgs) {
  const host = hostOf(world, Number(args.server));
  return host === null ? null : factsOf(world, host);
}

function promise({ world }: Scene, args: GoalArgs): boolean {
  const kept = factsAt(world, args)?.promises.find((one) => one.name === `${args.which}Epoch`);
  return kept !== undefined && counts(kept.value, args);
}

/** What a server has applied is what its clients may read. */
function applied({ world }: Scene, args: GoalArgs): boolean {
  const facts = factsAt(world, args);
  const wanted = parseZxid(args.zxid ?? '') ?? ZERO;
  return facts !== null && facts.leaf !== null && compareZxid(facts.log.applied, wanted) >= 0;
}

/** Decided: some running server knows that it is committed, and has it. */
function committed({ world }: Scene, args: GoalArgs): boolean {
  const wanted = parseZxid(args.zxid ?? '') ?? ZERO;
  return world.hosts.some((host) => {
    if (host.status === 'down') return false;
    return factsOf(world, host).log.find(wanted)?.committed === true;
  });
}

function dataOn({ world }: Scene, args: GoalArgs): boolean {
  const host = hostOf(world, Number(args.server));
  const database = databaseOf(host);
  return database !== null && nodeAt(database, args.path ?? '')?.data === args.text;
}

function count(scene: Scene, args: GoalArgs, fits: (event: SimEvent) => boolean): boolean {
  return counts(scene.since().filter(fits).length, args);
}

function isMessage(
  event: SimEvent,
  type: 'messageDelivered' | 'messageHeld',
  args: GoalArgs,
): boolean {
  if (event.type !== 'messageDelivered' && event.type !== 'messageHeld') return false;
  const { from, to, message } = event;
  return (
    event.type === type &&
    message.type === args.message &&
    (args.from === undefined || String(from) === args.from) &&
    (args.to === undefined || String(to) === args.to)
  );
}

/** A cut counts for the end whose words no longer get through. */
function disturbs(event: SimEvent, { what, from }: GoalArgs): boolean {
  if (what === 'cuts') return event.type === 'linkCut' && String(event.from) === from;
  if (event.type === 'clientFrozen') return event.client === from;
  return event.type === 'serverFrozen' && String(event.server) === from;
}

export const PROTOCOL_KINDS: readonly GoalKind[] = [
  kind(
    'promise',
    'accepted epoch of <server> is <n>',
    `(?<which>accepted|current) epoch of ${SERVER} ${COUNT}`,
    promise,
  ),
  kind(
    'vote',
    'vote of <server> is for <server>',
    `vote of ${SERVER} is (?<not>not )?for (?<candidate>\\d+)`,
    ({ world }, args) =>
      String(factsAt(world, args)?.election?.vote.leader ?? 'none') === args.candidate,
  ),
  kind('round', 'round of <server> is <n>', `round of ${SERVER} ${COUNT}`, ({ world }, args) => {
    const election = factsAt(world, args)?.election;
    return election != null && counts(election.round, args);
  }),
  kind(
    'applied',
    'server <server> has applied <zxid>',
    `server ${SERVER} has (?<not>not )?applied (?<zxid>${ZXID})`,
    applied,
    ALIKE,
  ),
  kind(
    'committed',
    '<zxid> is committed',
    `(?<zxid>${ZXID}) is (?<not>not )?committed`,
    committed,
    ALIKE,
  ),
  kind(
    'dataOn',
    'data of <path> on <server> is <text>',
    `data of (?<path>${PATH}) on ${SERVER} is (?<not>not )?(?<text>.+)`,
    dataOn,
    ({ value }, { path, server, text }) => value(path ?? '', Number(server)) === text,
  ),
  kind(
    'leading',
    'servers that say LEADING are <n>',
    `servers that say (?<state>LOOKING|FOLLOWING|LEADING|OBSERVING) ${COUNT}`,
    ({ world }, args) => {
      const says = world.hosts.filter((host) => factsOf(world, host).role === args.state);
      return counts(says.length, args);
    },
  ),
  kind(
    'synchronized',
    'synchronizations of <server> by DIFF are <n>',
    `synchronizations of ${SERVER} by (?<mode>DIFF|TRUNC|SNAP) ${COUNT}`,
    (scene, args) =>
      count(
        scene,
        args,
        (event) =>
          event.type === 'syncDecided' &&
          String(event.learner) === args.server &&
          event.mode === args.mode,
      ),
  ),
  kind(
    'delivered',
    'deliveries of <type> from <end> to <end> are <n>',
    `deliveries of ${MESSAGE}(?: from (?<from>${END}))?(?: to (?<to>${END}))? ${COUNT}`,
    (scene, args) => count(scene, args, (event) => isMessage(event, 'messageDelivered', args)),
    ALIKE,
  ),
  kind(
    'held',
    'held messages of <type> from <end> to <end> are <n>',
    `held messages of ${MESSAGE}(?: from (?<from>${END}))?(?: to (?<to>${END}))? ${COUNT}`,
    (scene, args) => count(scene, args, (event) => isMessage(event, 'messageHeld', args)),
    ALIKE,
  ),
  kind(
    'disturbed',
    'cuts of <end> are <n>',
    `(?<what>cuts|freezes) of (?<from>${END}) ${COUNT}`,
    (scene, args) => count(scene, args, (event) => disturbs(event, args)),
  ),
  kind(
    'elected',
    'leaders established are <n>',
    `leaders established ${COUNT}`,
    (scene, args) => count(scene, args, (event) => event.type === 'leaderEstablished'),
    ALIKE,
  ),
  kind(
    'term',
    'raft: term of <server> at least <n>',
    `(?<side>raft): term of ${SERVER} ${COUNT}`,
    () => false,
    ({ world }, args) => {
      const kept = factsAt(world, args)?.promises.find(({ name }) => name === 'term');
      return kept !== undefined && counts(kept.value, args);
    },
  ),
  kind(
    'breaches',
    'breaches of <invariant> are <n>',
    `breaches(?: of (?<invariant>\\w+))? ${COUNT}`,
    (scene, args) =>
      count(
        scene,
        args,
        (event) =>
          event.type === 'violated' &&
          (args.invariant === undefined || event.invariant === args.invariant),
      ),
    ALIKE,
  ),
  kind('passed', 'seconds passed at least <n>', `seconds passed ${COUNT}`, ({ lasted }, args) =>
    counts(Math.floor(lasted / (1000 * MS)), args),
  ),
  kind('alike', 'all trees are alike', 'all trees are (?<not>not )?alike', ({ world }) => {
    const trees = world.hosts.map(databaseOf).filter((one) => one !== null);
    return trees.every((one) => sameTree(one, trees[0] ?? one));
  }),
];

type Tree = NonNullable<ReturnType<typeof databaseOf>>;

/** Whether two servers hold the same nodes with the same data. */
function sameTree(a: Tree, b: Tree, path = '/'): boolean {
  const [x, y] = [nodeAt(a, path), nodeAt(b, path)];
  // A node knows the names of its children only: the same node may have other ones below it.
  if (x === undefined || y === undefined || x.data !== y.data) return x === y;
  if (x.children.size !== y.children.size) return false;
  return [...keysOf(x.children)].every((name) =>
    sameTree(a, b, path === '/' ? `/${name}` : `${path}/${name}`),
  );
}
