import type { Plugin } from 'vite';

/** What is the same for the site and for the single file. */
const ALWAYS = [
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html zabscope-sw',
];

/** What the built page may do: load its own files, and nothing else. Checked by the journeys. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  ...ALWAYS,
].join('; ');

/** The policy of the single file: what is in it, by hash, and nothing from anywhere. */
export function policyOfHashes(scripts: string, styles: string): string {
  const own = [
    "default-src 'none'",
    `script-src '${scripts}'`,
    `style-src '${styles}'`,
    'img-src data:',
    'font-src data:',
  ];
  return [...own, ...ALWAYS].join('; ');
}

/** A policy as an element of the page. */
export const policyTag = (content: string) => ({
  tag: 'meta',
  attrs: { 'http-equiv': 'Content-Security-Policy', content },
  injectTo: 'head-prepend' as const,
});

/** Headers that a host may send besides: the same policy, and that files are what they say. */
const HEADERS = [
  `Content-Security-Policy: ${POLICY}`,
  'X-Content-Type-Options: nosniff',
  'Referrer-Policy: no-referrer',
];

/**
 * Puts the policy into the built page only, since the development server needs inline styles; and
 * the headers into `_headers`, as several hosts read them.
 */
export function securityPolicy(): Plugin {
  return {
    name: 'security-policy',
    apply: 'build',
    transformIndexHtml: () => [policyTag(POLICY)],
    generateBundle() {
      const lines = ['/*', ...HEADERS.map((header) => `  ${header}`), ''];
      this.emitFile({ type: 'asset', fileName: '_headers', source: lines.join('\n') });
    },
  };
}
