import * as first from './en/first.ts';
import * as rest from './en/rest.ts';

/** English, the language that decides which keys there are. */
export const en = {
  ...rest,
  shell: { ...first.shell, ...rest.shell },
  stage: { ...first.stage, ...rest.stage },
} as const;
