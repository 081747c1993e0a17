/** Who imports what: the layers, the packages, and files that nobody asks for. */
import { posix } from 'node:path';
import { type Fault, lineAt, type Rule, type Tree } from './tree.ts';

/** All but the protocols: who stands above sim knows none, only the registry of them. */
const CORE = [
  ...[
    'lib',
    'model',
    'jute',
    'replica',
    'protocols',
    'znodes',
    'datadir',
    'server',
    'client',
    'recipes',
    'sim',
  ],
];
const BELOW_TIMELINE = [...CORE, 'checker', 'script', 'i18n'];

/** Who may import whom; a folder that is not named here may import nothing. */
export const LAYERS: Readonly<Record<string, readonly string[] | 'everything'>> = {
  app: 'everything',
  views: ['tutor', 'pair', 'timeline', ...BELOW_TIMELINE, 'ui'],
  tutor: ['pair', 'timeline', 'script', 'sim', 'znodes', 'model', 'lib'],
  headless: [
    ...['tutor', 'timeline', 'checker', 'script', 'i18n', 'sim', 'protocols', 'replica', 'jute'],
    ...['live', 'pair', 'datadir', 'etcd', 'recipes', 'model', 'lib'],
  ],
  live: ['script', 'sim', 'jute', 'model', 'lib'],
  pair: [
    ...['timeline', 'checker', 'script', 'sim', 'protocols', 'etcd', 'replica', 'model', 'lib'],
  ],
  timeline: ['checker', 'script', 'sim', 'protocols', 'datadir', 'replica', 'model', 'lib'],
  checker: ['sim', 'zab', 'raft', 'etcd', 'replica', 'znodes', 'model', 'lib'],
  script: ['sim', 'protocols', 'jute', 'model', 'lib', 'i18n'],
  sim: ['server', 'client', 'recipes', 'replica', 'model', 'lib'],
  server: ['replica', 'znodes', 'jute', 'model', 'lib'],
  client: ['jute', 'model', 'lib'],
  recipes: ['client', 'model', 'lib'],
  protocols: ['zab', 'raft', 'replica'],
  etcd: ['replica', 'model', 'lib'],
  zab: ['replica', 'model', 'lib'],
  raft: ['replica', 'model', 'lib'],
  replica: ['model', 'lib'],
  znodes: ['model', 'lib'],
  datadir: ['znodes', 'replica', 'jute', 'model', 'lib'],
  jute: ['model', 'lib'],
  model: ['lib'],
  build: [],
  lib: [],
  ui: [],
  i18n: [],
};

/** Doors beside a folder's index.ts: all of a kind at once, with which a page must not begin. */
const DOORS: readonly string[] = ['i18n', 'client', 'protocols', 'checker', 'recipes', 'tutor'].map(
  (one) => `src/${one}/all.ts`,
);

