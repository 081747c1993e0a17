import type { Micros, ServerId } from '../model/index.ts';
import { isMember } from '../replica/index.ts';
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
    .flatMap((other) => SIDES.map((side) => link(other, side, 'NONE', false, 0, 0)));
}

function link(
  sid: ServerId,
  side: RaftSide,
  status: StreamLink['status'],
  heard: boolean,
  silent: number,
  since: Micros,
): StreamLink {
  return { sid, side, status, heard, silent, since };
}

export function isUp(w: RaftDraft, other: ServerId, side: RaftSide): boolean {
  return w.peer.links.some((one) => one.sid === other && one.side === side && one.status === 'UP');
}

function setLink(w: RaftDraft, changed: StreamLink): void {
  w.edit().links = w.peer.links.map((one) =>
    one.sid === changed.sid && one.side === changed.side ? changed : one,
  );
}

/** Whether it is one of the group, or was; who knows nobody yet is told of all by its start. */
function isKnown({ peer: { group } }: RaftDraft, sid: ServerId): boolean {
  return group.members.length === 0 || isMember(group, sid) || group.removed.includes(sid);
}

/** Dials whoever is not connected and is this member's to dial. */
export function dialAll(w: RaftDraft): void {
  for (const { sid, side, status } of w.peer.links) {
    if (status !== 'NONE' || sid > w.sid || !isKnown(w, sid)) continue;
    setLink(w, link(sid, side, 'DIALLING', false, 0, 0));
    w.emit({ type: 'dial', side, to: sid });
  }
}

export function onStreamDialled(w: RaftDraft, side: RaftSide, from: ServerId): void {
  w.emit({ type: 'accept', side, from });
  onStreamUp(w, side, from);
}

export function onStreamUp(w: RaftDraft, side: RaftSide, from: ServerId): void {
  setLink(w, link(from, side, 'UP', true, 0, w.context.now));
  advanceClock(w);
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
  setLink(w, link(from, side, 'NONE', false, 0, 0));
  if (isLeading(w.peer.leaf)) noteUnreachable(w, from);
}

/** Something came. */
export function noteStream(w: RaftDraft, side: RaftSide, from: ServerId): void {
  for (const one of w.peer.links) {
    if (one.sid !== from || one.side !== side) continue;
    if (!one.heard && one.status === 'UP') setLink(w, link(from, side, 'UP', true, 0, one.since));
    return;
  }
}

/** A look at the streams: who was silent for too long is given up. Answers with those. */
export function lookAtLinks(w: RaftDraft): readonly StreamLink[] {
  const lost: StreamLink[] = [];
  const draft = w.edit();
  if (draft.looks >= 0) draft.looks += 1;
  for (const one of w.peer.links) {
    const { sid, side, status, heard, silent, since } = one;
    if (status !== 'UP') continue;
    if (heard) setLink(w, link(sid, side, 'UP', false, 0, since));
    else if (silent + 1 < MOST_SILENT) setLink(w, link(sid, side, 'UP', false, silent + 1, since));
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
