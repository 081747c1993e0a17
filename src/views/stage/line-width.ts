/** Letters are so wide, in their size: Latin ones, and those of Chinese. */
export const LATIN = 0.53;
const WIDE = 1.02;

/** The width of words in one line, in the size of their letters. */
export function lineWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += letter > '⺀' ? WIDE : LATIN;
  return width;
}
