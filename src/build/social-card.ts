import type { Plugin } from 'vite';

/**
 * The picture of the page in other people's pages: most of them take whole addresses only, so a
 * host that knows its own says it to the build as `SITE_URL`.
 */
export function socialCard(site = process.env.SITE_URL ?? ''): Plugin {
  return {
    name: 'social-card',
    apply: 'build',
    transformIndexHtml: (html) =>
      html.replace('content="./zabscope.png"', () => `content="${whole('zabscope.png', site)}"`),
  };
}

function whole(file: string, site: string): string {
  if (site === '') return `./${file}`;
  return new URL(file, site.endsWith('/') ? site : `${site}/`).href;
}
