import { NO_SERVER, type ServerId } from '../model/index.ts';
import type { AppliedAnswer } from './answers.ts';
import type { Alarm, AlarmRequest } from './requests.ts';
import { draftStore, type EtcdStore } from './store.ts';

/* What members are short of, as all of them have it (alarm.AlarmStore). */

/** Asks which there are. */
export const ALL_ALARMS: AlarmRequest = {
  type: 'alarm',
  action: 'get',
  member: NO_SERVER,
  alarm: 'NONE',
};

/** An alarm as etcd prints it. */
export function alarmText({ member, alarm }: Alarm): string {
  return `memberID:${member} alarm:${alarm} `;
}

/** An entry about alarms (applierV3backend.Alarm): those that it asks for, or that it changed. */
export function applyAlarm(store: EtcdStore, request: AlarmRequest) {
  const { action, member, alarm } = request;
  const kept = store.alarms.filter((one) => alarm === 'NONE' || one.alarm === alarm);
  if (action === 'get') return { store, answer: answerOf(kept) };
  if (alarm === 'NONE') return { store, answer: answerOf([]) };
  const one: Alarm = { member, alarm };
  const known = kept.find((of) => of.member === member);
  if (action === 'deactivate') {
    if (known === undefined) return { store, answer: answerOf([]) };
    return { store: withAlarms(store, without(store, member)), answer: answerOf([known]) };
  }
  if (known !== undefined) return { store, answer: answerOf([known]) };
  const alarms = [...store.alarms, one].sort((a, b) => a.member - b.member);
  return { store: withAlarms(store, alarms), answer: answerOf([one]) };
}

function without({ alarms }: EtcdStore, member: ServerId): readonly Alarm[] {
  return alarms.filter((one) => one.member !== member);
}

function withAlarms(store: EtcdStore, alarms: readonly Alarm[]): EtcdStore {
  const next = draftStore(store);
  next.alarms = alarms;
  return next;
}

function answerOf(alarms: readonly Alarm[]): AppliedAnswer {
  return { type: 'alarms', alarms };
}
