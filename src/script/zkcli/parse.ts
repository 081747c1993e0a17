import { commandNamed, helpLines, isUnmodelled } from './commands.ts';
import { zkCliWords } from './line.ts';
import { type CommandLine, parseOptions } from './options.ts';
import { type CliCommand, refuse, usageOf, type ZkCliLine } from './shape.ts';

interface Understood {
  readonly command: CliCommand;
  readonly line: CommandLine;
}

/** Which command a line calls and with which options, or what the shell answers by itself. */
function understand(words: readonly string[]): Understood | ZkCliLine {
  const name = words[0] ?? '';
  const command = commandNamed(name);
  if (command === null) {
    if (isUnmodelled(name)) return { type: 'unmodelled', command: name };
    return refuse(...helpLines(), `Command not found: Command not found ${name}`);
  }
  if (command.options === null) return sized(command, { options: new Map(), args: words });
  const line = parseOptions(words, command.options);
  return 'fault' in line ? refuse(line.fault) : sized(command, line);
}

function sized(command: CliCommand, line: CommandLine): Understood | ZkCliLine {
  if (line.args.length < command.least) return refuse(usageOf(command));
  return { command, line };
}

/**
 * One line as zkCli 3.8 understands it: a request to the server, or what the shell answers by
 * itself (`local`, in the real tool's words), or a command that the simulator does not have.
 */
export function parseZkCli(text: string): ZkCliLine {
  const words = zkCliWords(text);
  if (words.length === 0) return { type: 'local', out: [], err: [] };
  const understood = understand(words);
  if ('type' in understood) return understood;
  return understood.command.parse(understood.line, words);
}

/** The command and its options that a line, already sent, was about; null: it was none. */
export function commandOf(text: string): Understood | null {
  const understood = understand(zkCliWords(text));
  return 'type' in understood ? null : understood;
}
