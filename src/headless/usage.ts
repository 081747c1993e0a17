/** What was typed wrong on a command line; the usage says what is right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was typed right, and cannot be had: a port, a file. The usage would not help. */
export class ImpossibleError extends Error {
  override readonly name = 'ImpossibleError';
}

/** Tells a person why a command ends at once; its status. What is our fault is thrown on. */
export function statusOf(error: unknown, usage: string): number {
  if (error instanceof UsageError) console.error(`${error.message}\n${usage}`);
  else if (error instanceof ImpossibleError) console.error(error.message);
  else throw error;
  return 2;
}

/** A flag of a command: what it is called, and what kind of value follows it. */
export interface CommandFlag {
  /** A `switch` has no value. */
  readonly kind: 'count' | 'number' | 'word' | 'file' | 'switch';
  /** Smallest and largest value of a count or number. */
  readonly range?: readonly [least: number, most: number];
  /** What is accepted of a word. */
  readonly words?: readonly string[];
}

/** A command line as read: flags by name, as they were given, and what else stood there. */
export interface Args {
  readonly given: Readonly<Record<string, string>>;
  readonly rest: readonly string[];
}

/**
 * Reads `--name value` and `--name=value`; `--` ends the flags. Throws a UsageError for an unknown
 * flag, one given twice, and a value that is missing or of the wrong kind.
 */
export function readArgs(
  argv: readonly string[],
  flags: Readonly<Record<string, CommandFlag>>,
): Args {
  const given: Record<string, string> = {};
  const rest: string[] = [];
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--') {
      rest.push(...words);
      break;
    }
    if (!word.startsWith('--')) {
      rest.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = word.slice(2, equals < 0 ? undefined : equals);
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
    if (flag === undefined) throw new UsageError(`there is no option --${name}`);
    if (Object.hasOwn(given, name)) throw new UsageError(`--${name} is given twice`);
    if (flag.kind === 'switch' && equals < 0) {
      given[name] = 'yes';
      continue;
    }
    const value = equals < 0 ? words.shift() : word.slice(equals + 1);
    if (value === undefined || (equals < 0 && value.startsWith('--'))) {
      throw new UsageError(`--${name} needs a value`);
    }
    given[name] = checked(name, flag, value);
  }
  return { given, rest };
}

function checked(name: string, flag: CommandFlag, value: string): string {
  if (flag.kind === 'file') {
    if (value === '') throw new UsageError(`--${name} needs the name of a file`);
    return value;
  }
  if (flag.kind === 'switch') throw new UsageError(`--${name} takes no value`);
  if (flag.kind === 'word') {
    const words = flag.words ?? [];
    if (words.includes(value)) return value;
    throw new UsageError(`--${name} is one of ${words.join(', ')}, not "${value}"`);
  }
  const form = flag.kind === 'count' ? /^-?\d{1,15}$/ : /^\d{1,12}(\.\d{1,3})?$/;
  const [least, most] = flag.range ?? [0, Number.MAX_SAFE_INTEGER];
  if (form.test(value) && Number(value) >= least && Number(value) <= most) return value;
  const what = flag.kind === 'count' ? 'a whole number' : 'a number';
  throw new UsageError(`--${name} is ${what} from ${least} to ${most}, not "${value}"`);
}
