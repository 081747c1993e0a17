import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../src/ui/tokens.css'), 'utf8');

function token(name: string, theme: 0 | 1): string {
  const pair = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  if (pair === null) throw new Error(`tokens.css has no --${name}`);
  return pair[theme + 1] as string;
}

/** Relative luminance of a colour (WCAG 2). */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['paper', 'card', 'band'];
const TEXTS: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['ink', GROUNDS],
  ['soft', GROUNDS],
  ['accent-text', [...GROUNDS, 'accent-fill']],
  ['alarm', [...GROUNDS, 'alarm-fill']],
  ['broken', [...GROUNDS, 'broken-fill']],
  ['on-accent', ['accent']],
  ['on-ink', ['ink']],
  ['ink-accent', ['ink']],
  ...[1, 2, 3, 4].map(
    (n) => [`epoch-${n}-text`, [`epoch-${n}-fill`, 'paper', 'card', 'band']] as const,
  ),
];
const SHAPES: readonly string[] = ['accent', 'epoch-1', 'epoch-2', 'epoch-3', 'epoch-4', 'faint'];

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the %s theme', (_, theme) => {
  test.each(TEXTS)('%s can be read (4.5:1)', (text, grounds) => {
    for (const ground of grounds) {
      const ratio = contrast(token(text, theme), token(ground, theme));
      expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('links and ties are seen, and stay behind what travels on them (1.9:1 to 3:1)', () => {
    const ratio = contrast(token('wire', theme), token('paper', theme));
    expect(ratio).toBeGreaterThanOrEqual(theme === 0 ? 1.9 : 2.5);
    expect(ratio).toBeLessThan(3);
  });

  test.each(SHAPES)('%s can be made out as a shape (3:1)', (shape) => {
    for (const ground of ['paper', 'card']) {
      const ratio = contrast(token(shape, theme), token(ground, theme));
      expect(ratio, `${shape} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });
});
