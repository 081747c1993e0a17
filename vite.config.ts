/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import {
  FIRST_AT,
  FIRST_OPENING,
  FIRST_SCENARIO,
  FIRST_SEED,
  FIRST_STOP,
} from './src/app/first-opening.ts';
import {
  compiledAtOnce,
  offlineFiles,
  securityPolicy,
  singleFile,
  smaller,
  socialCard,
} from './src/build/index.ts';
import './src/i18n/all.ts';
import { lessonFiles } from './src/tutor/lesson-files.ts';

const here = import.meta.dirname;

/** The first scenario as a value: its parsers are not needed before something moves. */
function firstOpening(): Plugin {
  const values = { FIRST_SCENARIO, FIRST_SEED, FIRST_AT, FIRST_STOP, FIRST_OPENING };
  const code = Object.entries(values).map(
    ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`,
  );
  return {
    name: 'first-opening',
    enforce: 'pre',
    transform: (_, id) =>
      id.endsWith('/src/app/first-opening.ts') ? { code: code.join('\n'), map: null } : null,
  };
}

/** What the first frame shares with what comes after it, in many small modules. */
const SHARED = {
  name: 'shared',
  test: new RegExp(
    [
      'src/views/(epoch-class|inspector/(breach|facts)|ward/eye)\\.ts',
      'src/views/stage/(geometry|clients|links|messages|quorum|servers|model)\\.ts',
      'src/views/stage/(words|corners|ring|card-places|client-places|line-width)\\.ts',
      'src/views/stage/token-path\\.ts',
      'src/(model/addresses|script/parse-error|lib/(utf8|java-order)|jute/opcodes)\\.ts',
      'src/(sim/faults/|znodes/(quota|acl|sha1|stat|watches)\\.ts)',
      'src/app/(storage|lesson-signal|violations|settings)\\.ts',
      'src/timeline/(mistake|branches|run-until|steps)\\.ts',
    ].join('|'),
  ),
};

const node = { environment: 'node' as const, root: here };

export default defineConfig(({ mode }) => ({
  root: `${here}/src`,
  base: './',
  publicDir: `${here}/public`,
  cacheDir: `${here}/node_modules/.vite`,
  plugins: [
    lessonFiles(),
    firstOpening(),
    svelte({ configFile: false, compilerOptions: { runes: true } }),
    ...(mode === 'single'
      ? [singleFile()]
      : [smaller(), compiledAtOnce(), securityPolicy(), socialCard(), offlineFiles()]),
  ],
  build: {
    outDir: mode === 'single' ? `${here}/dist-single` : `${here}/dist`,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // One file of them is smaller than eight.
      ...(mode === 'single' ? {} : { output: { codeSplitting: { groups: [SHARED] } } }),
      treeshake: {
        // So that what a door gives out and the page does not yet use goes to the later chunks.
        moduleSideEffects: (id) =>
          id.startsWith(`${here}/src/`) &&
          /(?<!\/main|\/(i18n|client|recipes|protocols|checker|tutor)\/all)\.(ts|svelte)$/.test(id)
            ? false
            : undefined,
      },
    },
  },
  server: { fs: { allow: [here] } },
  test: {
    root: here,
    projects: [
      {
        extends: true,
        root: here,
        test: {
          ...node,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          // The core has no state of its own outside its values, so files may share its modules.
          isolate: false,
          // Two cores have two: Vitest would keep one for itself, which does nothing.
          maxWorkers: 2,
          setupFiles: ['test/setup/seed.ts', 'test/setup/texts.ts', 'test/setup/recipes.ts'],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root: here,
        test: {
          ...node,
          name: 'browser',
          // What is waited for comes later on a busy machine: usual is one second.
          expect: { poll: { timeout: 20_000 } },
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/setup.ts'],
          // Two cores have two: with three at once each takes longer, and some come too late.
          maxWorkers: 2,
          // After the unit tests: a journey that waits for a busy processor tells nothing. One that
          // was late because others were busy at once is tried once more, and Vitest says so.
          retry: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
}));
