/**
 * The one command language and the one printer. `parseScriptLine` and `printCommand` are each
 * other's inverse; `parseZkCli` and `printAnswer` are zkCli's; `parseZooCfg` reads a real
 * configuration; `describe` makes sentences of events, `eventLine` makes JSON of them.
 */
export {
  type FactTexts,
  type Key,
  LANGUAGES,
  type Language,
  MANNERS,
  type Translate,
  translate,
} from '../i18n/index.ts';
export { type Description, describe } from './describe.ts';
export { eventFacts, eventLine } from './event-lines.ts';
export { changeText, endText, explain, messageText, opText } from './facts.ts';
export { FOUR_LETTER_WORDS, fourLetterWord, UNMODELLED_WORDS } from './four-letter/index.ts';
export type { Drive } from './grammar.ts';
export { type Happening, happeningName } from './happening.ts';
export * from './limits.ts';
export { COMMAND_WORDS, nameFault } from './names.ts';
export { parseScriptLine, type ScriptLine } from './parse.ts';
export {
  complain,
  isParseError,
  type ParseError,
  type Sentence,
  say,
  sentence,
} from './parse-error.ts';
export { printAsk, printCommand, printDrive, printTimed } from './print.ts';
export { verbOf } from './verb.ts';
export * from './zkcli/index.ts';
export { parseZooCfg, type ZooCfg } from './zoo-cfg/index.ts';
export { type JoinFault, joinZooCfgs, type NamedText } from './zoo-cfg/join.ts';
