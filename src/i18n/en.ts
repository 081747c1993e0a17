import * as first from './en/first.ts';
import * as rest from './en/rest.ts';

/** English, the language that decides which keys there are. */
export const en = { ...first, ...rest } as const;
