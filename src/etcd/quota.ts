import { fileBytes } from './bolt/file.ts';
import { costOf, type Spending } from './cost.ts';
import { databaseOf } from './database.ts';
import type { MemberDraft } from './member-draft.ts';
import type { AlarmRequest } from './requests.ts';

/*
 * How large a member's file may become (quota.go). Who is asked for more refuses and raises an
 * alarm, which stands in the log: from then on nobody takes anything that needs room, until an
 * operator takes the alarm back. Each member reckons with a file of its own.
 */

/** Whether this member has room for it. */
export function hasRoomFor(w: MemberDraft, request: Spending): boolean {
  const cost = costOf(request);
  if (cost === 0) return true;
  return fileBytes(databaseOf(w)) + cost < w.context.peer.config.backendQuotaBytes;
}

/** What such a member has written down. */
export function ownAlarm({ sid }: MemberDraft): AlarmRequest {
  return { type: 'alarm', action: 'raise', member: sid, alarm: 'NOSPACE' };
}
