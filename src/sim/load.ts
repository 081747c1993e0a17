import { type ClientName, OPEN_ACL, type Op } from '../model/index.ts';
import { startClient, stepClientHost } from './clients.ts';
import type { WorldDraft } from './draft.ts';
import type { Due } from './world.ts';

/*
 * A light load: clients load-1, load-2 ... spread over the servers, each doing so many operations a
 * second over a small tree under /load, drawn from the world's chance.
 */

const NODES = 8;
const TIMEOUT_MS = 8000;

function nameOf(index: number): ClientName {
  return `load-${index + 1}`;
}

/** Begins a load, changes it, or stops it with 0 clients. */
export function setLoad(d: WorldDraft, clients: number, perSecond: number): void {
  const before = d.load?.clients ?? 0;
  const generation = (d.load?.generation ?? 0) + 1;
  for (let i = clients; i < before; i++) stepClientHost(d, nameOf(i), { type: 'close' });
  d.load = { clients, perSecond, count: 0, generation };
  if (clients === 0 || perSecond === 0) return;
  const order = d.hosts.map((host) => host.sid);
  for (let i = before; i < clients; i++) {
    const first = i % order.length;
    const servers = [...order.slice(first), ...order.slice(0, first)];
    startClient(d, nameOf(i), servers, TIMEOUT_MS, '');
    const op: Op = { ...write('/load'), type: 'create' };
    stepClientHost(d, nameOf(i), { type: 'ask', op, asker: 'load' });
  }
  schedule(d);
}

function schedule(d: WorldDraft): void {
  if (!d.load) return;
  const { clients, perSecond, generation } = d.load;
  d.schedule(Math.round(1_000_000 / (clients * perSecond)), { type: 'load', generation });
}

function write(
  path: string,
): Extract<Op, { type: 'create' | 'create2' | 'createContainer' | 'createTTL' }> {
  return { type: 'create', path, data: '', acl: OPEN_ACL, flags: 0, ttl: 0 };
}

/** The next operation of the load; the client whose turn it is asks. */
export function onLoadDue(d: WorldDraft, due: Extract<Due, { type: 'load' }>): boolean {
  const { load } = d;
  if (!load || load.generation !== due.generation || load.clients === 0) return false;
  const name = nameOf(load.count % load.clients);
  d.load = { ...load, count: load.count + 1 };
  schedule(d);
  const host = d.client(name);
  if (!host || host.frozen || host.client.leaf !== 'CONNECTED') return true;
  stepClientHost(d, name, { type: 'ask', op: nextOp(d, host.client.nextCxid), asker: 'load' });
  return true;
}

/** A client's first attempt to make /load may have met servers that do not serve yet. */
function nextOp(d: WorldDraft, cxid: number): Op {
  return cxid <= 2 ? write('/load') : randomOp(d);
}

function randomOp(d: WorldDraft): Op {
  const path = `/load/n${d.draw(0, NODES - 1)}`;
  switch (d.draw(0, 9)) {
    case 0:
      return { type: 'delete', path, version: -1 };
    case 1:
    case 2:
      return write(path);
    case 3:
      return { ...write(`/load/e${d.draw(0, 3)}`), flags: 1 };
    case 4:
    case 5:
      return { type: 'getData', path, watch: true };
    case 6:
      return { type: 'getChildren', path: '/load', watch: false };
    default:
      return { type: 'setData', path, data: String(d.draw(0, 999)), version: -1 };
  }
}
