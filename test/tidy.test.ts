/** Style that tests itself: each rule over the project, and over a small tree that breaks it. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noCircles } from './tidy/circles.ts';
import { AMBIGUOUS, deadExports, OFFERED, oneMeaning } from './tidy/exports.ts';
import { doors, map, pins, signposts, topLevel } from './tidy/house.ts';
import { deadFiles, foldersKnown, layers } from './tidy/imports.ts';
import { properties } from './tidy/styles.ts';
import { BANS, bannedWords, columns, LONGER, names, sizes } from './tidy/text.ts';
import { type Rule, readTree, show, treeOf } from './tidy/tree.ts';

const project = readTree(join(import.meta.dirname, '..'));

const RULES: readonly Rule[] = [
  layers,
  foldersKnown,
  deadFiles,
  deadExports(OFFERED),
  noCircles,
  bannedWords,
  sizes(LONGER),
  columns,
  names,
  oneMeaning(AMBIGUOUS),
  topLevel,
  doors,
  map,
  signposts,
  pins,
  properties,
];

describe('the project is tidy', () => {
  test.each(RULES.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
    expect(rule.faults(project).map(show)).toEqual([]);
  });
});

type Case = readonly [
  what: string,
  rule: Rule,
  files: Record<string, string>,
  fault: string | null,
];

const LONG = 'x\n'.repeat(321);

const CASES: readonly Case[] = [
  [
    'a lower layer imports a higher',
    layers,
    { 'src/zab/a.ts': "\nimport { x } from '../sim/index.ts';" },
    'src/zab/a.ts:2: zab may not import sim',
  ],
  [
    'types count',
    layers,
    { 'src/lib/a.ts': "import type { X } from '../model/index.ts';" },
    'lib may not import model (it may import nothing)',
  ],
  [
    're-exports count',
    layers,
    { 'src/client/index.ts': "export {\n  x,\n} from '../server/index.ts';" },
    'src/client/index.ts:1: client may not import server',
  ],
  [
    'late imports count',
    layers,
    { 'src/sim/a.ts': "const x = await import('../app/a.ts');" },
    'sim may not import app',
  ],
  [
    'views do not reach the app',
    layers,
    { 'src/views/tree/X.svelte': "<script>\nimport x from '../../app/index.ts';" },
    'X.svelte:2: views may not import app',
  ],
  [
    'round the door',
    layers,
    { 'src/sim/a.ts': "import { x } from '../server/packet.ts';" },
    'import from src/server/index.ts',
  ],
  [
    'out of the house',
    layers,
    { 'src/tutor/a.ts': "import x from '../../lessons/x.md?raw';" },
    'only app reads there',
  ],
  [
    'through the door',
    layers,
    {
      'src/sim/faults/a.ts':
        "import { x } from '../../server/index.ts';\nimport { y } from '../world.ts';",
    },
    null,
  ],
  [
    'app imports everything',
    layers,
    {
      'src/app/a.ts':
        "import '../ui/a.css';\nimport '../tutor/index.ts';\nimport '../../lessons/x.md?raw';",
    },
    null,
  ],
  [
    'a comment imports nothing',
    layers,
    { 'src/lib/a.ts': "/**\n * import x from '../sim/index.ts';\n */" },
    null,
  ],
  [
    'xstate in the world',
    layers,
    { 'src/sim/a.ts': "import { setup } from 'xstate';" },
    'src/sim/a.ts:1: xstate may be imported only in zab',
  ],
  [
    'd3 outside a layout',
    layers,
    { 'src/views/tree/model.ts': "import { tree } from 'd3';" },
    'only in views/*/layout.ts',
  ],
  ['d3 in a layout', layers, { 'src/views/tree/layout.ts': "import { tree } from 'd3';" }, null],
  [
    'svelte in the core',
    layers,
    { 'src/timeline/a.ts': "import { mount } from 'svelte';" },
    'only in views, ui and app',
  ],
  [
    'Node in the core',
    layers,
    { 'src/script/a.ts': "import fs from 'node:fs';" },
    'only in headless',
  ],
  [
    'an unknown package',
    layers,
    { 'src/app/a.ts': "import x from 'lodash';" },
    'is not a package of this project',
  ],
  [
    'an unknown folder',
    foldersKnown,
    { 'src/utils/a.ts': '' },
    'src/utils:1: no layer knows this folder',
  ],
  [
    'a dead file',
    deadFiles,
    {
      'src/lib/index.ts': '',
      'src/lib/a.ts': '',
      'test/a.test.ts': "import '../src/lib/index.ts';\nimport '../src/lib/a.ts';",
    },
    'src/lib/a.ts:1: nothing in src imports',
  ],
  ['a dead door', deadFiles, { 'src/lib/index.ts': '' }, 'src/lib/index.ts:1'],
  [
    'a living file',
    deadFiles,
    {
      'src/main.ts': "import './app/a.ts';",
      'src/app/a.ts': "import.meta.glob('./b/**/*.ts');",
      'src/app/b/c.ts': '',
    },
    null,
  ],
  [
    'a dead export, though a door hands it on and a test asks for it',
    deadExports({}),
    {
      'src/lib/a.ts': '/** half */\nexport function half(n: number) {\n  return n / 2;\n}',
      'src/lib/index.ts': "export {\n  half,\n} from './a.ts';",
      'test/a.test.ts': "import { half } from '../src/lib/index.ts';\nhalf(2);",
    },
    'src/lib/a.ts:2: nothing in src uses half',
  ],
  [
    'a living export, and one that its own file uses',
    deadExports({}),
    {
      'src/lib/a.ts': 'export const two = 2;\nexport const four = (n: Even) => n * two;\nfour(2);',
      'src/lib/b.ts': 'export type Even = number;\nconst n: Even = two;',
      'test/a.test.ts': 'four(2)',
    },
    null,
  ],
  [
    'an offer that somebody takes',
    deadExports({ two: 'for a proof' }),
    { 'src/lib/a.ts': 'export const two = 2;', 'src/lib/b.ts': 'two' },
    'take it out of OFFERED',
  ],
  [
    'a circle of three',
    noCircles,
    {
      'src/zab/a.ts': "import { b } from './b.ts';",
      'src/zab/b.ts': "export * from './c.ts';",
      'src/zab/c.ts': "import { type T, a } from './a.ts';",
    },
    'src/zab/a.ts:1: zab/a.ts -> zab/b.ts -> zab/c.ts -> zab/a.ts',
  ],
  [
    'a circle of types, and a component in itself',
    noCircles,
    {
      'src/zab/a.ts': "import { b } from './b.ts';",
      'src/zab/b.ts': "import { type A, type C } from './a.ts';\nimport type { D } from './a.ts';",
      'src/ui/A.svelte': "<script>\nimport A from './A.svelte';",
    },
    null,
  ],
  ['a long file', sizes({}), { 'src/lib/a.ts': LONG }, 'src/lib/a.ts:321: 321 lines'],
  ['a long file that may be', sizes({ 'src/lib/a.ts': 'a table' }), { 'src/lib/a.ts': LONG }, null],
  [
    'a leave that is no longer needed',
    sizes({ 'src/lib/a.ts': 'a table' }),
    { 'src/lib/a.ts': 'x' },
    'take its row out',
  ],
  ['a wide line', columns, { 'test/a.ts': `\n// ${'x'.repeat(98)}` }, 'test/a.ts:2: 101 columns'],
  ['a wide message', columns, { 'src/i18n/en.ts': 'x'.repeat(101) }, null],
  ['camelCase file', names, { 'src/lib/trieMap.ts': '' }, 'kebab-case'],
  ['lower-case component', names, { 'src/ui/button.svelte': '' }, 'PascalCase'],
  [
    'good names',
    names,
    { 'src/ui/Button.svelte': '', 'src/app/lab.svelte.ts': '', 'test/a-b.test.ts': '' },
    null,
  ],
  [
    'one name for two types',
    oneMeaning([]),
    { 'src/sim/a.ts': 'export interface Wire {}', 'src/zab/b.ts': '\nexport type Wire = 1;' },
    'src/zab/b.ts:2: Wire is a type of src/sim/a.ts, too',
  ],
  [
    'a type that others hand on, and one that stays at home',
    oneMeaning([]),
    {
      'src/sim/a.ts': 'export interface Wire {}',
      'src/sim/index.ts': "export type { Wire } from './a.ts';",
      'src/zab/b.ts': 'interface Wire {}',
      'src/zab/c.ts': '// export interface Wire {}',
    },
    null,
  ],
  [
    'a leave for a name that is told apart',
    oneMeaning(['Wire']),
    { 'src/sim/a.ts': 'export interface Wire {}' },
    'take it out of AMBIGUOUS',
  ],
  ['a stray folder', topLevel, { 'tools/a.ts': '' }, 'tools:1: move it'],
  ['no door', doors, { 'src/zab/peer.ts': '' }, 'src/zab:1: write its index.ts'],
  [
    'a silent door',
    doors,
    { 'src/zab/index.ts': "export * from './peer.ts';" },
    'src/zab/index.ts:1: begin with',
  ],
  [
    'an unmapped folder',
    map,
    { 'src/ARCHITECTURE.md': 'lib/', 'src/zab/a.ts': '' },
    'what zab/ is',
  ],
  [
    'a signpost to nowhere',
    signposts,
    { 'src/ARCHITECTURE.md': 'x\n`zab/a.ts` and `zab/b.ts`', 'src/zab/a.ts': '' },
    'src/ARCHITECTURE.md:2: zab/b.ts is not there',
  ],
  [
    'a loose version',
    pins,
    { 'package.json': '{\n"dependencies": {\n"d3": "^7.0.0"}}' },
    'package.json:3: d3 is "^7.0.0"',
  ],
  [
    'an address in the lock',
    pins,
    { 'package-lock.json': '\n"resolved": "x:"' },
    'package-lock.json:2',
  ],
  [
    'a colour that nothing sets',
    properties,
    {
      'src/ui/tokens.css': ':root { --ink: black; }',
      'src/app/A.svelte': 'x\n{ color: var(--inc); }',
    },
    'src/app/A.svelte:2: --inc is set nowhere',
  ],
  [
    'a place that a script sets',
    properties,
    { 'src/app/A.svelte': '<i style:--x={left}></i><style>i { left: var(--x); }</style>' },
    null,
  ],
];

