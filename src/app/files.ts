import { MAX_RECORDING_BYTES, save, type Timeline, toJson } from '../timeline/index.ts';

/** Offers the current branch as a file. */
export function download(timeline: Timeline, until: number): void {
  const text = toJson(save(timeline, Math.floor(until)));
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `zabscope-${timeline.seed}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

/** Asks for a file and hands its text on. */
export function pickFile(take: (text: string) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,.cfg,.txt,application/json,text/plain';
  input.onchange = () => {
    const [file] = input.files ?? [];
    if (file) void readFile(file).then(take);
  };
  input.click();
}

/** The text of a file; of one that is too long only so much that it will be refused. */
export async function readFile(file: File): Promise<string> {
  return file.slice(0, MAX_RECORDING_BYTES + 1).text();
}

/** A line that a zoo.cfg has, and hardly anything else. */
const ZOO_CFG = /^\s*(?:tickTime|initLimit|syncLimit|dataDir|clientPort|server\.\d+)\s*[=:]/m;

/** What a dropped or pasted text is: the two are told apart by how they begin. */
export function kindOf(text: string): 'recording' | 'zooCfg' | null {
  if (/^\s*\{/.test(text)) return 'recording';
  return ZOO_CFG.test(text) ? 'zooCfg' : null;
}
