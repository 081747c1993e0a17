import { lineAt, type Rule } from './tree.ts';

const USE = /var\(\s*(--[\w-]+)\s*\)/g;
const SET = /(--[\w-]+)['"]?\s*[:=]|['"](--[\w-]+)['"]/g;

/** A property that nothing sets makes its declaration void, and nobody is told. */
export const properties: Rule = {
  name: 'every custom property that src uses is set somewhere in src',
  faults: (tree) => {
    const files = [...tree.files].filter(([file]) => /^src\/.*\.(ts|svelte|css|html)$/.test(file));
    const set = new Set(
      files.flatMap(([, text]) => [...text.matchAll(SET)].map(([, one, other]) => one ?? other)),
    );
    return files.flatMap(([file, text]) =>
      [...text.matchAll(USE)]
        .filter(([, name]) => !set.has(name))
        .map(({ 1: name, index }) => ({
          file,
          line: lineAt(text, index),
          says: `${name} is set nowhere: take one of ui/tokens.css`,
        })),
    );
  },
};
