/** Conditions on clients and on what they own: nodes, answers, watches, and what they were told. */
import { getKey, itemAt } from '../lib/index.ts';
import { NO_SESSION } from '../model/index.ts';
import { leaderOf, type World } from '../sim/index.ts';
import { CLIENT, COUNT, counts, type GoalKind, kind, PATH } from './goal-kind.ts';
import { clientOf, clientOfSession, type Scene, type TranscriptItem, znodeAt } from './scene.ts';

type Answered = Extract<TranscriptItem, { readonly type: 'answered' }>;

/** The answers that a client has got, latest first. */
function answersOf(world: World, name: string): readonly Answered[] {
  const transcript = clientOf(world, name)?.client.transcript;
  if (transcript === undefined) return [];
  const found: Answered[] = [];
  for (let i = transcript.length - 1; i >= 0; i--) {
    const one = itemAt(transcript, i);
    if (one?.type === 'answered') found.push(one);
  }
  return found;
}

/** The data that a client was told last, by a read that succeeded. */
function lastRead(world: World, name: string): string | null {
  for (const { op, reply } of answersOf(world, name)) {
    if (op.type !== 'getData' || reply.code !== 'OK') continue;
    return reply.body?.type === 'data' ? reply.body.data : null;
  }
  return null;
}

/** What a client has seen, as text: answers by their results, and events. */
function told(world: World, name: string): string {
  const transcript = clientOf(world, name)?.client.transcript;
  const seen: string[] = [];
  for (let i = 0; transcript !== undefined && i < transcript.length; i++) {
    const one = itemAt(transcript, i);
    if (one?.type === 'answered') seen.push(`${one.line} ${one.reply.code}`);
    if (one?.type === 'event') seen.push(`${one.event.type} ${one.event.path}`);
  }
  return seen.join('\n');
}

/** Another branch with a leader in which the client was told the same, and a znode is another. */
function hasTwin({ world, others }: Scene, client: string, path: string): boolean {
  const here = told(world, client);
  const data = znodeAt(world, path)?.data ?? null;
  return others().some(
    (other) =>
      // Where nobody leads, it is not yet decided what is so.
      leaderOf(other) !== null &&
      told(other, client) === here &&
      (znodeAt(other, path)?.data ?? null) !== data,
  );
}

const MODES = 'persistent|ephemeral';

export const CLIENT_KINDS: readonly GoalKind[] = [
  kind(
    'owner',
    'owner of <path> is <client>',
    `owner of (?<path>${PATH}) is (?<not>not )?(?<client>${CLIENT})`,
    ({ world }, { path, client }) => {
      const owner = znodeAt(world, path ?? '')?.owner ?? NO_SESSION;
      return owner !== NO_SESSION && clientOfSession(world, owner) === client;
    },
  ),
  kind(
    'mode',
    `node <path> is ${MODES}`,
    `node (?<path>${PATH}) is (?<not>not )?(?<mode>${MODES})`,
    ({ world }, { path, mode }) => {
      const node = znodeAt(world, path ?? '');
      return node !== undefined && (node.owner !== NO_SESSION) === (mode === 'ephemeral');
    },
  ),
  kind(
    'version',
    'version of <path> is <n>',
    `version of (?<path>${PATH}) ${COUNT}`,
    ({ world }, args) => {
      const node = znodeAt(world, args.path ?? '');
      return node !== undefined && counts(node.version, args);
    },
  ),
  kind(
    'read',
    '<client> last read <text>',
    `(?<client>${CLIENT}) last read (?<not>not )?(?<text>.+)`,
    ({ world }, { client, text }) => lastRead(world, client ?? '') === text,
    ({ told }, { client = '', text }) =>
      told(client)
        .filter((one) => one.isRead && one.isDone)
        .at(-1)?.text === text,
  ),
  kind(
    'lastAnswer',
    'last answer to <client> is <code>',
    `last answer to (?<client>${CLIENT}) is (?<not>not )?(?<code>[A-Z]+)`,
    ({ world }, { client, code }) => answersOf(world, client ?? '')[0]?.reply.code === code,
  ),
  kind(
    'waiting',
    'requests of <client> under way are <n>',
    `requests of (?<client>${CLIENT}) under way ${COUNT}`,
    ({ world }, args) => {
      const client = clientOf(world, args.client ?? '')?.client;
      return client !== undefined && counts(client.sent.length + client.queued.length, args);
    },
    ({ told }, args) =>
      counts(told(args.client ?? '').filter(({ text }) => text === null).length, args),
  ),
  kind(
    'believers',
    'clients that believe they hold <path> are <n>',
    `clients that believe they hold (?<path>${PATH}) ${COUNT}`,
    ({ world }, args) => {
      const believers = world.clientNames.filter((name) => {
        const recipe = getKey(world.clients, name)?.recipe;
        return recipe != null && recipe.path === args.path && recipe.leaf === 'granted';
      });
      return counts(believers.length, args);
    },
  ),
  kind(
    'twin',
    'another branch tells <client> the same with other data at <path>',
    `another branch tells (?<client>${CLIENT}) the same with other data at (?<path>${PATH})`,
    (scene, { client, path }) => hasTwin(scene, client ?? '', path ?? ''),
  ),
];
