import { errors } from './en/errors.ts';
import { events } from './en/events.ts';
import { inspector } from './en/inspector.ts';
import { invariants } from './en/invariants.ts';
import { messages } from './en/messages.ts';
import { recordings } from './en/recordings.ts';
import { rules } from './en/rules.ts';
import { shell } from './en/shell.ts';
import { stage } from './en/stage.ts';
import { timeline } from './en/timeline.ts';
import { tutor } from './en/tutor.ts';
import { ward } from './en/ward.ts';
import { zkcli } from './en/zkcli.ts';

/** English, the language that decides which keys there are. */
export const en = {
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
} as const;
