/**
 * zkCli as a process: lines typed are numbered, remembered, carried out one after the other. What a
 * line means comes as data (a Program), what came of it leaves as data (a ShellResult): reading and
 * printing are script/zkcli's.
 */

export { remembered } from './history.ts';
export * from './program.ts';
export { goOn, typeLine } from './run-line.ts';
export { ended, hasMore, heard, NEW_SHELL, type Shell, type TypedLine } from './shell.ts';
