import { isKey, type Key, type Translate } from '../i18n/index.ts';
import { isParseError, parseScriptLine, printCommand, printDrive } from '../script/index.ts';
import type { Action } from './actions.ts';

/**
 * The actions that somebody means who types this: each word stands in their names, in what they are
 * done to, in their line or among the other words for them. First come those that are so called, by
 * a word of their name that begins so or by the first of the other words, and last what is not
 * possible now; without a word, what is done to one thing only is left out. A whole line of script
 * means itself: what says this very line is all there is, and nothing where no action says it.
 */
export function findActions(
  actions: readonly Action[],
  typed: string,
  t: Translate,
): readonly Action[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return actions.filter((action) => action.on === undefined);
  const line = lineOf(typed);
  if (line !== null) return actions.filter((action) => action.line === line);
  const called: Action[] = [];
  const named: Action[] = [];
  const meant: Action[] = [];
  for (const action of actions) {
    const name = nameOf(action, t).toLowerCase();
    const other = otherWords(action, t).toLowerCase();
    const isCalled = words.every((word) => ` ${name}`.includes(` ${word}`));
    if (isCalled || other.startsWith(words.join(' '))) called.push(action);
    else if (words.every((word) => stands(word, name))) named.push(action);
    else if (words.every((word) => stands(word, `${name} ${other}`))) meant.push(action);
  }
  const found = [...called, ...named, ...meant];
  return [...found.filter(({ why }) => !why), ...found.filter(({ why }) => why)];
}

/**
 * What somebody means who types a line where it is not understood: the words by which it is found
 * here, all of the line or its first, each of them whole; and the name of what is found first.
 * Null: nothing.
 */
export function meantBy(
  actions: readonly Action[],
  typed: string,
  t: Translate,
): { readonly word: string; readonly name: string } | null {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  for (const word of [words.join(' '), words[0] ?? '']) {
    const found = word === '' ? [] : findActions(actions, word, t);
    const action = found.find((one) => {
      const whole = `${nameOf(one, t)} ${otherWords(one, t)}`.toLowerCase();
      return word.split(' ').every((part) => isWhole(part, whole));
    });
    if (action !== undefined) return { word, name: actionName(action, t) };
  }
  return null;
}

/** Whether a word stands in a text as a word of its own; Chinese has none. */
function isWhole(word: string, text: string): boolean {
  return /[\u4e00-\u9fff]/.test(word) || text.split(/[\s,:;|]+/).includes(word);
}

/** Chinese is typed without blanks: a word may be several, each of two signs or more. */
function stands(word: string, text: string): boolean {
  if (text.includes(word)) return true;
  if (!/^[\u4e00-\u9fff]{4,}$/.test(word)) return false;
  for (let i = 2; i <= word.length - 2; i++) {
    if (text.includes(word.slice(0, i)) && stands(word.slice(i), text)) return true;
  }
  return false;
}

function otherWords({ key, find = `${key}.find` as Key }: Action, t: Translate): string {
  return isKey(find) ? t(find) : '';
}

/** What is typed as a line of script, if it is one; a single word may as well be a name. */
function lineOf(typed: string): string | null {
  if (!/\S\s+\S/.test(typed)) return null;
  const read = parseScriptLine(typed);
  if (isParseError(read) || read.type === 'blank') return null;
  return read.type === 'command' ? printCommand(read.command) : printDrive(read.drive);
}

/** What an action is called by itself: of a page of a menu, with the page's name. */
export function actionName({ key, facts, of }: Action, t: Translate): string {
  const name = t(key, facts);
  if (of === undefined) return name;
  const page = t(of);
  // “Hold the next …” goes on with what it is.
  const begun = page.replace(/\s*…+$/, '');
  return begun === page ? t('shell.palette.of', { page, name }) : `${begun} ${name}`;
}

function nameOf(action: Action, t: Translate): string {
  const { on, line = '' } = action;
  const name = actionName(action, t);
  return on ? `${name} ${t(on.key, on.facts)} ${line}` : name;
}
