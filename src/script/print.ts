import { unreachable } from '../lib/index.ts';
import type { ClientName, Micros } from '../model/index.ts';
import type { Command } from '../sim/index.ts';
import type { Drive } from './grammar.ts';
import { withHashesKept } from './zkcli/line.ts';

const list = (words: readonly (string | number)[]): string =>
  words.map((word) => ` ${word}`).join('');

/** A line for a client's zkCli, as a line of script. */
export function printAsk(client: ClientName, line: string): string {
  return `${client}: ${withHashesKept(line)}`;
}

/** A command as a line of script: `parseScriptLine` makes the same command of it. */
export function printCommand(command: Command): string {
  switch (command.type) {
    case 'start':
    case 'crash':
    case 'power-loss':
    case 'freeze':
    case 'resume':
    case 'wipe':
      return `${command.type}${list(command.servers)}`;
    case 'disk':
      return `disk ${command.server} ${command.fsyncMs}`;
    case 'cut':
      return `cut ${command.from}${command.oneWay ? ' ->' : ''} ${command.to}`;
    case 'heal':
      return `heal${list(command.between ?? [])}`;
    case 'partition':
      return `partition${command.groups.map(list).join(' |')}`;
    case 'isolate':
      return `isolate ${command.server}`;
    case 'delay':
      return `delay ${command.from} -> ${command.to} ${command.ms}`;
    case 'hold':
    case 'release':
      return `${command.type} ${command.message} ${command.from} -> ${command.to}`;
    case 'break':
      return `break ${command.a} ${command.b}`;
    case 'client-connect': {
      const { client, servers, timeoutMs } = command;
      return `client ${client} connect${list(servers)} timeout ${timeoutMs}`;
    }
    case 'client-check':
      return `client ${command.client} check ${command.path} ${command.version}`;
    case 'client':
      return `client ${command.client} ${command.action}`;
    case 'ask':
      return printAsk(command.client, command.line);
    case 'recipe':
      return `${command.client} recipe ${command.recipe} ${command.path}`;
    case 'release-recipe':
      return `${command.client} recipe release`;
    case 'load':
      if (command.clients === 0 && command.perSecond === 0) return 'load off';
      return `load ${command.clients} clients ${command.perSecond} per second`;
    default:
      return unreachable(command);
  }
}

/** What lets time pass, as a line of script. */
export function printDrive(drive: Drive): string {
  if (drive.type === 'run') return `run ${drive.ms}`;
  if (drive.type === 'until') return `run until ${drive.until}`;
  if (drive.type === 'step') return 'step';
  return `run until ${drive.message} ${drive.from} -> ${drive.to}`;
}

/** Virtual time in milliseconds, with up to three decimals: `12841.203`. */
function printMillis(at: Micros): string {
  return String(at / 1000);
}

/** A line with the virtual time at which it was given: `@12841.203 crash 3`. */
export function printTimed(at: Micros, line: string): string {
  return `@${printMillis(at)} ${line}`;
}
