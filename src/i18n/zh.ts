import type { en } from './en.ts';
import { errors } from './zh/errors.ts';
import { events } from './zh/events.ts';
import { inspector } from './zh/inspector.ts';
import { invariants } from './zh/invariants.ts';
import { messages } from './zh/messages.ts';
import { recordings } from './zh/recordings.ts';
import { rules } from './zh/rules.ts';
import { shell } from './zh/shell.ts';
import { stage } from './zh/stage.ts';
import { timeline } from './zh/timeline.ts';
import { tutor } from './zh/tutor.ts';
import { ward } from './zh/ward.ts';
import { zkcli } from './zh/zkcli.ts';

/** Simplified Chinese; names of APIs, packets and states stay English. */
export const zh: { [A in keyof typeof en]: Record<keyof (typeof en)[A], string> } = {
  rules,
  events,
  messages,
  errors,
  zkcli,
  recordings,
  shell,
  stage,
  timeline,
  ward,
  inspector,
  invariants,
  tutor,
};
