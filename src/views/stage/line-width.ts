/** A small Latin letter is so wide, in its size. */
export const LATIN = 0.53;

/** Letters of the page's font that are not: points and thin ones, broad ones, capitals, digits. */
const THIN = /[\s.,:;!|·’'()[\]fijlrt-]/;
const BROAD = /[mwMW%@]/;
const CAPITAL = /[A-Z0-9…]/;
/** Chinese, and signs that the font does not have: they come from others, as wide as high. */
const WIDE = /[\u2016\u2030-\uffff]/;

const WIDTHS = [
  [THIN, 0.36],
  [WIDE, 1.02],
  [BROAD, 0.86],
  [CAPITAL, 0.66],
] as const;

/** The width of words in one line, in the size of their letters. */
export function lineWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDTHS.find(([kind]) => kind.test(letter))?.[1] ?? LATIN;
  return width;
}
