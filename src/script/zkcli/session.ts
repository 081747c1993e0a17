import { clientRefusal } from '../../model/index.ts';
import type { Address } from '../../sim/index.ts';
import { always } from './own.ts';
import {
  asks,
  type CliCommand,
  dies,
  does,
  NOTHING,
  out,
  parseJavaInt,
  refuse,
  say,
  usageOf,
} from './shape.ts';

const ILLEGAL = 'java.lang.IllegalArgumentException';

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

const NO_HOST = 'A HostProvider may not be empty!';

/** `host:port`; a sentence: the exception that it comes to. */
function addressOf(text: string): Address | string {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return { host: text, port: 0 };
  // Nothing is this machine to Java.
  const host = text.slice(0, colon) || 'localhost';
  const digits = text.slice(colon + 1);
  if (digits === '') return { host, port: 0 };
  const port = parseJavaInt(digits);
  if (port === null) return `java.lang.NumberFormatException: For input string: "${digits}"`;
  const inRange = port >= 0 && port <= 65535;
  return inRange ? { host, port } : `${ILLEGAL}: port out of range:${port}`;
}

/**
 * `host:port,host:port/chroot` (ConnectStringParser); a sentence: the exception that it comes to.
 */
function stringOf(text: string): { to: readonly Address[]; chroot: string } | string {
  const slash = text.indexOf('/');
  const chroot = slash < 0 || slash === text.length - 1 ? '' : text.slice(slash);
  const fault = chroot === '' ? null : clientRefusal(chroot);
  if (fault !== null) return `${ILLEGAL}: ${fault}`;
  const hosts = (slash < 0 ? text : text.slice(0, slash)).split(',').map((host) => host.trim());
  const addresses: Address[] = [];
  for (const host of hosts) {
    if (host === '') continue;
    const address = addressOf(host);
    if (typeof address === 'string') return address;
    addresses.push(address);
  }
  return addresses.length > 0 ? { to: addresses, chroot } : `${ILLEGAL}: ${NO_HOST}`;
}

export const connect: CliCommand = {
  name: 'connect',
  usage: 'host:port',
  options: null,
  least: 1,
  parse: (_, words) => {
    if (words[1] === undefined) return does({ type: 'connect', to: null, servers: [], chroot: '' });
    const read = stringOf(words[1]);
    return typeof read === 'string'
      ? always(dies(read))
      : does({ type: 'connect', ...read, servers: [] });
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
