import { ALL_ALARMS, alarmText } from './alarms.ts';
import type { EtcdProgram } from './client-state.ts';
import type { ClientStep } from './client-step.ts';
import { printed } from './ctl/index.ts';
import type { Alarm } from './requests.ts';
import type { DisarmTask } from './tasks.ts';

/* etcdctl's `alarm disarm`: it asks which there are, and takes one after the other back. */

type Disarmer = EtcdProgram & { readonly task: DisarmTask };

export function beginDisarm(w: ClientStep, begun: Disarmer): void {
  const { limit } = begun.task;
  const until = limit === null ? null : w.now + limit;
  const disarmer = w.put({ ...begun, task: { ...begun.task, until } });
  w.askFor(disarmer, 'look', ALL_ALARMS, limit);
}

/** It was told which alarms there are, or that one is gone. */
export function onDisarmed(w: ClientStep, disarmer: Disarmer, told: readonly Alarm[]): void {
  const { task, key } = disarmer;
  const hasLooked = key !== '';
  const gone = hasLooked ? [...task.gone, ...told] : [];
  const [next, ...left] = hasLooked ? task.left : told;
  if (next === undefined) return w.over(disarmer, printed(gone.map(alarmText)));
  const known = w.put({ ...disarmer, key: 'looked', task: { ...task, left, gone } });
  const limit = task.until === null ? null : Math.max(0, task.until - w.now);
  w.askFor(known, 'leave', { type: 'alarm', action: 'deactivate', ...next }, limit);
}
