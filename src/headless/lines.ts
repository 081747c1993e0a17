import { closeSync, openSync, writeSync } from 'node:fs';

/** Lines written to a file, or to standard output (`-`), in large pieces and in order. */
export class Lines {
  private readonly file: number;
  private held: string[] = [];

  constructor(name: string) {
    this.file = name === '-' ? 1 : openSync(name, 'w');
  }

  add(line: string): void {
    if (this.held.push(line) >= 4096) this.flush();
  }

  close(): void {
    this.flush();
    if (this.file !== 1) closeSync(this.file);
  }

  /** Writes all that is held. */
  flush(): void {
    let rest = Buffer.from(this.held.map((line) => `${line}\n`).join(''));
    while (rest.length > 0) rest = rest.subarray(written(this.file, rest));
    this.held = [];
  }
}

/** How many bytes were taken; a pipe whose reader is slower takes none for now. */
function written(file: number, bytes: Buffer): number {
  try {
    return writeSync(file, bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EAGAIN') throw error;
    // Waits without spinning: the reader needs the processor to catch up.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return 0;
  }
}
