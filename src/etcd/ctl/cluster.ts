import { type Given, readInt } from './flags.ts';
import { type CtlContext, type CtlReading, refusal, taskOf, withFlags } from './reading.ts';

/* What is asked of the cluster itself: endpoint, member, compaction, move-leader. */

export function readCompaction({ args }: Given, { limit }: CtlContext): CtlReading {
  const [text] = args;
  if (text === undefined || args.length !== 1) {
    return refusal('compaction command needs 1 argument');
  }
  const revision = readInt(text, 10);
  if (typeof revision === 'string') return refusal(revision);
  const request = { type: 'compact', revision: Number(revision) } as const;
  return taskOf({ type: 'ask', request, limit, show: {} });
}

export function readEndpoint(words: readonly string[], rest: CtlContext): CtlReading {
  const [command, ...args] = words;
  const { limit } = rest;
  switch (command) {
    case 'status':
      return withFlags(args, {}, rest, () =>
        taskOf({ type: 'ask', request: { type: 'status' }, limit, show: {}, each: true }),
      );
    case 'health': {
      // A read of a key that nobody has: it needs a leader and a majority.
      const request = { type: 'range', key: 'health' } as const;
      return withFlags(args, {}, rest, () =>
        taskOf({ type: 'ask', request, limit, show: { health: true }, each: true }),
      );
    }
    case 'hashkv':
      return { type: 'unmodelled', what: 'endpoint hashkv' };
    default:
      return refusal(`unknown command ${JSON.stringify(command ?? '')} for "etcdctl endpoint"`);
  }
}

export function readMember(words: readonly string[], { limit }: CtlContext): CtlReading {
  const [command] = words;
  switch (command) {
    case 'list':
      return taskOf({ type: 'ask', request: { type: 'memberList' }, limit, show: {} });
    case 'add':
    case 'remove':
    case 'update':
    case 'promote':
      return { type: 'unmodelled', what: `member ${command}` };
    default:
      return refusal(`unknown command ${JSON.stringify(command ?? '')} for "etcdctl member"`);
  }
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
