/** How files are written: size, width, names, and words that have a better one. */
import { codeOnly, type Fault, lineAt, type Rule, type Tree } from './tree.ts';

const MOST_LINES = 320;
const MOST_COLUMNS = 100;

/** Files that may be longer, each with the reason. A row that is no longer needed is a fault. */
export const LONGER: Readonly<Record<string, string>> = {};

interface Ban {
  readonly files: RegExp;
  readonly pattern: RegExp;
  readonly says: string;
  /** Comments and strings are not looked at. */
  readonly codeOnly?: boolean;
}

const ROLES = /^src\/(model|zab|server|sim|checker|script)\/.*\.ts$/;
const PAGES = /^src\/.*\.svelte$/;
const TESTS = /^test\/(?!tidy).*\.ts$/;
const HOSTS = String.raw`(?:www\.w3\.org|(?:[\w-]+\.)*apache\.org|localhost)(?![\w.-])`;

export const BANS: readonly Ban[] = [
  {
    files: /^src\/.*\.(ts|svelte|css)$|^test\/(?!tidy).*\.ts$/,
    pattern: /\b(?:TODO|FIXME|XXX)\b/,
    says: 'do it now, or plan it where work is planned: the source says what is',
  },
  {
    files: /^src\/.*\.(ts|svelte)$/,
    pattern: /\bObject\.assign\(/,
    says: 'write the copy out in one function beside the type (hot), or spread (cold)',
  },
  {
    files: PAGES,
    pattern: /\{@html\b/,
    says: 'text is never put into the page as markup: use a component or a snippet',
  },
  {
    files: PAGES,
    pattern: /\sstyle=(?:"[^"{]*"|'[^'{]*')/,
    says: 'the page’s policy forbids a fixed style attribute: use a class, or style:name={value}',
  },
  {
    files: /^src\/.*\.(ts|svelte)$/,
    pattern: /\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b/,
    says: 'text is never put into the page as markup: let Svelte set textContent',
    codeOnly: true,
  },
  {
    files: /^src\/.*\.(ts|svelte)$/,
    pattern: /\beval\(|\bnew Function\(/,
    says: 'nothing is evaluated from text: parse it (src/script)',
    codeOnly: true,
  },
  {
    files: /^src\/.*\.(ts|svelte|css|html)$/,
    pattern: new RegExp(String.raw`\b(?:https?|wss?):\/\/(?!${HOSTS})`),
    says: 'the page knows no address but its own: bundle it, or cite zookeeper.apache.org',
  },
  {
    files: ROLES,
    pattern: /\b(?:candidate|primary)\b/,
    says: 'states are LOOKING, FOLLOWING, LEADING and OBSERVING: use these words',
    codeOnly: true,
  },
  {
    files: ROLES,
    pattern: /\b(?:pause|paused|unpause)\b/,
    says: 'a process that stands still is frozen (freeze, resume); pause is a word of playback',
    codeOnly: true,
  },
  {
    files: /^(src|test|lessons)\/(?!tidy).*\.(ts|svelte|md)$/,
    pattern: /\b[Rr]eference:? [A-P](?:\.\d|[,.;)])|\([A-P]\.\d{1,2}\b|\b[A-P]\.\d\)|\(V\d+\)/,
    says: 'cite what a stranger can open: class and method, a JIRA key, a section of the paper',
  },
  {
    files: /^src\/(?:views|tutor|script|headless|app|timeline)\/.*\.(ts|svelte)$/,
    pattern: /\bpeer\b|\bdiskOf\(|\.memory\.image\b/,
    says: 'nobody above sim looks into a peer: ask factsOf, and databaseOf for the tree',
    codeOnly: true,
  },
  {
    files: /\.(ts|svelte)$/,
    pattern: /@ts-(?:ignore|nocheck)\b/,
    says: 'use @ts-expect-error with the reason, or repair the type',
  },
  {
    files: TESTS,
    pattern: /\b(?:test|it|describe)\.(?:only|skip|todo)\b/,
    says: 'a test runs or is not there: repair it or delete it',
    codeOnly: true,
  },
];

// A pattern in this folder would find itself.
function looked(tree: Tree): readonly (readonly [file: string, text: string])[] {
  return [...tree.files].filter(
    ([file]) => /^(src|test)\//.test(file) && !/^test\/tidy/.test(file),
  );
}

function banned(file: string, text: string, ban: Ban): readonly Fault[] {
  if (!ban.files.test(file)) return [];
  const searched = ban.codeOnly === true ? codeOnly(text) : text;
  return [...searched.matchAll(new RegExp(ban.pattern, 'g'))].map((match) => ({
    file,
    line: lineAt(text, match.index),
    says: `"${match[0].trim()}": ${ban.says}`,
  }));
}

export const bannedWords: Rule = {
  name: 'no word that has a better one',
  faults: (tree) =>
    looked(tree).flatMap(([file, text]) => BANS.flatMap((ban) => banned(file, text, ban))),
};

function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}

export function sizes(longer: Readonly<Record<string, string>>): Rule {
  return {
    name: `files of src have at most ${MOST_LINES} lines`,
    faults: (tree) => {
      const long = [...tree.files]
        .filter(
          ([file, text]) => /^src\/.*\.(ts|svelte|css)$/.test(file) && lineCount(text) > MOST_LINES,
        )
        .map(([file, text]) => ({ file, lines: lineCount(text) }));
      const faults = long
        .filter(({ file }) => longer[file] === undefined)
        .map(({ file, lines }) => ({
          file,
          line: lines,
          says: `${lines} lines, at most ${MOST_LINES}: give one of its nouns a file of its own`,
        }));
      const stale = Object.keys(longer)
        .filter((file) => !long.some((one) => one.file === file))
        .map((file) => ({ file, line: 1, says: 'is short by now: take its row out of LONGER' }));
      return [...faults, ...stale];
    },
  };
}

export const columns: Rule = {
  name: `lines of .ts files have at most ${MOST_COLUMNS} columns`,
  faults: (tree) =>
    [...tree.files]
      // A message of a catalogue stays on its line, however long a language makes it.
      .filter(([file]) => file.endsWith('.ts') && !file.startsWith('src/i18n/'))
      .flatMap(([file, text]) =>
        text.split('\n').flatMap((line, at) => {
          if ([...line].length <= MOST_COLUMNS) return [];
          const says = `${line.length} columns, at most ${MOST_COLUMNS}`;
          return [{ file, line: at + 1, says: `${says}: break the line or the string` }];
        }),
      ),
};

export const names: Rule = {
  name: 'files are named kebab-case.ts or Component.svelte',
  faults: (tree) =>
    [...tree.files.keys()].flatMap((file) => {
      const name = file.split('/').at(-1) ?? file;
      const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.(ts|css)$/;
      if (/\.(ts|css)$/.test(name) && !kebab.test(name)) {
        return [{ file, line: 1, says: 'name it in kebab-case, as in session-tracker.ts' }];
      }
      if (name.endsWith('.svelte') && !/^[A-Z][A-Za-z0-9]*\.svelte$/.test(name)) {
        return [{ file, line: 1, says: 'name it in PascalCase, as in TreeNode.svelte' }];
      }
      return [];
    }),
};
