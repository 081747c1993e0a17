import { clientRefusal } from '../../sim/index.ts';
import { asks, type CliCommand, NOTHING, out, refuse, usageOf } from './shape.ts';

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
  options: '',
  least: 1,
  parse: () => asks({ type: 'closeSession' }),
  success: () => NOTHING,
};

export const quit: CliCommand = {
  name: 'quit',
  usage: '',
  options: '',
  least: 1,
  parse: () => asks({ type: 'closeSession' }),
  success: () => NOTHING,
};

/** Always refused by the server: dynamic reconfiguration is off, as by default. */
export const reconfig: CliCommand = {
  name: 'reconfig',
  usage:
    '[-s] [-v version] [[-file path] | [-members serverID=host:port1:port2;port3[,...]*]] |' +
    ' [-add serverId=host:port1:port2;port3[,...]]* [-remove serverId[,...]*]',
  options: null,
  least: 1,
  parse: (_, words) => {
    const asked = words.some((word) => /^-(?:file|members|add|remove)$/.test(word));
    return asked ? asks({ type: 'reconfig' }) : refuse(usageOf(reconfig));
  },
  success: () => NOTHING,
};
