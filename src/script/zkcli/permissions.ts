import { bytesOf } from '../../lib/index.ts';
import { clientRefusal } from '../../model/index.ts';
import { parseAcl, permLetters } from './acl-text.ts';
import { statOf, versionOf } from './data.ts';
import { exceptionMessage, printFailure } from './errors.ts';
import { asks, type CliCommand, does, NOTHING, out, refuse } from './shape.ts';

export const getAcl: CliCommand = {
  name: 'getAcl',
  usage: '[-s] path',
  options: 's',
  least: 2,
  parse: ({ args }) => {
    const path = args[1] ?? '';
    const fault = clientRefusal(path);
    return fault === null ? asks({ type: 'getACL', path }) : refuse(fault);
  },
  success: ({ options }, reply) => {
    const acl = reply.body?.type === 'acl' ? reply.body.acl : [];
    const lines = acl.flatMap(({ scheme, id, perms }) => [
      `'${scheme},'${id}`,
      `: ${permLetters(perms)}`,
    ]);
    return out(...lines, ...(options.has('s') ? statOf(reply) : []));
  },
};

export const setAcl: CliCommand = {
  name: 'setAcl',
  usage: '[-s] [-v version] [-R] path acl',
  options: 's v: R',
  least: 3,
  parse: (line) => {
    const [, path = '', text = ''] = line.args;
    const { acl, err } = parseAcl(text);
    return versionOf(line, (version) => {
      const fault = clientRefusal(path);
      if (fault !== null) return refuse(...err, fault);
      if (line.options.has('R')) return does({ type: 'acl-tree', path, acl, version }, err);
      if (acl.length === 0) return refuse(...err, 'Acl is not valid : null');
      return asks({ type: 'setACL', path, acl, version }, err);
    });
  },
  success: ({ options }, reply) => (options.has('s') ? out(...statOf(reply)) : NOTHING),
  result: (_, result) => {
    if (result.type !== 'acls-set') return NOTHING;
    // The real shell ends no line here.
    const refused = result.refused
      .map(({ op, reply }) => exceptionMessage(reply.code, op))
      .join('');
    return { out: refused === '' ? [] : [refused], err: printFailure(result.failure) };
  },
};

export const addauth: CliCommand = {
  name: 'addauth',
  usage: 'scheme auth',
  options: '',
  least: 2,
  parse: ({ args }) => {
    const [, scheme = '', auth] = args;
    return asks({ type: 'auth', scheme, auth: auth === undefined ? null : bytesOf(auth) });
  },
  success: () => NOTHING,
};

export const whoami: CliCommand = {
  name: 'whoami',
  usage: '',
  options: null,
  least: 1,
  parse: () => asks({ type: 'whoAmI' }),
  success: (_, { body }) => {
    const ids = body?.type === 'clientInfo' ? body.ids : [];
    return out('Auth scheme: User', ...ids.map(({ scheme, id }) => `${scheme}: ${id}`));
  },
};
