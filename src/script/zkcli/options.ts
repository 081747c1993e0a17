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

/** Letters of the options; one with a colon after it takes an argument, as in `sv:`. */
function takes(spec: string, letter: string): 'nothing' | 'argument' | null {
  const at = letter === ':' ? -1 : spec.indexOf(letter);
  if (at < 0) return null;
  return spec[at + 1] === ':' ? 'argument' : 'nothing';
}

function isArgument(spec: string, word: string): boolean {
  if (!word.startsWith('-') || word === '-') return true;
  return /^-(?:\d|\.\d)/.test(word) || takes(spec, word[1] ?? '') === null;
}

/**
 * commons-cli's DefaultParser with short options: they stand anywhere, may be joined (`-se`), and
 * `--` ends them.
 */
export function parseOptions(words: readonly string[], spec: string): CommandLine | OptionFault {
  const options = new Map<string, string>();
  const args: string[] = [];
  let open: string | null = null;
  let ended = false;
  for (const word of words) {
    if (ended) args.push(word);
    else if (word === '--') ended = true;
    else if (open !== null && isArgument(spec, word)) {
      options.set(open, word);
      open = null;
    } else if (word.startsWith('-') && word !== '-') {
      if (open !== null) return missing(open);
      const read = readJoined(word, spec, options);
      if (typeof read === 'object' && read !== null) return read;
      open = read;
    } else args.push(word);
  }
  return open === null ? { options, args } : missing(open);
}

function missing(letter: string): OptionFault {
  return { fault: `${CLI}.MissingArgumentException: Missing argument for option: ${letter}` };
}

/** `-s`, `-se`, `-v2`: answers the option that still waits for its argument, or null. */
function readJoined(
  word: string,
  spec: string,
  options: Map<string, string>,
): string | null | OptionFault {
  for (let i = 1; i < word.length; i++) {
    const letter = word[i] ?? '';
    const kind = takes(spec, letter);
    if (kind === null) {
      return { fault: `${CLI}.UnrecognizedOptionException: Unrecognized option: ${word}` };
    }
    options.set(letter, '');
    if (kind === 'nothing') continue;
    if (i + 1 === word.length) return letter;
    options.set(letter, word.slice(i + 1));
    return null;
  }
  return null;
}
