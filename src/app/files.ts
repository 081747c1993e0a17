import { MAX_RECORDING_BYTES } from '../timeline/index.ts';

/** Offers something as a file: a link that is followed, not shown, so no policy is in its way. */
export function saveBlob(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Asks for texts, one or several, or for all that is in a folder, and hands them on. */
export function pickFiles(
  take: (files: readonly ReadFile[]) => void,
  what: 'files' | 'folder' = 'files',
  accept = '.json,.cfg,.dynamic,.txt,.md,application/json,text/plain',
): void {
  pickRaw((files) => void readFiles(files).then(take), what, accept);
}

/** The same for files of any kind, which nobody has read yet. */
export function pickRaw(
  take: (files: readonly File[]) => void,
  what: 'files' | 'folder',
  accept = '',
): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.multiple = true;
  input.webkitdirectory = what === 'folder';
  input.onchange = () => take([...(input.files ?? [])]);
  input.click();
}

/** A file by its path from what was chosen or dropped. */
export function pathOf(file: File): string {
  return file.webkitRelativePath || file.name;
}

/** A file by its name. */
export interface ReadFile {
  readonly name: string;
  readonly text: string;
}

/** More than any file has that is read here: the longest is a recording. */
const MOST_BYTES = MAX_RECORDING_BYTES + 1;

/** The texts of files; of one that is too long only so much that it will be refused. */
export function readFiles(files: Iterable<File>): Promise<readonly ReadFile[]> {
  return Promise.all(
    Array.from(files, async (file) => {
      const bytes = await file.slice(0, MOST_BYTES).arrayBuffer();
      // A byte order mark stays: in a zoo.cfg it is a part of the first key.
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      return { name: pathOf(file), text };
    }),
  );
}

/** A line that a zoo.cfg has, and hardly anything else. */
const KEYS = ['tickTime', 'initLimit', 'syncLimit', 'dataDir', 'clientPort', 'dynamicConfigFile'];
const ZOO_CFG = new RegExp(`^\\s*(?:${KEYS.join('|')}|server\\.\\d+)\\s*[=: \\t]`, 'm');

/** A moment of two ensembles beside each other, which a page of its own shows. */
export const PAIR_LINK = /#\/raft\?[\w-]+/;

type TextKind =
  | 'pair'
  | 'pairLink'
  | 'recording'
  | 'progress'
  | 'solution'
  | 'lesson'
  | 'zooCfg'
  | 'link';

function kindOfJson(text: string): TextKind {
  try {
    const value = JSON.parse(text);
    if ('solution' in value) return 'solution';
    if ('pair' in value) return 'pair';
    return 'lessons' in value ? 'progress' : 'recording';
  } catch {
    // Whoever reads it says where it is wrong.
    return 'recording';
  }
}

/** What a dropped or pasted text is. */
export function kindOf(text: string): TextKind | null {
  if (/^\s*\{/.test(text)) return kindOfJson(text);
  if (/^\ufeff?---\s*\n/.test(text)) return 'lesson';
  if (text.includes('#/solution/')) return 'solution';
  if (text.includes('#/run/')) return 'link';
  if (PAIR_LINK.test(text)) return 'pairLink';
  return ZOO_CFG.test(text) ? 'zooCfg' : null;
}
