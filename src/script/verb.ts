/**
 * What a line has done, in a word: `hold` of `hold ACK 1 -> 3`, `set` of `desk: set /x 1`, `recipe`
 * of `desk recipe lock /x`.
 */
export function verbOf(line: string): string {
  const [first = '', second = ''] = line.trim().split(/\s+/);
  return first.endsWith(':') || second === 'recipe' ? second : first;
}
