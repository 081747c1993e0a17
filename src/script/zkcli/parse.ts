import { commandNamed, helpLines } from './commands.ts';
import { zkCliWords } from './line.ts';
import { type CommandLine, parseOptions } from './options.ts';
import { always } from './own.ts';
import { type CliCommand, dies, refuse, usageOf, type ZkCliLine } from './shape.ts';

interface Understood {
  readonly command: CliCommand;
  readonly line: CommandLine;
}

/** `bash: nonsense: command not found` has this status, too. */
const NOT_FOUND = 127;

/** What is said to a line without words when none with words came before. */
const NO_WORDS =
  'java.lang.NullPointerException: Cannot invoke "java.util.List.toArray(Object[])"' +
  ' because "this.cmdArgs" is null';

/** Which command a line calls and with which options, or what the shell answers by itself. */
function understand(words: readonly string[]): Understood | ZkCliLine {
  const name = words[0] ?? '';
  const command = commandNamed(name);
  if (command === null) {
    const lines = [...helpLines(), `Command not found: Command not found ${name}`];
    return { ...always(refuse(...lines)), status: NOT_FOUND };
  }
  const { options, onlyOne } = command;
  if (options === null) return { command, line: { options: new Map(), args: words } };
  const line = parseOptions(words, { options, onlyOne });
  if ('fault' in line) return refuse(line.fault);
  if (line.args.length < command.least) return refuse(usageOf(command));
  return { command, line };
}

/** One line as zkCli 3.8 understands it. */
export function parseZkCli(text: string): ZkCliLine {
  const words = zkCliWords(text);
  // Nothing can be read of it (a quote that does not close): the words before it are still there.
  if (words.length === 0) return { ...dies(NO_WORDS), program: { type: 'again' } };
  const understood = understand(words);
  if ('program' in understood) return understood;
  return understood.command.parse(understood.line, words);
}

/** The command and its options that a line, already sent, was about; null: it was none. */
export function commandOf(text: string): Understood | null {
  const understood = understand(zkCliWords(text));
  return 'program' in understood ? null : understood;
}
