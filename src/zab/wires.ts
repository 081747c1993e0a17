import type { ServerId } from '../model/index.ts';
import type { Notification } from './messages.ts';
import type { Wire } from './peer.ts';
import type { Work } from './work.ts';

/*
 * QuorumCnxManager: one election connection per pair of servers, kept by the larger sid. A send
 * queue of one per peer; what was sent last is sent again when a connection opens with nothing
 * queued.
 */

function wireTo(w: Work, sid: ServerId): Wire {
  const wire = w.election.wires.find((one) => one.sid === sid);
  return wire ?? { sid, status: 'none', queued: null, lastSent: null };
}

function setWire(w: Work, wire: Wire): void {
  const others = w.election.wires.filter((one) => one.sid !== wire.sid);
  const wires = [...others, wire].sort((a, b) => a.sid - b.sid);
  w.election = { ...w.election, wires };
}

/**
 * Sends at once over an open connection; else it waits, replacing what waited, and a dial begins.
 */
export function sendNotification(w: Work, to: ServerId, message: Notification): void {
  const wire = wireTo(w, to);
  if (wire.status === 'up') {
    w.send('elector', to, message);
    setWire(w, { ...wire, queued: null, lastSent: message });
  } else {
    setWire(w, { ...wire, queued: message });
    dial(w, to);
  }
}

/** Dials a peer unless a connection or a dial exists (connectOne). */
export function dial(w: Work, to: ServerId): void {
  const wire = wireTo(w, to);
  if (wire.status !== 'none') return;
  setWire(w, { ...wire, status: 'dialling' });
  w.emit({ type: 'dial', side: 'elector', to });
  w.arm('cnx', w.context.config.cnxTimeoutMs, to);
}

/** Dials everybody for whom something waits (connectAll). */
export function dialAll(w: Work): void {
  for (const wire of w.election.wires) if (wire.queued) dial(w, wire.sid);
}

/** Whether some peer's queue is empty, that is, something got out (haveDelivered). */
export function somethingDelivered(w: Work): boolean {
  return w.election.wires.some((wire) => wire.queued === null && wire.lastSent !== null);
}

/**
 * A peer dials. A smaller sid only knocks: the larger one drops the call and dials back
 * (receiveConnection).
 */
export function onElectorDialled(w: Work, from: ServerId): void {
  const wire = wireTo(w, from);
  if (from < w.sid) {
    if (wire.status === 'up') {
      w.emit({ type: 'hangUp', side: 'elector', to: from });
      setWire(w, { ...wire, status: 'none' });
    }
    dial(w, from);
    return;
  }
  if (wire.status === 'up') w.emit({ type: 'hangUp', side: 'elector', to: from });
  w.emit({ type: 'accept', side: 'elector', from });
  opened(w, from);
}

/** Our dial was taken. */
export function onElectorConnected(w: Work, to: ServerId): void {
  opened(w, to);
}

function opened(w: Work, sid: ServerId): void {
  const wire = wireTo(w, sid);
  const first = wire.queued ?? wire.lastSent;
  w.disarm('cnx', sid);
  setWire(w, { sid, status: 'up', queued: null, lastSent: first });
  if (first) w.send('elector', sid, first);
}

/** Nobody answers there, or a larger sid will dial back. */
export function onElectorRefused(w: Work, from: ServerId): void {
  const wire = wireTo(w, from);
  if (wire.status !== 'dialling') return;
  w.disarm('cnx', from);
  setWire(w, { ...wire, status: 'none' });
}

export function onElectorDisconnected(w: Work, from: ServerId): void {
  setWire(w, { ...wireTo(w, from), status: 'none' });
}

/** The dial took longer than cnxTimeout. */
export function onCnxTimeout(w: Work, to: ServerId): void {
  const wire = wireTo(w, to);
  if (wire.status !== 'dialling') return;
  w.emit({ type: 'hangUp', side: 'elector', to });
  setWire(w, { ...wire, status: 'none' });
}
