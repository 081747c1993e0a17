/** The house: what stands at the top, the doors, the map, and the pins. */
import type { Rule } from './tree.ts';

const TOP = new Set([
  ...['src', 'lessons', 'public', 'test', '.ci', '.github'],
  ...['package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json', 'biome.json'],
  ...['README.md', 'LICENSE', 'CHANGELOG.md', '.gitignore', '.npmrc'],
]);

/** Folders whose files are started or mounted, not imported: they have no door. */
const DOORLESS = new Set(['app', 'headless']);

function foldersOf(files: Iterable<string>): readonly string[] {
  const parts = [...files].map((file) => file.split('/'));
  const folders = parts.filter(([top, , file]) => top === 'src' && file !== undefined);
  return [...new Set(folders.map(([, folder]) => folder ?? ''))];
}

export const topLevel: Rule = {
  name: 'nothing else stands at the top',
  faults: (tree) =>
    tree.top
      .filter((name) => !TOP.has(name))
      .map((file) => ({ file, line: 1, says: 'move it below src, lessons, public or test' })),
};

export const doors: Rule = {
  name: 'every folder has a door, and every door says what is behind it',
  faults: (tree) => {
    const missing = foldersOf(tree.files.keys())
      .filter((folder) => !DOORLESS.has(folder) && !tree.files.has(`src/${folder}/index.ts`))
      .map((folder) => ({
        file: `src/${folder}`,
        line: 1,
        says: 'write its index.ts: a comment that says what the folder is, and what it gives out',
      }));
    const silent = [...tree.files]
      .filter(([file, text]) => /^src\/.*\/index\.ts$/.test(file) && !/^\s*\/\*\*/.test(text))
      .map(([file]) => ({
        file,
        line: 1,
        says: 'begin with a /** … */ that says what the folder is',
      }));
    return [...missing, ...silent];
  },
};

export const map: Rule = {
  name: 'src/ARCHITECTURE.md names every folder of src',
  faults: (tree) => {
    const file = 'src/ARCHITECTURE.md';
    const text = tree.files.get(file) ?? '';
    return foldersOf(tree.files.keys())
      .filter((folder) => !text.includes(`${folder}/`))
      .map((folder) => ({ file, line: 1, says: `say in "The rooms" what ${folder}/ is` }));
  },
};

/** A file as the text names it: from src, from test, or from the top. */
const NAMED = /`((?:[\w-]+\/)+[\w.-]+\.(?:ts|svelte|css|json))`/g;

export const signposts: Rule = {
  name: 'every file that src/ARCHITECTURE.md names is there',
  faults: (tree) => {
    const file = 'src/ARCHITECTURE.md';
    const lines = (tree.files.get(file) ?? '').split('\n');
    return lines.flatMap((text, at) =>
      [...text.matchAll(NAMED)]
        .map(([, path = '']) => path)
        .filter((path) => !['', 'src/', 'test/'].some((top) => tree.files.has(top + path)))
        // A row that says how to add something names what is still to be written.
        .filter((path) => !/(?:^|\/)(?:name|NN-slug)\.\w+$/.test(path))
        .map((path) => ({ file, line: at + 1, says: `${path} is not there: say where it went` })),
    );
  },
};

export const pins: Rule = {
  name: 'packages are pinned, and the lock file holds no address',
  faults: (tree) => {
    const manifest = tree.files.get('package.json') ?? '{}';
    const { dependencies = {}, devDependencies = {} } = JSON.parse(manifest);
    const loose = Object.entries<string>({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => {
        const line = manifest.split('\n').findIndex((text) => text.includes(`"${name}"`)) + 1;
        return { file: 'package.json', line, says: `${name} is "${version}": name one version` };
      });
    const lock = (tree.files.get('package-lock.json') ?? '').split('\n');
    const addressed = lock.flatMap((text, at) =>
      /"resolved": "(?!file:)/.test(text)
        ? [
            {
              file: 'package-lock.json',
              line: at + 1,
              says: 'install with the .npmrc of this project, which leaves addresses out',
            },
          ]
        : [],
    );
    return [...loose, ...addressed];
  },
};
