import { byCodeUnit } from '../../lib/index.ts';
import { clientRefusal } from '../../sim/index.ts';
import { deprecated, statOf } from './data.ts';
import { printFailure } from './errors.ts';
import { asks, type CliCommand, does, NOTHING, out, refuse } from './shape.ts';

/** Java's List.toString of sorted names. */
function listed(names: readonly string[]): string {
  return `[${[...names].sort(byCodeUnit).join(', ')}]`;
}

export const ls: CliCommand = {
  name: 'ls',
  usage: '[-s] [-w] [-R] path',
  options: 'swR?',
  least: 2,
  parse: ({ options, args }) => {
    const [, path = '', old] = args;
    const err = old === undefined ? [] : [deprecated('ls path [watch]', 'ls [-w] path')];
    const watch = options.has('w') || old !== undefined;
    const fault = clientRefusal(path);
    if (fault !== null) return refuse(...err, fault);
    if (options.has('R')) return does({ type: 'ls-tree', path, watch }, err);
    return asks({ type: options.has('s') ? 'getChildren2' : 'getChildren', path, watch }, err);
  },
  success: ({ options }, reply) => {
    const children = reply.body?.type === 'children' ? reply.body.children : [];
    return out(listed(children), ...(options.has('s') ? statOf(reply) : []));
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
