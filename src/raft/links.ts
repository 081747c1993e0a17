import type { ServerId } from '../model/index.ts';
import type { DialIds } from '../replica/index.ts';
import { because } from './because.ts';
import { isLeading } from './leaf.ts';
import type { RaftOwn } from './messages.ts';
import type { Outgoing, RaftSide, StreamLink } from './peer.ts';
import type { RaftDraft } from './raft-draft.ts';
import { noteUnreachable } from './sending.ts';

/*
 * Streams between members (rafthttp): one for MsgApp, one for everything else, so that a heartbeat
 * may overtake entries. Who has the larger number dials; there both do, each for what it wants to
 * read. Raft sees no connection: it is told that somebody could not be reached.
 */

const SIDES: readonly RaftSide[] = ['msgApp', 'message'];
/** rafthttp.ConnReadTimeout is 5 s, and streams say that they live each third of it. */
export const LOOK_MS = 1700;
const MOST_SILENT = 3;
/** Looks within which a start may put its clock forward (5 s). */
const YOUNG = 3;

/** A member's streams as its process starts: none is there. */
export function firstLinks(sid: ServerId, all: readonly ServerId[]): readonly StreamLink[] {
  return all
    .filter((other) => other !== sid)
    .flatMap((other) => SIDES.map((side) => down(other, side)));
}

function down(sid: ServerId, side: RaftSide): StreamLink {
  return { sid, side, status: 'NONE', id: 0, heard: false, silent: 0, since: 0 };
}

export function isUp(w: RaftDraft, other: ServerId, side: RaftSide): boolean {
  return w.peer.links.some((one) => one.sid === other && one.side === side && one.status === 'UP');
}

function setLink(w: RaftDraft, changed: StreamLink): void {
  w.edit().links = w.peer.links.map((one) =>
    one.sid === changed.sid && one.side === changed.side ? changed : one,
  );
}

/**
 * The last member of this number that is known of, of the group or of what is told to who joins it:
 * whose id is larger was added later. 0: nobody is.
 */
function lastIdOf({ peer: { group }, disk: { told } }: RaftDraft, sid: ServerId): number {
  const known = [...group.members, ...group.removed, ...(told?.members ?? [])];
  return Math.max(0, ...known.filter((one) => one.sid === sid).map(({ id }) => id));
}

function isRemoved({ peer: { group } }: RaftDraft, other: number): boolean {
  return group.removed.some(({ id }) => id === other);
}

/** Dials whoever is not connected and is this member's to dial. */
export function dialAll(w: RaftDraft): void {
  const own = w.disk.id ?? 0;
  for (const { sid, side, status } of w.peer.links) {
    if (status !== 'NONE' || sid > w.sid) continue;
    const id = lastIdOf(w, sid);
    if (id === 0) continue;
    setLink(w, { ...down(sid, side), status: 'DIALLING', id });
    w.emit({ type: 'dial', side, to: sid, ids: { own, other: id } });
  }
}

/**
 * By ids, as streamHandler has it: who means another member by this number is refused (412), and so
 * is whom nobody has told of (404); who was removed is told that it is (410).
 */
export function onStreamDialled(w: RaftDraft, side: RaftSide, from: ServerId, ids: DialIds): void {
  const { own, other } = ids;
  const last = lastIdOf(w, from);
  if (other !== w.disk.id || own > last) return;
  w.emit({ type: 'accept', side, from });
  if (own < last) return turnAway(w, side, from);
  setLink(w, { ...down(from, side), id: own });
  onStreamUp(w, side, from);
}

export function onStreamUp(w: RaftDraft, side: RaftSide, from: ServerId): void {
  const { now } = w.context;
  for (const one of w.peer.links) {
    if (one.sid !== from || one.side !== side) continue;
    setLink(w, { ...one, status: 'UP', heard: true, silent: 0, since: now });
  }
  advanceClock(w);
}

/** Who was removed is told so, whatever it says (410 and 403 of rafthttp). */
export function turnAway(w: RaftDraft, side: RaftSide, to: ServerId): void {
  w.emit({ type: 'send', side, to, message: { type: 'LinkGone', term: 0 } });
}

/** Whether what comes on a stream is from a member that was removed. */
export function isFromFormer(w: RaftDraft, side: RaftSide, from: ServerId): boolean {
  if (w.peer.group.removed.length === 0) return false;
  const link = w.peer.links.find((one) => one.sid === from && one.side === side);
  return link !== undefined && isRemoved(w, link.id);
}

/** The group has another member by a number: the streams of the one before are given up. */
export function hangUpOnFormer(w: RaftDraft): void {
  for (const { sid, side, status, id } of w.peer.links) {
    if (status === 'NONE' || id >= lastIdOf(w, sid)) continue;
    w.emit({ type: 'hangUp', side, to: sid });
    setLink(w, down(sid, side));
  }
}

/**
 * A start that soon reaches two others need not wait for a whole timeout (etcdserver.adjustTicks).
 */
function advanceClock(w: RaftDraft): void {
  const { looks, links, leaf } = w.peer;
  if (looks < 0 || looks >= YOUNG || leaf !== 'FOLLOWER') return;
  if (links.filter((one) => one.side === 'message' && one.status === 'UP').length < 2) return;
  const ticks = w.electionTicks - 2;
  const draft = w.edit();
  draft.looks = -1;
  draft.elapsed += ticks;
  w.remark(because('start.advanced', { ticks }));
}

/** Nobody could be reached, or the other end is gone. */
export function onStreamDown(w: RaftDraft, side: RaftSide, from: ServerId): void {
  setLink(w, down(from, side));
  if (isLeading(w.peer.leaf)) noteUnreachable(w, from);
}

/** Something came. */
export function noteStream(w: RaftDraft, side: RaftSide, from: ServerId): void {
  for (const one of w.peer.links) {
    if (one.sid !== from || one.side !== side) continue;
    if (!one.heard && one.status === 'UP') setLink(w, { ...one, heard: true, silent: 0 });
    return;
  }
}

/** A look at the streams: who was silent for too long is given up. Answers with those. */
export function lookAtLinks(w: RaftDraft): readonly StreamLink[] {
  const lost: StreamLink[] = [];
  const draft = w.edit();
  if (draft.looks >= 0) draft.looks += 1;
  for (const one of w.peer.links) {
    const { sid, side, status, heard, silent } = one;
    if (status !== 'UP') continue;
    if (heard) setLink(w, { ...one, heard: false, silent: 0 });
    else if (silent + 1 < MOST_SILENT) setLink(w, { ...one, silent: silent + 1 });
    else {
      w.emit({ type: 'hangUp', side, to: sid });
      onStreamDown(w, side, sid);
      lost.push(one);
      continue;
    }
    w.emit({ type: 'send', side, to: sid, message: { type: 'LinkHeartbeat', term: 0 } });
  }
  dialAll(w);
  w.arm('link', LOOK_MS);
  return lost;
}

/** On which stream a message goes. */
function sideOf({ type }: RaftOwn): RaftSide {
  return type === 'MsgApp' ? 'msgApp' : 'message';
}

/** A message of the batch leaves, or is lost where there is no stream. */
export function transmit(w: RaftDraft, { to, message }: Outgoing): void {
  const side = sideOf(message);
  if (isUp(w, to, side)) w.emit({ type: 'send', side, to, message });
  else if (isLeading(w.peer.leaf)) noteUnreachable(w, to);
}
