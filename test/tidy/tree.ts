/** The project's text as the rules see it: paths from the top, with slashes, and their text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Tree {
  /** Names of files and folders at the top, without what is built or installed. */
  readonly top: readonly string[];
  /** Text files of src/, test/ and the top, by path. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Fault {
  readonly file: string;
  readonly line: number;
  /** What is wrong, and what to write instead. */
  readonly says: string;
}

export interface Rule {
  readonly name: string;
  readonly faults: (tree: Tree) => readonly Fault[];
}

const MADE = new Set(['.git', 'node_modules', 'dist', 'dist-single', 'coverage', '.vite']);
const TEXT = /\.(ts|svelte|css|html|json|md|grit)$/;

export function readTree(home: string): Tree {
  const top = readdirSync(home).filter((name) => !MADE.has(name) && !name.endsWith('.log'));
  const files = new Map<string, string>();
  const read = (path: string) => files.set(path, readFileSync(join(home, path), 'utf8'));
  for (const name of top) if (TEXT.test(name)) read(name);
  for (const folder of ['src', 'test']) {
    for (const entry of readdirSync(join(home, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
        .slice(home.length + 1)
        .replaceAll('\\', '/');
      if (entry.isFile() && TEXT.test(path)) read(path);
    }
  }
  return { top, files };
}

/** A tree made of a few files, for the tests of the rules. */
export function treeOf(files: Readonly<Record<string, string>>): Tree {
  const top = new Set(Object.keys(files).map((path) => path.split('/')[0] ?? path));
  return { top: [...top], files: new Map(Object.entries(files)) };
}

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** The same text with comments and strings blanked, so that only code is looked at. */
export function codeOnly(text: string): string {
  const quiet =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  return text.replace(quiet, (found) => found.replace(/[^\n]/g, ' '));
}

export function show(fault: Fault): string {
  return `${fault.file}:${fault.line}: ${fault.says}`;
}
