import { textOf } from '../../lib/index.ts';
import { statOf } from './data.ts';
import type { CommandLine } from './options.ts';
import { asks, type CliCommand, NOTHING, out, refuse, usageOf, type ZkCliLine } from './shape.ts';

/** ConfigUtils.getClientConfigStr: the version, then the servers' client addresses. */
function clientConfig(text: string): string {
  const servers: string[] = [];
  let version = '';
  for (const line of text.split('\n')) {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/.exec(line) ?? [];
    if (key === 'version') version = value;
    if (key.startsWith('server.')) servers.push(value.split(';')[1] ?? '');
  }
  return `${version} ${servers.join(',')}`;
}

export const config: CliCommand = {
  name: 'config',
  usage: '[-c] [-w] [-s]',
  options: 's w c',
  least: 1,
  parse: ({ options }) =>
    asks({ type: 'getData', path: '/zookeeper/config', watch: options.has('w') }),
  success: ({ options }, reply) => {
    const data = reply.body?.type === 'data' ? reply.body.data : null;
    const text = data === null ? 'null' : textOf(data);
    const lines = options.has('c') ? [clientConfig(text)] : text.split('\n');
    return out(...lines, ...(options.has('s') ? statOf(reply) : []));
  },
};

function readReconfig({ options }: CommandLine): ZkCliLine {
  const whole = options.has('file') || options.has('members');
  const parts = options.has('add') || options.has('remove');
  if (!whole && !parts) return refuse(usageOf(reconfig));
  if (!/^[+-]?[\da-f]{1,15}$/i.test(options.get('v') ?? '0')) {
    return refuse('-v must be followed by a long (configuration version)');
  }
  if (whole && parts) {
    return refuse(
      "Can't use -file or -members together with -add or -remove" +
        ' (mixing incremental and non-incremental modes is not allowed)',
    );
  }
  if (options.has('file') && options.has('members')) {
    return refuse("Can't use -file and -members together (conflicting non-incremental modes)");
  }
  const file = options.get('file');
  if (file === undefined) return asks({ type: 'reconfig' });
  // There are no files here.
  return refuse(`Error processing ${file}${file} (No such file or directory)`);
}

/** What is asked is always refused by the server: reconfiguration is off, as by default. */
export const reconfig: CliCommand = {
  name: 'reconfig',
  usage:
    '[-s] [-v version] [[-file path] | [-members serverID=host:port1:port2;port3[,...]*]] |' +
    ' [-add serverId=host:port1:port2;port3[,...]]* [-remove serverId[,...]*]',
  options: 's v: file: members: add: remove:',
  least: 1,
  parse: readReconfig,
  success: () => NOTHING,
};
