import type { en } from './en.ts';
import * as first from './zh/first.ts';
import { pair } from './zh/pair.ts';
import * as raft from './zh/raft.ts';
import * as rest from './zh/rest.ts';

/** Simplified Chinese; names of APIs, packets and states stay English. */
export const zh: { [A in keyof typeof en]: Record<keyof (typeof en)[A], string> } = {
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
};