describe('each rule can fail, and says where', () => {
  test.each(CASES)('%s', (_, rule, files, fault) => {
    const faults = rule.faults(treeOf(files)).map(show);
    if (fault === null) expect(faults).toEqual([]);
    else expect(faults).toEqual([expect.stringContaining(fault)]);
  });
});

const WORDS: readonly (readonly [file: string, text: string, word: string | null])[] = [
  ['src/zab/a.ts', '// TODO later', 'TODO'],
  ['src/zab/a.ts', '\nObject.assign(a, b);', 'a.ts:2: "Object.assign("'],
  ['src/ui/X.svelte', '<p>{@html text}</p>', '{@html'],
  ['src/ui/X.svelte', '<p style="color: red">', 'a fixed style attribute'],
  ['src/ui/X.svelte', '<p style="width: {n}px" style:color="red">', null],
  ['src/app/a.ts', 'node.innerHTML = text;', 'innerHTML'],
  ['src/app/a.ts', "eval('1');", 'eval('],
  ['src/app/a.ts', "const site = 'https://example.org';", 'knows no address'],
  ['src/app/a.ts', "const site = 'https://apache.org.example.com/';", 'knows no address'],
  ['src/app/a.ts', '// https://zookeeper.apache.org/doc/', null],
  ['src/ui/X.svelte', '<svg xmlns="http://www.w3.org/2000/svg">', null],
  ['src/zab/a.ts', 'const candidate = 1;', 'LOOKING'],
  ['src/zab/a.ts', "// the paper's primary\nconst x = 'primary';", null],
  ['src/sim/a.ts', 'host.paused = true;', 'freeze'],
  ['src/zab/a.ts', '// TRUNC first. Reference: D.5, E.', '"Reference: D.5"'],
  ['test/unit/a.test.ts', "test('a latecomer joins (V2)', f);", 'a JIRA key'],
  ['src/zab/a.ts', '/** The first in which they differ (B.2). */', 'class and method'],
  [
    'src/zab/a.ts',
    '// Learner.syncWithLeader, ZOOKEEPER-2846, section 4.2 of the paper; 3.8.0',
    null,
  ],
  ['src/views/a.ts', 'const { leader } = host.server.peer;', 'factsOf'],
  ['src/script/a.ts', 'const { log } = diskOf(host);', 'factsOf'],
  ['src/tutor/a.ts', "const machine = 'peer';", null],
  ['src/sim/a.ts', 'const { leaf } = host.server.peer;', null],
  ['src/app/a.ts', '// @ts-ignore', '@ts-expect-error'],
  ['test/unit/a.test.ts', "test.only('x', f);", 'test.only'],
];

describe('each ban can fail, and says what to write', () => {
  test.each(WORDS)('%s: %s', (file, text, word) => {
    const faults = bannedWords.faults(treeOf({ [file]: text })).map(show);
    expect(faults).toEqual(word === null ? [] : [expect.stringContaining(word)]);
  });

  test('all are tried here', () => {
    const tried = (ban: (typeof BANS)[number]) =>
      WORDS.some(([file, text]) => ban.files.test(file) && ban.pattern.test(text));
    expect(BANS.filter((ban) => !tried(ban)).map((ban) => ban.says)).toEqual([]);
  });
});
