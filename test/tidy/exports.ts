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
