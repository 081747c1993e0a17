import { clientRefusal } from '../../sim/index.ts';
import { asks, type CliCommand, does, NOTHING, out, refuse, say, usageOf } from './shape.ts';

export const sync: CliCommand = {
  name: 'sync',
  usage: 'path',
  options: '',
  least: 2,
  parse: ({ args }) => {
    const path = args[1] ?? '';
    const fault = clientRefusal(path);
    return fault === null ? asks({ type: 'sync', path }) : refuse(fault);
  },
  success: () => out('Sync is OK'),
};

export const close: CliCommand = {
  name: 'close',
  usage: '',
  options: null,
  least: 1,
  parse: () => does({ type: 'close' }),
  success: () => NOTHING,
};

export const quit: CliCommand = {
  name: 'quit',
  usage: '',
  options: null,
  least: 1,
  parse: () => does({ type: 'quit' }),
  success: () => NOTHING,
};

/** `host:port,host:port` (ConnectStringParser). A chroot behind it is not modelled. */
export const connect: CliCommand = {
  name: 'connect',
  usage: 'host:port',
  options: null,
  least: 1,
  parse: (_, words) => {
    if (words[1] === undefined) return does({ type: 'connect', to: null, servers: [] });
    const to = words[1].split(',').map((text) => {
      const [, host = text, port] = /^(.*):(\d{1,5})$/.exec(text) ?? [];
      return { host, port: Number(port ?? 0) };
    });
    return does({ type: 'connect', to, servers: [] });
  },
  success: () => NOTHING,
};

/** Debian's 3.8.0: its build forgot to fill in the commit. */
export const VERSION = `3.8.0-\${mvngit.commit.id}, built on 2024-12-29 17:54 UTC`;

export const version: CliCommand = {
  name: 'version',
  usage: '',
  options: '',
  least: 1,
  parse: ({ args }) => {
    if (args.length > 1) return refuse(usageOf(version));
    return say(out(`ZooKeeper CLI version: ${VERSION}`), 0);
  },
  success: () => NOTHING,
};
