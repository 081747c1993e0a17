/** What a person typed that cannot be carried out, and what to type instead. */
export const errors = {
  'word.unknown': '“{word}” is not a command.',
} as const;
