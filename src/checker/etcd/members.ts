import {
  type EtcdMember,
  type EtcdStore,
  type RevisionRecord,
  recordAt,
  revisionOf,
  storeOf,
} from '../../etcd/index.ts';
import { getKey, getSorted, rangeSorted, setKey } from '../../lib/index.ts';
import type { ServerId } from '../../model/index.ts';
import type { Host } from '../../sim/index.ts';
import { type EtcdLedgerDraft, editEtcdGhost } from './ghost.ts';

/* What members apply: revisions, leases. Everything is found by comparing pointers. */

const SECOND = 1_000_000;
/** How many of the newest revisions are compared where a member brings all at once. */
const LOOK_BACK = 64;

function storeAt({ server }: Host): EtcdStore | null {
  // A cast: this half is asked only about worlds of etcd's members.
  return server === null ? null : storeOf(server as EtcdMember);
}

export function readHost(r: EtcdLedgerDraft, was: Host, is: Host): void {
  const after = storeAt(is);
  if (after === null) return;
  const before = was.boot === is.boot ? storeAt(was) : null;
  if (before === after) return;
  readRevisions(r, is.sid, before, after);
  if (before?.leases !== after.leases) readLeases(r, is.sid, before, after);
}

function readRevisions(
  r: EtcdLedgerDraft,
  sid: ServerId,
  before: EtcdStore | null,
  after: EtcdStore,
): void {
  const to = revisionOf(after);
  const known = before === null ? to - LOOK_BACK : revisionOf(before);
  if (before !== null && to < known) {
    r.happened(r.judges.fell, { type: 'fell', sid, from: known, to });
  }
  if (after.compacted > r.ledger.service.compacted) editEtcdGhost(r).compacted = after.compacted;
  // At the compacted revision deletions are forgotten already.
  for (let at = Math.max(known, after.first) + 1; at <= to; at++) {
    const record = recordAt(after, at);
    if (record !== undefined) readRevision(r, sid, at, record);
  }
}

function readRevision(
  r: EtcdLedgerDraft,
  sid: ServerId,
  revision: number,
  record: RevisionRecord,
): void {
  const known = getKey(r.ledger.service.revisions, `${revision}`);
  if (known === undefined) {
    const ghost = editEtcdGhost(r);
    ghost.revisions = setKey(ghost.revisions, `${revision}`, record);
    ghost.newest = Math.max(ghost.newest, revision);
  }
  const alike = known === undefined || isAlike(known, record);
  r.happened(r.judges.revised, { type: 'revised', sid, revision, alike });
}

function isAlike(a: RevisionRecord, b: RevisionRecord): boolean {
  if (a === b || a.events === b.events) return true;
  return JSON.stringify(a.events) === JSON.stringify(b.events);
}

function readLeases(
  r: EtcdLedgerDraft,
  sid: ServerId,
  before: EtcdStore | null,
  after: EtcdStore,
): void {
  const at = r.world.now;
  for (const { id, ttl } of rangeSorted(after.leases, '', null)) {
    if (getKey(r.ledger.service.leases, id) !== undefined) continue;
    const ghost = editEtcdGhost(r);
    ghost.leases = setKey(ghost.leases, id, at + ttl * SECOND);
  }
  if (before === null) return;
  for (const { id } of rangeSorted(before.leases, '', null)) {
    if (getSorted(after.leases, id) !== undefined) continue;
    const { leases, revoked } = r.ledger.service;
    const due = getKey(leases, id);
    // Whoever applies it later has nothing to add: the first one did it.
    if (due === undefined || due < 0) continue;
    const ghost = editEtcdGhost(r);
    ghost.leases = setKey(ghost.leases, id, -1);
    if (getKey(revoked, id)) continue;
    r.happened(r.judges.leaseGone, { type: 'leaseGone', sid, lease: id, at, due });
  }
}
