import { unreachable } from '../lib/index.ts';
import type { ClientName, Micros } from '../model/index.ts';
import { type Command, isFault, printFault, type WireCommand } from '../sim/index.ts';
import type { Drive } from './grammar.ts';
import { withHashesKept } from './zkcli/line.ts';

/** A line for a client's zkCli, as a line of script. */
export function printAsk(client: ClientName, line: string): string {
  return `${client}: ${withHashesKept(line)}`;
}

/** What somebody else's client does; its packets stand there as they came. */
function printWire(command: WireCommand): string {
  const { wire, action } = command;
  if (action === 'dial') return `wire ${wire} dial ${command.server}`;
  if (action === 'end') return `wire ${wire} end`;
  const verb = command.message.type === 'CONNECT' ? 'greet' : 'say';
  return `wire ${wire} ${verb} ${command.packet}`;
}

/** A command as a line of script: `parseScriptLine` makes the same command of it. */
export function printCommand(command: Command): string {
  if (isFault(command)) return printFault(command);
  switch (command.type) {
    case 'client-connect': {
      const { client, servers, timeoutMs, chroot } = command;
      const to = chroot === undefined ? servers : [...servers, chroot];
      return `client ${client} connect ${to.join(' ')} timeout ${timeoutMs}`;
    }
    case 'client-check':
      return `client ${command.client} check ${command.path} ${command.version}`;
    case 'ask':
      return printAsk(command.client, command.line);
    case 'recipe':
      return `${command.client} recipe ${command.recipe} ${command.path}`;
    case 'release-recipe':
      return `${command.client} recipe release`;
    case 'call':
      return printAsk(command.client, command.line);
    case 'wire':
      return printWire(command);
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
