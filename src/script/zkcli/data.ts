import type { Reply } from '../../model/index.ts';
import { clientRefusal } from '../../sim/index.ts';
import { bytesOf, textOf } from '../bytes.ts';
import type { CommandLine } from './options.ts';
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

/** The old way to ask for a watch or to name a version still works, with this complaint. */
export function deprecated(old: string, now: string): string {
  return `'${old}' has been deprecated. Please use '${now}' instead.`;
}

/** The version of `-v`, -1 when none is given. A number that is none is the shell's end. */
export function versionOf(
  line: CommandLine,
  old: string | undefined,
  then: (version: number) => ZkCliLine,
): ZkCliLine {
  const text = old ?? line.options.get('v');
  if (text === undefined) return then(-1);
  const version = parseJavaInt(text);
  return version === null ? diesOfNumber(text) : then(version);
}

export const get: CliCommand = {
  name: 'get',
  usage: '[-s] [-w] path',
  options: 'sw',
  least: 2,
  parse: ({ options, args }) => {
    const [, path = '', old] = args;
    const err = old === undefined ? [] : [deprecated('get path [watch]', 'get [-s] [-w] path')];
    const fault = clientRefusal(path);
    if (fault !== null) return refuse(...err, fault);
    return asks({ type: 'getData', path, watch: options.has('w') || old !== undefined }, err);
  },
  success: ({ options }, reply) => {
    const data = reply.body?.type === 'data' ? reply.body.data : null;
    const lines = data === null ? ['null'] : textOf(data).split('\n');
    return out(...lines, ...(options.has('s') ? statOf(reply) : []));
  },
};

export const set: CliCommand = {
  name: 'set',
  usage: '[-s] [-v version] path data',
  options: 'sv:',
  least: 3,
  parse: (line) => {
    const [, path = '', data = '', old] = line.args;
    const complaint = deprecated('set path data [version]', 'set [-s] [-v version] path data');
    const err = old === undefined ? [] : [complaint];
    return versionOf(line, old, (version) => {
      const fault = clientRefusal(path);
      if (fault !== null) return refuse(...err, fault);
      return asks({ type: 'setData', path, data: bytesOf(data), version }, err);
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
    const err = old === undefined ? [] : [complaint];
    return versionOf(line, old, (version) => {
      const fault = clientRefusal(path);
      if (fault !== null) return refuse(...err, fault);
      return asks({ type: 'delete', path, version }, err);
    });
  },
  success: () => NOTHING,
};

export const stat: CliCommand = {
  name: 'stat',
  usage: '[-w] path',
  options: 'w',
  least: 2,
  parse: ({ options, args }) => {
    const [, path = '', old] = args;
    const err = old === undefined ? [] : [deprecated('stat path [watch]', 'stat [-w] path')];
    const fault = clientRefusal(path);
    if (fault !== null) return refuse(...err, fault);
    return asks({ type: 'exists', path, watch: options.has('w') || old !== undefined }, err);
  },
  success: (_, reply) => out(...statOf(reply)),
};
