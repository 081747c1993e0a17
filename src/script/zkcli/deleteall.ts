import { clientRefusal } from '../../model/index.ts';
import { printFailure } from './errors.ts';
import { type CliCommand, does, err, NOTHING, parseJavaInt, refuse } from './shape.ts';

/** Deletions in one multi when nothing is said. */
const BATCH = 1000;

export const deleteall: CliCommand = {
  name: 'deleteall',
  usage: 'path [-b batch size]',
  options: 'b:',
  least: 2,
  parse: ({ options, args }) => {
    const path = args[1] ?? '';
    const batch = parseJavaInt(options.get('b') ?? String(BATCH));
    if (batch === null) return refuse('-b argument must be an int value');
    const fault = clientRefusal(path);
    return fault === null ? does({ type: 'deleteall', path, batch }) : refuse(fault);
  },
  success: () => NOTHING,
  result: (_, result) => {
    if (result.type !== 'deleted' || result.whole) return NOTHING;
    if (result.failure !== null) return err(...printFailure(result.failure));
    return err('Failed to delete some node(s) in the subtree!');
  },
};
