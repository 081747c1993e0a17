/**
 * zkCli.sh 3.8, a line at a time: what a line asks of the server, and what the shell prints of the
 * answer, in the real tool's words. One file a family of commands; `commands.ts` lists them.
 */
export { permLetters } from './acl-text.ts';
export { COMMAND_NAMES } from './commands.ts';
export { javaDate } from './date.ts';
export { exceptionMessage } from './errors.ts';
export { NOT_CONNECTED } from './own.ts';
export { parseZkCli } from './parse.ts';
export {
  type ConsoleLine,
  exitStatus,
  greeting,
  printAnswer,
  printEntry,
  printTranscript,
  zkCliPrompt,
} from './print.ts';
export { VERSION } from './session.ts';
export type { Printed, ZkCliLine } from './shape.ts';
export { statLines } from './stat.ts';
