import { ALL_ALARMS } from '../alarms.ts';
import type { AskTask } from '../tasks.ts';
import { type Given, isSet, readInt } from './flags.ts';
import {
  type CtlContext,
  type CtlReading,
  EXITS,
  HELP,
  refusal,
  subcommandIn,
  taskOf,
  withFlags,
} from './reading.ts';

/* What is asked of the cluster itself: endpoint, member, alarm, compaction, move-leader. */

export function readCompaction({ args }: Given, { limit }: CtlContext): CtlReading {
  const [text] = args;
  if (text === undefined || args.length !== 1) {
    return refusal('compaction command needs 1 argument');
  }
  const revision = readInt(text, 10);
  if (typeof revision === 'string') return refusal(revision, EXITS.error);
  const request = { type: 'compact', revision: Number(revision) } as const;
  return taskOf({ type: 'ask', request, limit, show: {} });
}

export function readEndpoint(words: readonly string[], rest: CtlContext): CtlReading {
  const [command, args] = subcommandIn(words);
  switch (command) {
    case 'status':
      return withFlags(args, { cluster: 'bool' }, rest, (given, { limit }) =>
        ofAll(given, { type: 'ask', request: { type: 'status' }, limit, show: {}, each: true }),
      );
    case 'health': {
      // A read of a key that nobody has: it needs a leader and a majority.
      const request = { type: 'range', key: 'health' } as const;
      return withFlags(args, { cluster: 'bool' }, rest, (given, { limit }) =>
        ofAll(given, { type: 'ask', request, limit, show: { health: true }, each: true }),
      );
    }
    case 'hashkv':
      return { type: 'unmodelled', what: 'endpoint hashkv' };
    default:
      return HELP;
  }
}

/** `--cluster`: endpoints as the list of members has them, and not those of the client. */
function ofAll(given: Given, task: AskTask): CtlReading {
  if (!isSet(given, 'cluster')) return taskOf(task);
  return taskOf({ ...task, show: { ...task.show, cluster: true } });
}

export function readMember(words: readonly string[], rest: CtlContext): CtlReading {
  const [command, args] = subcommandIn(words);
  switch (command) {
    case 'list':
      return withFlags(args, {}, rest, (_, { limit }) =>
        taskOf({ type: 'ask', request: { type: 'memberList' }, limit, show: {} }),
      );
    case 'add':
      return withFlags(args, { 'peer-urls': 'string', learner: 'bool' }, rest, readAddition);
    case 'remove':
    case 'promote': {
      const type = command === 'remove' ? 'memberRemove' : 'memberPromote';
      return withFlags(args, {}, rest, (given, { limit }) => {
        const read = memberIn(given);
        if (typeof read === 'string') return refusal(read);
        return taskOf({ type: 'ask', request: { type, member: read }, limit, show: {} });
      });
    }
    case 'update':
      return { type: 'unmodelled', what: 'member update' };
    default:
      return HELP;
  }
}

/** A member's id; a text: why it is none. */
function memberIn({ args }: Given): number | string {
  const [text] = args;
  if (text === undefined || args.length !== 1) return 'member ID is not provided';
  const read = readInt(text, 16);
  if (typeof read !== 'string' && /^[\da-f]/i.test(text)) return Number(read);
  const why = typeof read === 'string' ? read : `parsing ${JSON.stringify(text)}: invalid syntax`;
  const said = why.replace(/^(strconv\.ParseInt: )?/, 'strconv.ParseUint: ');
  return `bad member ID arg (${said}), expecting ID in Hex`;
}

function readAddition(given: Given, { limit }: CtlContext): CtlReading {
  const [name, ...others] = given.args;
  if (name === undefined) return refusal('member name not provided');
  if (others.length > 0) {
    const meant = given.args.filter((one) => /^http/i.test(one));
    const asked = meant.map((one) => `, did you mean --peer-urls=${one}`).join('');
    return refusal(`too many arguments${asked}`);
  }
  const url = given.flags.get('peer-urls') ?? '';
  if (url === '') return refusal('member peer urls not provided');
  const why = faultOfUrl(url);
  if (why !== null) return refusal(why, EXITS.error);
  // A machine is known by its name: the one that etcd would be started on.
  const [, sid] = /^http:\/\/server(\d{1,3}):2380$/.exec(url) ?? [];
  if (sid === undefined) return { type: 'unmodelled', what: `a member at ${url}` };
  const learner = isSet(given, 'learner');
  const request = { type: 'memberAdd', member: Number(sid), learner } as const;
  return taskOf({ type: 'ask', request, limit, show: { added: name } });
}

/** What etcd's library says to an address (types.NewURLs). */
function faultOfUrl(url: string): string | null {
  const [, scheme = '', rest = ''] = /^(\w+):\/\/(.*)$/.exec(url) ?? [];
  if (!/^(https?|unixs?)$/.test(scheme)) {
    return `URL scheme must be http, https, unix, or unixs: ${url}`;
  }
  const [place = '', ...path] = rest.split('/');
  if (!/:\d*$/.test(place)) return `URL address does not have the form "host:port": ${url}`;
  return path.length > 0 ? `URL must not contain a path: ${url}` : null;
}

export function readAlarm(words: readonly string[], rest: CtlContext): CtlReading {
  const [command, args] = subcommandIn(words);
  if (command !== 'list' && command !== 'disarm') return HELP;
  return withFlags(args, {}, rest, ({ args: given }, { limit }) => {
    if (given.length > 0) return refusal(`alarm ${command} command accepts no arguments`);
    if (command === 'disarm') {
      return taskOf({ type: 'disarm', left: [], gone: [], limit, until: null });
    }
    return taskOf({ type: 'ask', request: ALL_ALARMS, limit, show: {} });
  });
}

/** Words behind it are let be, as etcdctl does. */
export function readDefrag(given: Given, { limit }: CtlContext): CtlReading {
  const request = { type: 'defragment' } as const;
  return ofAll(given, { type: 'ask', request, limit, show: {}, each: true });
}

export function readMoveLeader({ args }: Given, { limit }: CtlContext): CtlReading {
  const [text] = args;
  if (text === undefined || args.length !== 1) {
    return refusal('move-leader command needs 1 argument');
  }
  const to = readInt(text, 16);
  if (typeof to === 'string') {
    return refusal(to.replace('ParseInt', 'ParseUint'));
  }
  const request = { type: 'moveLeader', to: Number(to) } as const;
  return taskOf({ type: 'ask', request, limit, show: {} });
}
