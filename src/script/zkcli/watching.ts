import { clientRefusal } from '../../model/index.ts';
import { asks, type CliCommand, dies, does, NOTHING, refuse, usageOf } from './shape.ts';

/** AddWatchMode, in the order of its numbers. */
const MODES = ['PERSISTENT', 'PERSISTENT_RECURSIVE'];

export const addWatch: CliCommand = {
  name: 'addWatch',
  usage:
    `[-m mode] path # optional mode is one of [${MODES.join(', ')}]` +
    ' - default is PERSISTENT_RECURSIVE',
  options: 'm:',
  least: 2,
  parse: ({ options, args }) => {
    const said = options.get('m');
    const mode = MODES.indexOf((said ?? 'PERSISTENT_RECURSIVE').toUpperCase());
    if (mode < 0 || args.length !== 2) return refuse(usageOf(addWatch));
    const path = args[1] ?? '';
    const fault = clientRefusal(path);
    const op = { type: 'addWatch', path, mode } as const;
    if (fault === null) return said ? asks(op) : does({ type: 'ask', op, sameMode: true });
    return dies(`java.lang.IllegalArgumentException: ${fault}`);
  },
  success: () => NOTHING,
};

/** Watcher.WatcherType: 1 children, 2 data, 3 any. */
function kindOf(options: ReadonlyMap<string, string>): 1 | 2 | 3 {
  if (options.has('c')) return 1;
  return options.has('d') ? 2 : 3;
}

export const removewatches: CliCommand = {
  name: 'removewatches',
  usage: 'path [-c|-d|-a] [-l]',
  options: 'c d a l',
  least: 2,
  parse: ({ options, args }) => {
    const path = args[1] ?? '';
    const fault = clientRefusal(path);
    if (fault !== null) return refuse(fault);
    const op = { type: 'removeWatches', path, kind: kindOf(options) } as const;
    return options.has('l') ? does({ type: 'ask', op, local: true }) : asks(op);
  },
  success: () => NOTHING,
};
