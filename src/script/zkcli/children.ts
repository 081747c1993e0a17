import { byCodeUnit } from '../../lib/index.ts';
import { clientRefusal } from '../../model/index.ts';
import { deprecated, statOf, withOldWatch } from './data.ts';
import { printFailure } from './errors.ts';
import type { CommandLine } from './options.ts';
import {
  asks,
  type CliCommand,
  does,
  NOTHING,
  out,
  refuse,
  usageOf,
  type ZkCliLine,
} from './shape.ts';

/** Java's List.toString. */
function listed(names: readonly string[]): string {
  return `[${names.join(', ')}]`;
}

const OPTIONS = 's w R ?';
const OLD = deprecated('ls path [watch]', 'ls [-w] path');

/** What commons-cli's HelpFormatter makes of the options. */
const HELP = [
  'usage: ls [options] path',
  ' -?   help',
  ' -R   recurse',
  ' -s   stat',
  ' -w   watch',
];

function withHelp(help: readonly string[], line: ZkCliLine): ZkCliLine {
  return help.length === 0 ? line : { ...line, out: [...help, ...line.out] };
}

function readLs({ options, args }: CommandLine, before: readonly string[]): ZkCliLine {
  const path = args[1];
  if (path === undefined) return refuse(...before, usageOf(ls));
  const watch = options.has('w');
  const fault = clientRefusal(path);
  if (fault !== null) return refuse(...before, fault);
  if (options.has('R')) return does({ type: 'ls-tree', path, watch }, before);
  return asks({ type: options.has('s') ? 'getChildren2' : 'getChildren', path, watch }, before);
}

export const ls: CliCommand = {
  name: 'ls',
  usage: '[-s] [-w] [-R] path',
  options: OPTIONS,
  least: 1,
  parse: (typed, words) => {
    const help = typed.options.has('?') ? HELP : [];
    const read = withOldWatch(typed, words, OPTIONS, OLD);
    if ('fault' in read) return withHelp(help, refuse(OLD, read.fault));
    return withHelp(help, readLs(read.line, read.err));
  },
  success: ({ options }, reply) => {
    const children = reply.body?.type === 'children' ? reply.body.children : [];
    const names = listed([...children].sort(byCodeUnit));
    return out(names, ...(options.has('s') ? statOf(reply) : []));
  },
  result: (_, result) => {
    if (result.type !== 'tree') return NOTHING;
    return { out: result.paths, err: printFailure(result.failure) };
  },
};

export const getAllChildrenNumber: CliCommand = {
  name: 'getAllChildrenNumber',
  usage: 'path',
  options: '',
  least: 2,
  parse: ({ args }) => {
    const path = args[1] ?? '';
    const fault = clientRefusal(path);
    return fault === null ? asks({ type: 'getAllChildrenNumber', path }) : refuse(fault);
  },
  success: (_, { body }) => out(String(body?.type === 'count' ? body.count : 0)),
};

export const getEphemerals: CliCommand = {
  name: 'getEphemerals',
  usage: 'path',
  options: '',
  least: 1,
  parse: ({ args }) => {
    const path = args[1] ?? '/';
    const fault = clientRefusal(path);
    return fault === null ? asks({ type: 'getEphemerals', path }) : refuse(fault);
  },
  success: (_, { body }) => out(listed(body?.type === 'ephemerals' ? body.paths : [])),
};
