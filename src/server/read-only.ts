import { emptyMap } from '../lib/index.ts';
import type { Because } from '../model/index.ts';
import { closeAll } from './answers.ts';
import type { ServerDraft } from './draft.ts';
import type { ServerRule } from './rules.ts';

/*
 * What a server without a quorum does for readers (ReadOnlyZooKeeperServer): it answers from the
 * tree as it stands here, to clients who said that this is enough for them. It is there while
 * QuorumPeer is LOOKING, beginning some time after it became so.
 */

/** No shorter than this, and than a tick: most elections are over sooner (QuorumPeer.run). */
const LEAST_LOOKING_MS = 2000;

/** The peer is in another role, or in another phase of the same. */
export function onRole(draft: ServerDraft, role: string): void {
  const { readOnlyMode, standalone, tickMs } = draft.context.peer.config;
  if (role !== 'LOOKING') return endReadOnly(draft);
  if (!readOnlyMode || standalone || draft.server.readOnlyAtMs !== 0) return;
  draft.server.readOnlyAtMs = draft.nowMs + Math.max(LEAST_LOOKING_MS, tickMs);
  wakeForReaders(draft);
}

/** Time has passed: has it been LOOKING for long enough? */
export function beginReadOnly(draft: ServerDraft): void {
  const { readOnlyAtMs, readOnly } = draft.server;
  if (readOnlyAtMs === 0 || readOnly) return;
  if (draft.nowMs < readOnlyAtMs) return wakeForReaders(draft);
  draft.server.readOnly = true;
  tell(draft, { rule: 'readOnly.began', facts: { server: draft.sid, last: draft.lastProcessed } });
}

/** Somebody is elected: its readers have to come again, to whatever this server becomes. */
function endReadOnly(draft: ServerDraft): void {
  const { readOnly } = draft.server;
  draft.server.readOnlyAtMs = 0;
  draft.server.readOnly = false;
  if (!readOnly) return;
  closeAll(draft, 'readOnly.ended');
  draft.local = emptyMap();
  tell(draft, { rule: 'readOnly.ended', facts: { server: draft.sid } });
}

function wakeForReaders(draft: ServerDraft): void {
  draft.emit({ type: 'wake', at: draft.server.readOnlyAtMs * 1000 });
}

function tell(draft: ServerDraft, because: Because<ServerRule>): void {
  draft.emit({ type: 'noted', because });
}
