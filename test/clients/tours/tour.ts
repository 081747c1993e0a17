/** A real client's way through an ensemble: what it prints is the same at a real one and here. */
export interface Tour {
  /** Also the name of the file that keeps what it printed at a real ensemble. */
  readonly name: string;
  /** Why it cannot be gone on this machine, or null. */
  readonly missing: () => string | null;
  /** The lines that it prints at an ensemble whose servers listen there. */
  readonly play: (hosts: readonly string[]) => Promise<readonly string[]>;
}

/** The rest of a line that is the moment's, and not the answer's. */
const OF_THE_MOMENT: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:UTC )?2\d{3}/g,
    'DATE',
  ],
  [/\b(?:0x)?[1-3][0-9a-f]{14}\b/g, 'SESSION'],
  [/\btime = -?\d+ msec/g, 'time = N msec'],
  [/127\.0\.0\.1(?::\d+)+/g, '127.0.0.1:PORT'],
];

/** A line without what differs from run to run: session ids, dates, ports. */
export function plain(line: string): string {
  return OF_THE_MOMENT.reduce((text, [what, word]) => text.replace(what, word), line);
}
