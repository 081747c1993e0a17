import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { policyOfHashes } from './policy.ts';

const NAME = 'zabscope.html';

/**
 * What would end a script element, or begin what hides its end, is said otherwise; and there is no
 * list of files to fetch ahead, whose place Vite leaves open where there are none.
 */
function asInline(code: string): string {
  return code
    .replaceAll('</script', '<\\/script')
    .replaceAll('<!--', '\\x3c!--')
    .replaceAll('__VITE_PRELOAD__', 'void 0');
}

const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`;

/**
 * The whole site as one file that opens from a `file:` address: scripts, styles and fonts stand in
 * it, and its policy allows just these, by their hashes. Without a service worker: it needs none.
 */
export function singleFile(): Plugin {
  let publicDir = '';
  let outDir = '';
  let bytes = 0;
  return {
    name: 'single-file',
    apply: 'build',
    enforce: 'post',
    config: () => ({
      publicDir: false,
      build: {
        assetsInlineLimit: () => true,
        cssCodeSplit: false,
        rolldownOptions: { output: { codeSplitting: false } },
      },
    }),
    configResolved(config) {
      publicDir = join(config.root, '../public');
      outDir = config.build.outDir;
    },
    generateBundle(_, bundle) {
      let code = '';
      let css = '';
      let html = '';
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === 'chunk') code += asInline(file.code);
        else if (name.endsWith('.css')) css += `${file.source}`;
        else if (name.endsWith('.html')) html = `${file.source}`;
        else throw new Error(`${name} does not stand in the single file`);
        delete bundle[name];
      }
      const icon = readFileSync(join(publicDir, 'icon.svg')).toString('base64');
      const policy = policyOfHashes(hashOf(code), hashOf(css));
      const source = html
        .replace(/\s*<script\b[^>]*><\/script>/g, '')
        .replace(/\s*<link\b[^>]*>/g, '')
        .replace(/\s*<meta property="og:[^>]*>/g, '')
        .replace(
          '<meta charset="utf-8">',
          () =>
            `<meta charset="utf-8">\n    ` +
            `<meta http-equiv="Content-Security-Policy" content="${policy}">\n    ` +
            `<link rel="icon" href="data:image/svg+xml;base64,${icon}">`,
        )
        .replace('</head>', () => `<style>${css}</style>\n  </head>`)
        .replace('</body>', () => `<script type="module">${code}</script>\n  </body>`);
      bytes = Buffer.byteLength(source);
      this.emitFile({ type: 'asset', fileName: NAME, source });
    },
    closeBundle() {
      if (bytes > 0) console.log(`${join(outDir, NAME)}  ${(bytes / 1e6).toFixed(2)} MB`);
    },
  };
}
