import { bytesOf, textOf } from '../../lib/index.ts';
import { clientRefusal, type Reply } from '../../model/index.ts';
import { type CommandLine, type OptionFault, parseOptions } from './options.ts';
import {
  asks,
  type CliCommand,
  diesOfNumber,
  NOTHING,
  out,
  parseJavaInt,
  refuse,
  type ZkCliLine,
} from './shape.ts';
import { statLines } from './stat.ts';

/** The lines of the reply's Stat. */
export function statOf({ body }: Reply): readonly string[] {
  if (body === null || !('stat' in body) || body.stat === null) return [];
  return statLines(body.stat);
}

/** The old way to ask for a watch still works, with this complaint. */
export function deprecated(old: string, now: string): string {
  return `'${old}' has been deprecated. Please use '${now}' instead.`;
}

/**
 * A third argument asks for a watch, as in old times (retainCompatibility): the third *word* is
 * taken for `-w`, whatever it is.
 */
export function withOldWatch(
  line: CommandLine,
  words: readonly string[],
  options: string,
  complaint: string,
): { readonly line: CommandLine; readonly err: readonly string[] } | OptionFault {
  if (line.args.length <= 2) return { line, err: [] };
  const again = parseOptions([...words.slice(0, 2), '-w', ...words.slice(3)], { options });
  return 'fault' in again ? again : { line: again, err: [complaint] };
}

/** A read of a node with `-w`, or with the old way to say it. */
function readsNode(type: 'getData' | 'exists', options: string, usage: string, old: string) {
  return (typed: CommandLine, words: readonly string[]): ZkCliLine => {
    const complaint = deprecated(old, usage);
    const read = withOldWatch(typed, words, options, complaint);
    if ('fault' in read) return refuse(complaint, read.fault);
    const path = read.line.args[1] ?? '';
    const fault = clientRefusal(path);
    if (fault !== null) return refuse(...read.err, fault);
    return asks({ type, path, watch: read.line.options.has('w') }, read.err);
  };
}

/** The version of `-v`, -1 when none is given. A number that is none is the shell's end. */
export function versionOf(line: CommandLine, then: (version: number) => ZkCliLine): ZkCliLine {
  const text = line.options.get('v');
  if (text === undefined) return then(-1);
  const version = parseJavaInt(text);
  return version === null ? diesOfNumber(text) : then(version);
}

export const get: CliCommand = {
  name: 'get',
  usage: '[-s] [-w] path',
  options: 's w',
  least: 2,
  parse: readsNode('getData', 's w', 'get [-s] [-w] path', 'get path [watch]'),
  success: ({ options }, reply) => {
    const data = reply.body?.type === 'data' ? reply.body.data : null;
    const lines = data === null ? ['null'] : textOf(data).split('\n');
    return out(...lines, ...(options.has('s') ? statOf(reply) : []));
  },
};

export const set: CliCommand = {
  name: 'set',
  usage: '[-s] [-v version] path data',
  options: 's v:',
  least: 3,
  parse: (line) => {
    const [, path = '', data = ''] = line.args;
    return versionOf(line, (version) => {
      const fault = clientRefusal(path);
      if (fault !== null) return refuse(fault);
      return asks({ type: 'setData', path, data: bytesOf(data), version });
    });
  },
  success: ({ options }, reply) => (options.has('s') ? out(...statOf(reply)) : NOTHING),
};

export const remove: CliCommand = {
  name: 'delete',
  usage: '[-v version] path',
  options: 'v:',
  least: 2,
  parse: (line) => {
    const [, path = '', old] = line.args;
    const complaint = deprecated('delete path [version]', 'delete [-v version] path');
    const before = old === undefined ? [] : [complaint];
    // The complaint is all that is left of it: what it says is not read.
    const read = versionOf(line, (version) => {
      const fault = clientRefusal(path);
      return fault === null ? asks({ type: 'delete', path, version }) : refuse(fault);
    });
    return { ...read, err: [...before, ...read.err] };
  },
  success: () => NOTHING,
};

export const stat: CliCommand = {
  name: 'stat',
  usage: '[-w] path',
  options: 'w',
  least: 2,
  parse: readsNode('exists', 'w', 'stat [-w] path', 'stat path [watch]'),
  success: (_, reply) => out(...statOf(reply)),
};
