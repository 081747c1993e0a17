/** What files give out: a name of a type has one meaning. */
import { codeOnly, type Fault, lineAt, type Rule } from './tree.ts';

const TYPE = /^export\s+(?:declare\s+)?(?:abstract\s+)?(?:type|interface|class)\s+([A-Za-z]\w*)/gm;

/**
 * Names that still mean two things, to be told apart. A row that is no longer needed is a fault.
 */
export const AMBIGUOUS: readonly string[] = [];

interface TypeExport {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

export function oneMeaning(ambiguous: readonly string[]): Rule {
  return {
    name: 'no two exported types of src share a name',
    faults: (tree) => {
      const byName = new Map<string, TypeExport[]>();
      for (const [file, text] of tree.files) {
        if (!/^src\/.*\.(ts|svelte)$/.test(file)) continue;
        for (const { 1: name = '', index } of codeOnly(text).matchAll(TYPE)) {
          const one = { name, file, line: lineAt(text, index) };
          byName.set(name, [...(byName.get(name) ?? []), one]);
        }
      }
      const shared = [...byName.values()].filter((all) => all.length > 1);
      const faults = shared.flatMap(([first, ...others]) =>
        first === undefined || ambiguous.includes(first.name)
          ? []
          : others.map(({ file, line, name }): Fault => {
              const says = `${name} is a type of ${first.file}, too: one word, one meaning`;
              return { file, line, says };
            }),
      );
      const stale = ambiguous
        .filter((name) => (byName.get(name)?.length ?? 0) < 2)
        .map((name) => ({
          file: 'test/tidy/exports.ts',
          line: 1,
          says: `${name} has one meaning by now: take it out of AMBIGUOUS`,
        }));
      return [...faults, ...stale];
    },
  };
}

const KINDS = 'type|interface|class|const|let|function';
const DECLARATION = new RegExp(
  String.raw`^export\s+(?:(?:declare|abstract|async)\s+)*(?:${KINDS})\s+(\w+)`,
  'gm',
);
const LIST = /^[ \t]*(?:import|export)\s+(?:type\s+)?\{[^}]*\}\s*from\s*'[^']*';?/gm;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/[^\n]*/g;

/** Part of what a door offers, though only proofs ask for it so far; each with the reason. */
export const OFFERED: Readonly<Record<string, string>> = {
  placeholders: 'the facts that a text wants, for the proof that its rule tells them',
  readConnected: 'what a client reads, for the proof that it is what a server writes',
  readAnswer: 'the same of every later packet',
  ledgerAt: 'the ghost record of a moment, for the proof that seeking comes to the same one',
};

/** How often each word stands in a file's code; lists of imports and re-exports do not count. */
function wordsOf(text: string): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  const code = text.replace(COMMENT, '').replace(LIST, '');
  for (const [word] of code.matchAll(/[A-Za-z_$][\w$]*/g)) {
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}

/** A name that is said once in all of src is dead, whatever tests say. */
export function deadExports(offered: Readonly<Record<string, string>>): Rule {
  return {
    name: 'every export of src is used in src',
    faults: (tree) => {
      const files = [...tree.files].filter(([file]) => /\.(ts|svelte)$/.test(file));
      const words = new Map(files.map(([file, text]) => [file, wordsOf(text)]));
      const users = (name: string, home: string, where: RegExp) =>
        [...words].some(([file, all]) => file !== home && where.test(file) && all.has(name));
      const faults: Fault[] = [];
      const needed = new Set<string>();
      for (const [file, text] of files) {
        if (!file.startsWith('src/')) continue;
        const code = codeOnly(text);
        for (const { 1: name = '', index } of code.matchAll(DECLARATION)) {
          if (users(name, file, /^(src\/|vite\.config\.ts$)/)) continue;
          if ((words.get(file)?.get(name) ?? 0) > 1) continue;
          if (offered[name] !== undefined) needed.add(name);
          else {
            const says = `nothing in src uses ${name}: delete it, or move it to test/`;
            faults.push({ file, line: lineAt(text, index), says });
          }
        }
      }
      const stale = Object.keys(offered)
        .filter((name) => !needed.has(name))
        .map((name) => ({
          file: 'test/tidy/exports.ts',
          line: 1,
          says: `${name} is used, or gone: take it out of OFFERED`,
        }));
      return [...faults, ...stale];
    },
  };
}
