/** What commons-cli made of a command's words: its options, and the rest, its name first. */
export interface CommandLine {
  readonly options: ReadonlyMap<string, string>;
  readonly args: readonly string[];
}

/** The sentence with which commons-cli refuses, as zkCli prints it. */
export interface OptionFault {
  readonly fault: string;
}

const CLI = 'org.apache.commons.cli';

/** The options of a command. */
export interface OptionSpec {
  /** Their names, a colon after one with an argument, as in `s v:`. */
  readonly options: string;
  /** Only one of them may be given (an OptionGroup). */
  readonly onlyOne?: true | undefined;
}

/**
 * commons-cli 1.5's DefaultParser: options stand anywhere, may be joined (`-se`, `-v2`, `-v=2`),
 * and `--` ends them. Of an option that is given twice the first value counts.
 */
export function parseOptions(
  words: readonly string[],
  spec: OptionSpec,
): CommandLine | OptionFault {
  const reading = new Reading(spec);
  for (const word of words) {
    reading.read(word);
    if (reading.fault !== null) break;
  }
  reading.end();
  const { options, args, fault } = reading;
  return fault === null ? { options, args } : { fault: `${CLI}.${fault}` };
}

class Reading {
  readonly options = new Map<string, string>();
  readonly args: string[] = [];
  fault: string | null = null;
  /** Whether an option of a name takes an argument. */
  private readonly takes: ReadonlyMap<string, boolean>;
  private readonly onlyOne: boolean;
  /** The option that waits for its argument. */
  private open: string | null = null;
  private ended = false;

  constructor({ options, onlyOne }: OptionSpec) {
    const names = options.split(' ').filter((name) => name !== '');
    this.takes = new Map(names.map((name) => [name.replace(':', ''), name.endsWith(':')]));
    this.onlyOne = onlyOne === true;
  }

  read(word: string): void {
    if (this.ended) this.args.push(word);
    else if (word === '--') this.ended = true;
    else if (this.open !== null && !this.isOption(word)) this.give(withoutQuotes(word));
    else if (word.startsWith('--')) this.unknown(word);
    else if (word.startsWith('-') && word !== '-') this.readOption(word);
    else this.args.push(word);
  }

  end(): void {
    if (this.open !== null && this.fault === null) this.missing(this.open);
  }

  private isOption(word: string): boolean {
    if (!word.startsWith('-') || word === '-') return false;
    const [name = ''] = word.slice(1).split('=');
    return this.takes.has(name.replace(/^-/, '')) || this.takes.has(name[0] ?? '');
  }

  private readOption(word: string): void {
    const text = word.slice(1);
    if (this.takes.has(text)) this.begin(text);
    else if (!text.includes('=')) this.readJoined(word);
    else if (text[1] === '=' && this.takes.get(text[0] ?? '') === true) {
      this.begin(text[0] ?? '');
      this.give(text.slice(2));
    } else this.unknown(word);
  }

  /** `-se`, `-v2` */
  private readJoined(word: string): void {
    for (let i = 1; i < word.length && this.fault === null; i++) {
      const letter = word[i] ?? '';
      if (!this.takes.has(letter)) return this.unknown(word);
      this.begin(letter);
      if (this.open !== null && i + 1 < word.length) return this.give(word.slice(i + 1));
    }
  }

  private begin(name: string): void {
    if (this.open !== null) return this.missing(this.open);
    const [selected = name] = this.options.keys();
    if (this.onlyOne && selected !== name) {
      this.fault =
        `AlreadySelectedException: The option '${name}' was specified` +
        ` but an option from this group has already been selected: '${selected}'`;
      return;
    }
    if (this.takes.get(name)) this.open = name;
    else this.options.set(name, '');
  }

  private give(value: string): void {
    if (this.open === null) return;
    if (!this.options.has(this.open)) this.options.set(this.open, value);
    this.open = null;
  }

  private missing(name: string): void {
    this.fault = `MissingArgumentException: Missing argument for option: ${name}`;
  }

  private unknown(word: string): void {
    this.fault = `UnrecognizedOptionException: Unrecognized option: ${word}`;
  }
}

/** Util.stripLeadingAndTrailingQuotes, of an argument that is a word of its own. */
function withoutQuotes(word: string): string {
  return /^"[^"]*"$/.test(word) && word.length > 1 ? word.slice(1, -1) : word;
}
