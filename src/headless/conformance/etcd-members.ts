import {
  type ClientWord,
  type EtcdMember,
  type EtcdSettings,
  type EtcdStore,
  type EtcdVariants,
  etcdWith,
  type MemberWord,
  storeOf,
} from '../../etcd/index.ts';
import { rangeSorted, sliceLog } from '../../lib/index.ts';
import type { ClientName, ServerId } from '../../model/index.ts';
import { wireDrop, wireOf, wireOpen, wireSend, wireTake } from '../../sim/index.ts';
import { EtcdRig } from './etcd-rig.ts';

const PATIENCE_MS = 30_000;

/** What the etcd that was recorded does, and the members here do not. */
const RECORDED_BUGS: EtcdVariants = { lockWithoutLease: true };

/** All that a member's database has, as one text (what Maintenance.Hash goes over). */
function databaseText(store: EtcdStore | null): string {
  if (store === null) throw new Error('the member is down');
  const revisions = Array.from(sliceLog(store.history, 0), ({ events }) => events);
  const leases = rangeSorted(store.leases, '', null).map(({ id, ttl }) => [id, ttl]);
  return JSON.stringify([revisions, store.compacted, leases]);
}

/** How a process has ended by itself: its code, and its last words where they are compared. */
interface Exit {
  readonly code: number;
  readonly words: readonly string[];
}

/** An etcd cluster in the simulated world, and bare clients: members by the recording's names. */
export class EtcdMembers extends EtcdRig {
  readonly exits = new Map<ServerId, Exit>();
  private wires = 0;

  constructor(
    members: number,
    preVote: boolean,
    seed: number,
    learners = 0,
    settings: Partial<EtcdSettings> = {},
    more = '',
    spares = 0,
  ) {
    super(members, preVote, seed, more, etcdWith(settings), RECORDED_BUGS, learners, spares);
    this.onEvent = (event) => {
      if (event.type === 'serverExited')
        this.exits.set(event.server, { code: event.code, words: [] });
    };
    this.perform({ type: 'start', servers: this.founders });
    this.untilServing(this.founders);
    this.runFor(2000);
    this.rename('m1');
  }

  memberAt(sid: ServerId): EtcdMember | null {
    // A cast: every machine of this world runs etcd's service.
    return this.host(sid).server as EtcdMember | null;
  }

  storeAt(sid: ServerId): EtcdStore | null {
    const member = this.memberAt(sid);
    return member && storeOf(member);
  }

  /** Whether their databases have the same hash, as far as one is kept here. */
  areSame(servers: readonly ServerId[]): boolean {
    return new Set(servers.map((sid) => databaseText(this.storeAt(sid)))).size === 1;
  }

  untilServing(servers: readonly ServerId[]): void {
    const serve = () => servers.every((sid) => this.memberAt(sid)?.serving === true);
    if (!this.runUntil(serve, PATIENCE_MS)) throw new Error('a member does not serve');
  }

  /** How far commits go, at most. */
  committed(): number {
    return Math.max(...this.live().map((sid) => this.factsAt(sid).log.committed.counter));
  }

  /** A new connection to a member. */
  open(sid: ServerId): ClientName {
    this.wires += 1;
    const name = `w${this.wires}`;
    this.world = wireOpen(this.world, name, sid);
    return name;
  }

  say(wire: ClientName, body: ClientWord): void {
    this.world = wireSend(this.world, wire, { type: 'RPC', body });
  }

  /** What has come over a connection since the last look. */
  heard(wire: ClientName): readonly MemberWord[] {
    const { world, messages } = wireTake(this.world, wire);
    this.world = world;
    // A cast: members say nothing else.
    return messages.flatMap((one) => (one.type === 'RPC' ? [one.body as MemberWord] : []));
  }

  isOver(wire: ClientName): boolean {
    return (
      wireOf(this.world, wire)?.state !== 'open' && wireOf(this.world, wire)?.state !== 'dialled'
    );
  }

  hangUp(wire: ClientName): void {
    this.world = wireDrop(this.world, wire);
  }
}
