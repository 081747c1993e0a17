/**
 * What a task can ask for: predicates over the simulated cluster, never over clicks, so that many
 * ways lead there. `holder /lock is radiology and leader is not 3` is two conditions, and both must
 * hold. A new kind is one entry of GOAL_KINDS; lessons/README.md lists them (a test compares).
 */
import { parseZxid, ZERO } from '../model/index.ts';
import { factsOf, hostOf, leaderOf } from '../sim/index.ts';
import {
  ALIKE,
  CLIENT,
  COUNT,
  counts,
  type GoalArgs,
  type GoalKind,
  kind,
  PATH,
  ZXID,
} from './goal-kind.ts';
import { CLIENT_KINDS } from './goals-clients.ts';
import { PROTOCOL_KINDS } from './goals-protocol.ts';
import type { Condition, Goal } from './lesson.ts';
import {
  clientOf,
  countEntries,
  hasSession,
  type RaftTold,
  type Scene,
  type TranscriptItem,
  ticketsAt,
  znodeAt,
} from './scene.ts';

function serverIs({ world }: Scene, args: GoalArgs): boolean {
  const host = hostOf(world, Number(args.server));
  if (host === null) return false;
  const state = args.state ?? '';
  if (state === 'up' || state === 'down' || state === 'frozen') return host.status === state;
  if (state === 'serving') return host.server?.serving ?? false;
  return factsOf(world, host).role === state;
}

function holderIs({ world }: Scene, args: GoalArgs): boolean {
  const holder = ticketsAt(world, args.path ?? '')[0]?.client ?? 'nobody';
  return holder === args.client;
}

function waitsFor({ world }: Scene, args: GoalArgs): boolean {
  const watching = clientOf(world, args.client ?? '')?.recipe?.watching ?? null;
  if (watching === null) return false;
  const parent = watching.slice(0, watching.lastIndexOf('/'));
  const name = watching.slice(parent.length + 1);
  return ticketsAt(world, parent).some((t) => t.name === name && t.client === args.other);
}

/** How many entries of the client's console fit, or of all consoles, since the step began. */
function since(
  { world, start }: Scene,
  { client }: GoalArgs,
  fits: (entry: TranscriptItem) => boolean,
): number {
  const names = client === undefined ? world.clientNames : [client];
  const counted = names.map(
    (name) => countEntries(world, name, fits) - countEntries(start, name, fits),
  );
  return counted.reduce((sum, one) => sum + one, 0);
}

function eventsTo(scene: Scene, args: GoalArgs): boolean {
  const wanted = (type: string) => args.event === undefined || args.event === type;
  const count = since(scene, args, (one) => one.type === 'event' && wanted(one.event.type));
  return counts(count, args);
}

function answersTo(scene: Scene, args: GoalArgs): boolean {
  const count = since(
    scene,
    args,
    (one) => one.type === 'answered' && one.reply.code === args.code,
  );
  return counts(count, args);
}

function logHas({ world }: Scene, args: GoalArgs): boolean {
  const host = hostOf(world, Number(args.server));
  if (host === null) return false;
  const wanted = parseZxid(args.zxid ?? '') ?? ZERO;
  return factsOf(world, host).log.find(wanted)?.logged === true;
}

/** etcd's answers are no codes: done, or an error in words. */
const isAnswer = (code: string | undefined) => (one: RaftTold) =>
  one.text !== null && code === (one.isDone ? 'OK' : 'ERROR');

const STATES = 'up|down|frozen|serving|LOOKING|FOLLOWING|LEADING|OBSERVING';
const SESSION_STATES = 'CONNECTED|CONNECTING|EXPIRED|CLOSED|DEAD|frozen';

