import type { Command } from '../sim/index.ts';
import { type Drive, FORMS, RECIPE, type Said } from './grammar.ts';
import { MAX_LINE, MAX_TYPED } from './limits.ts';
import { COMMAND_WORDS, nameFault } from './names.ts';
import { failure, type ParseError, sentence } from './parse-error.ts';
import { Reader, Refusal } from './reader.ts';
import { nearest, wordsOf } from './words.ts';
import { withoutComment } from './zkcli/line.ts';
import { parseZkCli } from './zkcli/parse.ts';

/** One line of the script language. `at` is the virtual time before it (`@12841.203`), if any. */
export type ScriptLine =
  | { readonly type: 'command'; readonly at: number | null; readonly command: Command }
  | { readonly type: 'drive'; readonly at: number | null; readonly drive: Drive }
  | { readonly type: 'blank'; readonly at: number | null };

const AT = /^(\s*)@(\S*)\s*/;
const TIME = /^([0-9]{1,12})(?:\.([0-9]{1,3}))?$/;

/** A client's line for zkCli: its name, a colon, and the line as one would type it there. */
const ASK = /^(\s*)([^\s:|/"'#]+)\s*:\s*/;

/** Lines that carry what a server is sent. */
const LONG = /^\s*(?:[^\s:|/"'#]+\s*:|wire\s)/;

/**
 * Reads one line of the script language. Times are integer microseconds. Never throws: what cannot
 * be understood is answered with a ParseError that says where and what to write instead.
 */
export function parseScriptLine(line: string): ScriptLine | ParseError {
  const most = LONG.test(line.replace(AT, '')) ? MAX_TYPED : MAX_LINE;
  if (line.length > most) return failure(most + 1, sentence('errors.line.long', { most }));
  try {
    return readLine(line);
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.error;
    throw thrown;
  }
}

function readLine(line: string): ScriptLine {
  const timed = AT.exec(line);
  const at = timed === null ? null : timeOf(timed[2] ?? '', (timed[1] ?? '').length + 1);
  const from = timed === null ? 0 : timed[0].length;
  const text = line.slice(from);
  const asked = ASK.exec(text);
  if (asked !== null) return ask(text, asked, from, at);
  const words = wordsOf(text, from + 1);
  const [first, second] = words.words;
  if (first === undefined) return { type: 'blank', at };
  const form = formOf(first.text, second?.text);
  if (form === null) throw new Refusal(unknown(first.text, first.column));
  const read = form === RECIPE ? wordsOf(text, from + 1, 'blanks') : words;
  const reader = new Reader(read, form.usage);
  if (form !== RECIPE) reader.take();
  const said = form.read(reader);
  reader.done();
  if (said.type === 'drive') return { type: 'drive', at, drive: said.drive };
  return { type: 'command', at, command: said.command };
}

function formOf(
  first: string,
  second: string | undefined,
): { usage: string; read: (reader: Reader) => Said } | null {
  const word = COMMAND_WORDS.find((one) => one === first);
  if (word !== undefined) return FORMS[word];
  return second === 'recipe' ? RECIPE : null;
}

function unknown(word: string, column: number): ParseError {
  const shown = word.slice(0, 40);
  const near = nearest(word, COMMAND_WORDS);
  const hint =
    near === null
      ? sentence('errors.word.list', { words: COMMAND_WORDS.join(', ') })
      : sentence('errors.near', { near });
  return failure(column, sentence('errors.word.unknown', { word: shown }), hint);
}

/** `12841.203` as microseconds. */
function timeOf(text: string, column: number): number {
  const parts = TIME.exec(text);
  if (parts === null) {
    throw new Refusal(failure(column, sentence('errors.time.bad', { word: text.slice(0, 40) })));
  }
  return Number(parts[1]) * 1000 + Number((parts[2] ?? '').padEnd(3, '0'));
}

function ask(text: string, asked: RegExpExecArray, from: number, at: number | null): ScriptLine {
  const client = asked[2] ?? '';
  const fault = nameFault(client);
  const column = from + (asked[1] ?? '').length + 1;
  if (fault !== null) throw new Refusal(failure(column, fault));
  const line = withoutComment(text.slice(asked[0].length));
  const where = from + asked[0].length + 1;
  if (line === '') throw new Refusal(failure(where, sentence('errors.ask.empty', { client })));
  const { program } = parseZkCli(line);
  return { type: 'command', at, command: { type: 'ask', client, line, program } };
}
