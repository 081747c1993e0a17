import type { Client } from '../../client/index.ts';
import { getKey, sortedKeys } from '../../lib/index.ts';
import { COMMAND_NAMES, COMMAND_WORDS } from '../../script/index.ts';
import { databaseOf, hostOf, type World, zooServerOf } from '../../sim/index.ts';
import { isGranted, nodeAt, PERMS } from '../../znodes/index.ts';

export interface Completion {
  /** The line as far as it is certain. */
  readonly line: string;
  /** What could follow; more than one: the person goes on typing. */
  readonly candidates: readonly string[];
}

/**
 * What Tab makes of a line (JLineZNodeCompleter): the last word, begun with `/`, is a path, whose
 * names come from the server that the client speaks to; otherwise it is a command. A line that
 * begins with `/` is for the ensemble.
 */
export function completed(world: World, client: Client, line: string): Completion {
  const token = line.slice(line.lastIndexOf(' ') + 1);
  const first = token === line;
  if (first && line.startsWith('/')) return among(line, line.slice(1), COMMAND_WORDS);
  if (token.startsWith('/')) {
    const slash = token.lastIndexOf('/');
    return among(line, token.slice(slash + 1), namesBelow(world, client, token.slice(0, slash)));
  }
  return first ? among(line, token, COMMAND_NAMES) : { line, candidates: [] };
}

/** The completer asks with getChildren, which a node may refuse. */
function namesBelow(world: World, client: Client, path: string): readonly string[] {
  const host = client.leaf === 'CONNECTED' ? hostOf(world, client.server) : null;
  const tree = databaseOf(host);
  const server = zooServerOf(host);
  if (server === null || tree === null) return [];
  const node = nodeAt(tree, path === '' ? '/' : path);
  const auth = getKey(server.connections, client.name)?.auth ?? [];
  return node && isGranted(node.acl, PERMS.READ, auth) ? sortedKeys(node.children) : [];
}

function among(line: string, begun: string, words: readonly string[]): Completion {
  const candidates = words.filter((word) => word.startsWith(begun));
  const [first, ...others] = candidates;
  if (first === undefined) return { line, candidates };
  let certain = first;
  for (const other of others) {
    let same = 0;
    while (same < certain.length && certain[same] === other[same]) same++;
    certain = certain.slice(0, same);
  }
  // A path may go on below the only candidate: no blank behind it, unlike JLine.
  const end = others.length === 0 && !line.includes('/') ? ' ' : '';
  return { line: `${line}${certain.slice(begun.length)}${end}`, candidates };
}