export const GOAL_KINDS: readonly GoalKind[] = [
  kind(
    'leader',
    'leader is <server>',
    'leader is (?<not>not )?(?<server>\\d+|none)',
    ({ world }, { server }) => String(leaderOf(world)?.sid ?? 'none') === server,
    ALIKE,
  ),
  kind('epoch', 'epoch is <n>', `epoch ${COUNT}`, ({ world }, args) => {
    const leader = leaderOf(world);
    return leader !== null && counts(factsOf(world, leader).term, args);
  }),
  kind(
    'server',
    `server <server> is ${STATES}`,
    `server (?<server>\\d+) is (?<not>not )?(?<state>${STATES})`,
    serverIs,
    ALIKE,
  ),
  kind(
    'log',
    'log of <server> has <zxid>',
    `log of (?<server>\\d+) (?:has|(?<not>lacks)) (?<zxid>${ZXID})`,
    logHas,
    ALIKE,
  ),
  kind(
    'node',
    'node <path> exists',
    `node (?<path>${PATH}) (?:exists|is (?<not>absent))`,
    ({ world }, { path }) => znodeAt(world, path ?? '') !== undefined,
  ),
  kind(
    'data',
    'data of <path> is <text>',
    `data of (?<path>${PATH}) is (?<not>not )?(?<text>.+)`,
    ({ world }, { path, text }) => znodeAt(world, path ?? '')?.data === text,
    ({ value }, { path, text }) => value(path ?? '', null) === text,
  ),
  kind(
    'children',
    'children of <path> are <n>',
    `children of (?<path>${PATH}) ${COUNT}`,
    ({ world }, args) => {
      const node = znodeAt(world, args.path ?? '');
      return node !== undefined && counts(node.children.size, args);
    },
  ),
  kind(
    'holder',
    'holder of <path> is <client>',
    `holder (?:of )?(?<path>${PATH}) is (?<not>not )?(?<client>${CLIENT})`,
    holderIs,
  ),
  kind(
    'waits',
    '<client> waits for <client>',
    `(?<client>${CLIENT}) waits for (?<other>${CLIENT})`,
    waitsFor,
  ),
  kind(
    'connected',
    'client <client> is connected to <server>',
    `client (?<client>${CLIENT}) is (?<not>not )?connected to (?<server>\\d+)`,
    ({ world }, { client, server }) => {
      const found = clientOf(world, client ?? '')?.client;
      return found?.leaf === 'CONNECTED' && String(found.server) === server;
    },
  ),
  kind(
    'client',
    `client <client> is ${SESSION_STATES}`,
    `client (?<client>${CLIENT}) is (?<not>not )?(?<state>${SESSION_STATES})`,
    ({ world }, { client, state }) => {
      const found = clientOf(world, client ?? '');
      return state === 'frozen' ? found?.frozen === true : found?.client.leaf === state;
    },
  ),
  kind(
    'session',
    'session of <client> is alive',
    `session of (?<client>${CLIENT}) is (?:alive|(?<not>gone))`,
    ({ world }, { client }) => hasSession(world, client ?? ''),
  ),
  kind(
    'events',
    'events to <client> of <event> are <n>',
    `events(?: to (?<client>${CLIENT}))?(?: of (?<event>Node\\w+))? ${COUNT}`,
    eventsTo,
  ),
  kind(
    'answers',
    'answers to <client> of <code> are <n>',
    `answers(?: to (?<client>${CLIENT}))? of (?<code>[A-Z]+) ${COUNT}`,
    answersTo,
    ({ told }, args) => counts(told(args.client ?? '').filter(isAnswer(args.code)).length, args),
  ),
  ...PROTOCOL_KINDS,
  ...CLIENT_KINDS,
];

/** Before a condition that is asked of the Raft side. */
const RAFT = /^(raft): (.*)$/;

/** The condition that a text states; null when it is of no kind. */
function parseCondition(text: string): Condition | null {
  const [, isRaft, said = text] = RAFT.exec(text) ?? [];
  for (const { name, pattern, raft } of GOAL_KINDS) {
    // One that only Raft has names its side itself.
    const groups = (pattern.exec(text) ?? (raft && pattern.exec(said)))?.groups;
    if (groups === undefined) continue;
    const given = Object.entries(groups).filter(([, value]) => value !== undefined);
    const side = isRaft === undefined ? {} : { side: 'raft' };
    return { kind: name, args: { ...Object.fromEntries(given), ...side } };
  }
  return null;
}

/** The conditions of a predicate, joined by `and`; the text that is of no kind, when one is. */
export function parseConditions(
  source: string,
): readonly Condition[] | { readonly unknown: string } {
  const conditions: Condition[] = [];
  for (const part of source.trim().split(/\s+and\s+/)) {
    const text = part.trim().replace(/\s+/g, ' ');
    const condition = parseCondition(text);
    if (condition === null) return { unknown: text };
    conditions.push(condition);
  }
  return conditions;
}

const MOST_FORMS = 3;

/** How goals are written that have the most words in common with a text that is none. */
export function closestForms(text: string): readonly string[] {
  const wordsOf = (of: string) => of.split(/[^A-Za-z]+/).filter((word) => word !== '');
  const words = new Set(wordsOf(text));
  const shared = ({ usage }: GoalKind) => wordsOf(usage).filter((word) => words.has(word)).length;
  const ranked = GOAL_KINDS.map((one, n) => ({ usage: one.usage, n, shared: shared(one) }));
  ranked.sort((a, b) => b.shared - a.shared || a.n - b.n);
  return ranked.slice(0, MOST_FORMS).map(({ usage }) => usage);
}

const BY_NAME = new Map(GOAL_KINDS.map((one) => [one.name, one]));

/** Whether a condition holds; one of an unknown kind (stored by another version) does not. */
export function holds(scene: Scene, { kind: name, args }: Condition): boolean {
  const found = BY_NAME.get(name);
  if (found === undefined) return false;
  if (args.side === undefined) return found.met(scene, args) === (args.not === undefined);
  const raft = scene.raft?.() ?? null;
  // Of a side that there is not nothing is true.
  if (raft === null) return false;
  return found.raft?.(raft, args) === (args.not === undefined);
}

/** Whether a goal asks something of the Raft side. */
export const asksRaft = ({ conditions }: Pick<Goal, 'conditions'>): boolean =>
  conditions.some(({ args }) => args.side !== undefined);

/** Whether all conditions of a goal hold. */
export function isMet(scene: Scene, goal: Goal): boolean {
  return goal.conditions.every((condition) => holds(scene, condition));
}
