/** `npm run simulate -- --data DIR --dump`: a server's files as ZooKeeper's tools print them. */
import {
  entryText,
  logClose,
  logTitle,
  readFileName,
  scanFile,
  snapshotText,
} from '../datadir/index.ts';
import { compareZxid } from '../model/index.ts';
import { damageText, dataFiles, readInto } from './data.ts';
import { Lines } from './lines.ts';

/**
 * Prints the logs, then the snapshots, each by its zxid: the lines of `TxnLogToolkit -d` and of
 * `SnapshotFormatter -d`, dates in UTC. What is damaged is said on standard error. Answers how many
 * files were.
 */
export function dumpData(folder: string): number {
  const lines = new Lines('-');
  let damaged = 0;
  const files = dataFiles([folder]).flatMap((path) => {
    const name = readFileName(path);
    return name === null ? [] : [{ path, ...name }];
  });
  files.sort((a, b) => byKind(a.kind) - byKind(b.kind) || compareZxid(a.zxid, b.zxid));
  for (const { path, kind } of files) {
    const damages = kind === 'log' ? dumpLog(path, lines) : dumpSnapshot(path, lines);
    if (damages.length > 0) damaged += 1;
    lines.flush();
    for (const sentence of damages) console.error(sentence);
  }
  lines.close();
  return damaged;
}

const byKind = (kind: string): number => (kind === 'log' ? 0 : 1);

function dumpLog(path: string, lines: Lines): readonly string[] {
  let titled = false;
  const scan = scanFile(path, (entry, header) => {
    if (!titled) addText(lines, logTitle(header));
    titled = true;
    addText(lines, entryText(entry));
  });
  const file = scan && readInto(path, scan);
  if (file?.kind !== 'log') return [];
  const isHeaded = !file.damages.some(({ kind }) => kind === 'magic' || kind === 'version');
  if (!titled && isHeaded) addText(lines, logTitle(file.header));
  if (file.state === 'whole') addText(lines, logClose(file.count));
  return file.damages.map(damageText);
}

function dumpSnapshot(path: string, lines: Lines): readonly string[] {
  const scan = scanFile(path);
  const file = scan && readInto(path, scan);
  if (file?.kind !== 'snapshot') return [];
  if (file.nodes.length > 0) {
    for (const text of snapshotText(file, file.zxid)) addText(lines, text);
  }
  return file.damages.map(damageText);
}

/** Text that ends its last line. */
function addText(lines: Lines, text: string): void {
  if (text !== '') lines.add(text.slice(0, -1));
}
