import { readDuration } from './go-text.ts';

/* Options as cobra and pflag read them: before, between or behind the arguments, up to a `--`. */

/** What an option takes: nothing, a text, a number, or a time. */
export type FlagKind = 'bool' | 'string' | 'int64' | 'duration';
export type FlagKinds = Readonly<Record<string, FlagKind>>;

/** Options that each command takes. */
export const GLOBAL_FLAGS: FlagKinds = {
  ...{ 'command-timeout': 'duration', 'dial-timeout': 'duration', debug: 'bool', hex: 'bool' },
  ...{ 'keepalive-time': 'duration', 'keepalive-timeout': 'duration', endpoints: 'string' },
  ...{ 'write-out': 'string', help: 'bool', user: 'string', password: 'string', key: 'string' },
  ...{ cacert: 'string', cert: 'string', 'insecure-discovery': 'bool' },
  ...{ 'insecure-transport': 'bool', 'insecure-skip-tls-verify': 'bool' },
  ...{ 'discovery-srv': 'string', 'discovery-srv-name': 'string' },
};
export type ShortFlags = Readonly<Record<string, string>>;
const GLOBAL_SHORTS: ShortFlags = { w: 'write-out', d: 'discovery-srv', h: 'help' };

/** What was read: options by their long names, and the arguments. */
export interface Given {
  readonly flags: ReadonlyMap<string, string>;
  readonly args: readonly string[];
  /** What stands behind `--`; null: there is none. */
  readonly behind: readonly string[] | null;
}

/** Numbers as Go's strconv.ParseInt takes them; a text: why it does not. */
export function readInt(text: string, base: 10 | 16): bigint | string {
  const digits = base === 10 ? /^[+-]?\d+$/ : /^[+-]?[\da-fA-F]+$/;
  const quoted = JSON.stringify(text);
  if (!digits.test(text)) return `strconv.ParseInt: parsing ${quoted}: invalid syntax`;
  const bare = text.replace(/^[+-]/, '');
  const size = BigInt(base === 16 ? `0x${bare}` : bare);
  const value = text.startsWith('-') ? -size : size;
  if (BigInt.asIntN(64, value) === value) return value;
  return `strconv.ParseInt: parsing ${quoted}: value out of range`;
}

/** Where the first word stands that is no option, nor what one takes; -1: nowhere (stripFlags). */
export function firstArgument(words: readonly string[]): number {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return -1;
    if (!word.startsWith('-') || word === '-') return i;
    const [name] = nameOf(word, GLOBAL_SHORTS);
    const isAlone = word.startsWith('--') || word.length === 2;
    // Of an option that is not known here, too, the next word is taken for what it takes.
    if (isAlone && !word.includes('=') && GLOBAL_FLAGS[name] !== 'bool') i += 1;
  }
  return -1;
}

/** Takes options out of words; a text: what pflag says to them. */
export function readFlags(
  words: readonly string[],
  own: FlagKinds,
  ownShorts: ShortFlags = {},
): Given | string {
  const [kinds, shorts] = [
    { ...GLOBAL_FLAGS, ...own },
    { ...GLOBAL_SHORTS, ...ownShorts },
  ];
  const flags = new Map<string, string>();
  const args: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return { flags, args, behind: words.slice(i + 1) };
    if (!word.startsWith('-') || word === '-') {
      args.push(word);
      continue;
    }
    const [name, inline] = nameOf(word, shorts);
    const kind = kinds[name];
    if (kind === undefined) return unknown(word);
    let value = inline;
    if (value === null && kind === 'bool') value = 'true';
    else if (value === null) {
      i += 1;
      value = words[i] ?? null;
      if (value === null) return `flag needs an argument: ${asked(word)}`;
    }
    const fault = faultOf(kind, value);
    if (fault !== null) {
      const short = Object.entries(shorts).find(([, long]) => long === name)?.[0];
      const flag = short === undefined ? `--${name}` : `-${short}, --${name}`;
      return `invalid argument ${JSON.stringify(value)} for ${JSON.stringify(flag)} flag: ${fault}`;
    }
    flags.set(name, value);
  }
  return { flags, args, behind: null };
}

/** An option's long name, and what stands behind its `=`, or behind its only letter. */
function nameOf(word: string, shorts: ShortFlags): readonly [string, string | null] {
  if (word.startsWith('--')) {
    const at = word.indexOf('=');
    return at < 0 ? [word.slice(2), null] : [word.slice(2, at), word.slice(at + 1)];
  }
  const name = shorts[word.charAt(1)];
  if (name === undefined) return [word, null];
  return [name, word.length === 2 ? null : word.slice(2).replace(/^=/, '')];
}

/** An option that lacks what it takes, as pflag names it. */
function asked(word: string): string {
  return word.startsWith('--') ? word : `'${word.charAt(1)}' in ${word}`;
}

function unknown(word: string): string {
  if (word.startsWith('--')) return `unknown flag: ${word.split('=')[0]}`;
  return `unknown shorthand flag: '${word.charAt(1)}' in ${word}`;
}

function faultOf(kind: FlagKind, value: string): string | null {
  if (kind === 'string') return null;
  if (kind === 'bool') {
    if (/^(true|false|1|0|t|f|T|F|TRUE|FALSE|True|False)$/.test(value)) return null;
    return `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
  }
  const read = kind === 'duration' ? readDuration(value) : readInt(value, 10);
  return typeof read === 'string' ? read : null;
}

export function isSet({ flags }: Given, name: string): boolean {
  return /^(true|1|t)$/i.test(flags.get(name) ?? 'false');
}
