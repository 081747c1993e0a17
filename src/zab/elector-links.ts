import type { ServerId } from '../model/index.ts';
import type { Notification } from './messages.ts';
import type { ElectorLink } from './peer.ts';
import type { PeerDraft } from './peer-draft.ts';

/*
 * QuorumCnxManager: one election connection per pair of servers, kept by the larger sid. A send
 * queue of one per peer; what was sent last is sent again when a connection opens with nothing
 * queued.
 */

function linkTo(w: PeerDraft, sid: ServerId): ElectorLink {
  const link = w.election.links.find((one) => one.sid === sid);
  return link ?? { sid, status: 'none', queued: null, lastSent: null };
}

function setLink(w: PeerDraft, link: ElectorLink): void {
  const others = w.election.links.filter((one) => one.sid !== link.sid);
  const links = [...others, link].sort((a, b) => a.sid - b.sid);
  w.editElection().links = links;
}

/**
 * Sends at once over an open connection; else it waits, replacing what waited, and a dial begins.
 */
export function sendNotification(w: PeerDraft, to: ServerId, message: Notification): void {
  const link = linkTo(w, to);
  if (link.status === 'up') {
    w.send('elector', to, message);
    setLink(w, { ...link, queued: null, lastSent: message });
  } else {
    setLink(w, { ...link, queued: message });
    dial(w, to);
  }
}

/** Dials a peer unless a connection or a dial exists (connectOne). */
export function dial(w: PeerDraft, to: ServerId): void {
  const link = linkTo(w, to);
  if (link.status !== 'none') return;
  setLink(w, { ...link, status: 'dialling' });
  w.emit({ type: 'dial', side: 'elector', to });
  w.arm('cnx', w.context.config.cnxTimeoutMs, to);
}

/** Dials everybody for whom something waits (connectAll). */
export function dialAll(w: PeerDraft): void {
  for (const link of w.election.links) if (link.queued) dial(w, link.sid);
}

/** Whether some peer's queue is empty, that is, something got out (haveDelivered). */
export function somethingDelivered(w: PeerDraft): boolean {
  return w.election.links.some((link) => link.queued === null && link.lastSent !== null);
}

/**
 * A peer dials. A smaller sid only knocks: the larger one drops the call and dials back
 * (receiveConnection).
 */
export function onElectorDialled(w: PeerDraft, from: ServerId): void {
  const link = linkTo(w, from);
  if (from < w.sid) {
    if (link.status === 'up') {
      w.emit({ type: 'hangUp', side: 'elector', to: from });
      setLink(w, { ...link, status: 'none' });
    }
    dial(w, from);
    return;
  }
  if (link.status === 'up') w.emit({ type: 'hangUp', side: 'elector', to: from });
  w.emit({ type: 'accept', side: 'elector', from });
  opened(w, from);
}

/** Our dial was taken. */
export function onElectorConnected(w: PeerDraft, to: ServerId): void {
  opened(w, to);
}

function opened(w: PeerDraft, sid: ServerId): void {
  const link = linkTo(w, sid);
  const first = link.queued ?? link.lastSent;
  w.disarm('cnx', sid);
  setLink(w, { sid, status: 'up', queued: null, lastSent: first });
  if (first) w.send('elector', sid, first);
}

/** Nobody answers there, or a larger sid will dial back. */
export function onElectorRefused(w: PeerDraft, from: ServerId): void {
  const link = linkTo(w, from);
  if (link.status !== 'dialling') return;
  w.disarm('cnx', from);
  setLink(w, { ...link, status: 'none' });
}

export function onElectorDisconnected(w: PeerDraft, from: ServerId): void {
  setLink(w, { ...linkTo(w, from), status: 'none' });
}

/** The dial took longer than cnxTimeout. */
export function onCnxTimeout(w: PeerDraft, to: ServerId): void {
  const link = linkTo(w, to);
  if (link.status !== 'dialling') return;
  w.emit({ type: 'hangUp', side: 'elector', to });
  setLink(w, { ...link, status: 'none' });
}
