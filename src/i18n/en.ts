import * as first from './en/first.ts';
import { pair } from './en/pair.ts';
import * as raft from './en/raft.ts';
import * as rest from './en/rest.ts';

/** English, the language that decides which keys there are. */
export const en = {
  ...rest,
  pair,
  shell: { ...first.shell, ...rest.shell },
  events: { ...rest.events, ...raft.events },
  stage: { ...first.stage, ...rest.stage, ...raft.stage },
  ward: { ...rest.ward, ...raft.ward },
  rules: { ...rest.rules, ...raft.rules },
  messages: { ...rest.messages, ...raft.messages },
  invariants: { ...rest.invariants, ...raft.invariants },
  variants: { ...rest.variants, ...raft.variants },
} as const;
