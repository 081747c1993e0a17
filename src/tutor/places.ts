/**
 * Where in its file each part of a lesson was written. Parts are known by identity: a lesson holds
 * no line numbers, since the page of a built lesson has no file.
 */

/** Line numbers, from 1: of parts, and of each line of a script. */
export class Places {
  readonly #parts = new Map<object, number>();
  readonly #lines = new Map<readonly string[], readonly number[]>();

  /** Remembers the line at which a part begins, and answers with the part. */
  keep<Part extends object>(part: Part, line: number): Part {
    this.#parts.set(part, line);
    return part;
  }

  /** The same of lines of script, each with its own number. */
  keepLines(lines: readonly string[], numbers: readonly number[]): readonly string[] {
    this.#lines.set(lines, numbers);
    return lines;
  }

  /** Where a part begins, or the n-th line of it (-1: the last); 1 where that is not known. */
  of(part: object, n = 0): number {
    return this.#lines.get(part as readonly string[])?.at(n) ?? this.#parts.get(part) ?? 1;
  }
}
