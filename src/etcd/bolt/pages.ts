/*
 * The pages of a database file (go.etcd.io/bbolt: freelist.go, db.allocate). What is written goes
 * to free pages, and what it replaces is free from the next commit on: a commit that is interrupted
 * leaves everything as it was. A file never shrinks by itself.
 */

/** bbolt's page is as large as the machine's (os.Getpagesize), in bytes. */
export const PAGE_BYTES = 4096;

/** Pages that follow each other. */
export interface PageRun {
  readonly first: number;
  readonly count: number;
}

/** The file's end, and what is free below it; spans in order, with a page between them. */
export interface Pages {
  readonly end: number;
  readonly free: readonly PageRun[];
}

/** Pages while one commit is written. */
export class PagesDraft {
  private end: number;
  private free: PageRun[];
  private readonly left: PageRun[] = [];

  constructor({ end, free }: Pages) {
    this.end = end;
    this.free = [...free];
  }

  /** So many pages that follow each other: the first that are free, or behind the end. */
  take(count: number): PageRun {
    const at = this.free.findIndex((span) => span.count >= count);
    const found = this.free[at];
    if (found === undefined) {
      const first = this.end;
      this.end += count;
      return { first, count };
    }
    const { first } = found;
    if (found.count === count) this.free.splice(at, 1);
    else this.free[at] = { first: first + count, count: found.count - count };
    return { first, count };
  }

  /** They are free when this commit is over. */
  leave(span: PageRun): void {
    this.left.push(span);
  }

  finish(): Pages {
    const all = [...this.free, ...this.left].sort((a, b) => a.first - b.first);
    const free: PageRun[] = [];
    for (const span of all) {
      const last = free.at(-1);
      if (last !== undefined && last.first + last.count === span.first) {
        free[free.length - 1] = { first: last.first, count: last.count + span.count };
      } else free.push(span);
    }
    return { end: this.end, free };
  }
}
