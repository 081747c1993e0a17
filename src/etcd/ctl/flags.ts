/* Options as pflag reads them: before, between or behind the arguments, up to a `--`. */

/** What an option takes: nothing, a text, or a number. */
export type FlagKind = 'bool' | 'string' | 'int64';
export type FlagKinds = Readonly<Record<string, FlagKind>>;

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

/** Takes options out of words; a text: what pflag says to them. */
export function readFlags(
  words: readonly string[],
  kinds: FlagKinds,
  short: Readonly<Record<string, string>> = {},
): Given | string {
  const flags = new Map<string, string>();
  const args: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return { flags, args, behind: words.slice(i + 1) };
    if (!word.startsWith('-') || word === '-') {
      args.push(word);
      continue;
    }
    const [name, inline] = nameOf(word, short);
    const kind = kinds[name];
    if (kind === undefined) return unknown(word);
    let value = inline;
    if (value === null && kind === 'bool') value = 'true';
    else if (value === null) {
      i += 1;
      value = words[i] ?? null;
      if (value === null) return `flag needs an argument: --${name}`;
    }
    const fault = faultOf(kind, value);
    if (fault !== null) {
      return `invalid argument ${JSON.stringify(value)} for "--${name}" flag: ${fault}`;
    }
    flags.set(name, value);
  }
  return { flags, args, behind: null };
}

/** An option's long name, and what stands behind its `=`. */
function nameOf(
  word: string,
  short: Readonly<Record<string, string>>,
): readonly [string, string | null] {
  const at = word.indexOf('=');
  const bare = at < 0 ? word : word.slice(0, at);
  const value = at < 0 ? null : word.slice(at + 1);
  if (bare.startsWith('--')) return [bare.slice(2), value];
  return [short[bare.slice(1)] ?? bare, value];
}

function unknown(word: string): string {
  if (word.startsWith('--')) return `unknown flag: ${word.split('=')[0]}`;
  return `unknown shorthand flag: ${JSON.stringify(word[1]).replaceAll('"', "'")} in ${word}`;
}

function faultOf(kind: FlagKind, value: string): string | null {
  if (kind === 'bool') {
    if (/^(true|false|1|0|t|f|T|F|TRUE|FALSE|True|False)$/.test(value)) return null;
    return `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
  }
  if (kind === 'string') return null;
  const read = readInt(value, 10);
  return typeof read === 'string' ? read : null;
}

export function isSet({ flags }: Given, name: string): boolean {
  return /^(true|1|t)$/i.test(flags.get(name) ?? 'false');
}