/** Which files may name a package; the first pattern that fits the package decides. */
const PACKAGES: readonly (readonly [name: RegExp, files: RegExp, where: string])[] = [
  [/^node:/, /^(headless|build)\//, 'headless and build'],
  [/^(vite|terser)$/, /^build\//, 'build'],
  [
    /^playwright-core$/,
    /^headless\/(browser|bench\/(first-load|lessons|live|page-speed|room))\.ts$/,
    'headless’s browser and bench',
  ],
  [
    /^xstate$/,
    /^(zab|raft|client|recipes|tutor|app)\//,
    'zab, raft, client, recipes, tutor and app',
  ],
  [/^d3(-.*)?$/, /^views\/[^/]+\/layout\.ts$/, 'views/*/layout.ts'],
  [/^svelte(\/.*)?$/, /^(main\.ts|views\/|ui\/|app\/)/, 'views, ui and app'],
  [/^valibot$/, /^(timeline|tutor|app)\//, 'timeline, tutor and app'],
  [/^uqr$/, /^app\/QrCode\.svelte$/, 'app’s QrCode'],
  [/^ws$/, /^headless\/relay\.ts$/, 'headless’s relay'],
  [/^fflate$/, /^datadir\//, 'datadir'],
  [/^@fontsource/, /^(ui|app)\//, 'ui and app'],
  [/^vite\/client$/, /^app\//, 'app'],
];

/** Files that something other than an import asks for. */
const ENTRIES = [
  /^src\/(main\.ts|sw\.ts|index\.html|ARCHITECTURE\.md)$/,
  /^src\/headless\/(start|ensemble|simulate|sweep|conformance|bench)\.ts$/,
  /\.d\.ts$/,
];

export interface Import {
  readonly file: string;
  readonly line: number;
  readonly target: string;
  /** Nothing of it is left when types are gone. */
  readonly typesOnly: boolean;
}

const FORMS = [
  /^[ \t]*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^[ \t]*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
  /\bnew URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g,
  /@import\s*(?:url\()?\s*['"]([^'"]+)['"]/g,
  /<(?:script|link)\b[^>]*?(?:src|href)="(\.[^"]+)"/g,
];

/** `import type …`, or braces in which every name is marked as a type. */
function isOfTypes(statement: string): boolean {
  const named = /^\s*(?:import|export)\s+(type\b)?\s*(?:\{([^}]*)\})?/.exec(statement);
  if (named?.[1] !== undefined) return true;
  const names = (named?.[2] ?? '').split(',').map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  return given.length > 0 && given.every((name) => name.startsWith('type '));
}

export function importsOf(file: string, text: string): readonly Import[] {
  const found: Import[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const offset = match[0].length - match[0].trimStart().length;
      const target = (match[1] ?? '').replace(/\?.*$/, '');
      const typesOnly = isOfTypes(match[0]);
      found.push({ file, line: lineAt(text, match.index + offset), target, typesOnly });
    }
  }
  return found;
}

export function sources(tree: Tree): readonly (readonly [file: string, text: string])[] {
  return [...tree.files].filter(([file]) => file.startsWith('src/') && !file.endsWith('.md'));
}

export function resolve(from: string, target: string): string {
  return posix.normalize(posix.join(posix.dirname(from), target));
}

/** The folder of src/ that a file is in; main.ts belongs to app, which it mounts. */
function folderOf(file: string): string {
  const parts = file.split('/');
  return parts.length === 2 ? 'app' : (parts[1] ?? '');
}

function layerFault({ file, line, target }: Import): Fault | null {
  const aim = resolve(file, target);
  const from = folderOf(file);
  const allowed = LAYERS[from] ?? [];
  if (!aim.startsWith('src/')) {
    if (from === 'app') return null;
    return {
      file,
      line,
      says: `${target} is outside src/; only app reads there: ask it for the text`,
    };
  }
  const to = folderOf(aim);
  if (from === to) return null;
  if (allowed !== 'everything' && !allowed.includes(to)) {
    const may = allowed.length === 0 ? 'nothing' : allowed.join(', ');
    const says = `${from} may not import ${to} (it may import ${may}): move it, or pass it in`;
    return { file, line, says };
  }
  const isDoor = DOORS.includes(aim) || aim === `src/${to}/index.ts` || aim.endsWith('.css');
  if (isDoor) return null;
  return { file, line, says: `${target} goes round the door: import from src/${to}/index.ts` };
}

function packageFault({ file, line, target }: Import): Fault | null {
  const row = PACKAGES.find(([name]) => name.test(target));
  if (row === undefined) {
    return { file, line, says: `${target} is not a package of this project: use what src/lib has` };
  }
  const [, files, where] = row;
  if (files.test(file.slice('src/'.length))) return null;
  return { file, line, says: `${target} may be imported only in ${where}: pass its result in` };
}

export const layers: Rule = {
  name: 'folders import only what their layer allows, through the door',
  faults: (tree) =>
    sources(tree)
      .flatMap(([file, text]) => importsOf(file, text))
      .map((found) => (found.target.startsWith('.') ? layerFault(found) : packageFault(found)))
      .filter((fault) => fault !== null),
};

export const foldersKnown: Rule = {
  name: 'every folder of src has its row in the table of layers',
  faults: (tree) =>
    [...new Set(sources(tree).map(([file]) => folderOf(file)))]
      .filter((folder) => LAYERS[folder] === undefined)
      .map((folder) => ({
        file: `src/${folder}`,
        line: 1,
        says: 'no layer knows this folder: put the file where its noun lives, or add its row',
      })),
};

/** What `import.meta.glob` takes in, as patterns over paths. */
function globsOf(file: string, text: string): readonly RegExp[] {
  const calls = [...text.matchAll(/import\.meta\.glob(?:<[^>]*>)?\(\s*(\[[^\]]*\]|'[^']*')/g)];
  const patterns = calls.flatMap((call) => [...(call[1] ?? '').matchAll(/'([^']+)'/g)]);
  return patterns.map((pattern) => {
    const path = resolve(file, pattern[1] ?? '').replace(/[.+^${}()|[\]\\]/g, '\\$&');
    const body = path.replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'));
    return new RegExp(`^${body}$`);
  });
}

export const deadFiles: Rule = {
  name: 'every file of src is asked for by another',
  faults: (tree) => {
    const asked = new Set<string>();
    const globs: RegExp[] = [];
    for (const [file, text] of tree.files) {
      const inSource = file.startsWith('src/');
      if (inSource) globs.push(...globsOf(file, text));
      for (const { target } of importsOf(file, text)) {
        const aim = resolve(file, target);
        // A test keeps a door alive, and nothing behind it.
        if (aim !== file && (inSource || aim.endsWith('/index.ts'))) asked.add(aim);
      }
    }
    return sources(tree)
      .map(([file]) => file)
      .filter((file) => !asked.has(file) && !ENTRIES.some((entry) => entry.test(file)))
      .filter((file) => !globs.some((glob) => glob.test(file)))
      .map((file) => ({
        file,
        line: 1,
        says: 'nothing in src imports this file: delete it, or move it to test/',
      }));
  },
};
