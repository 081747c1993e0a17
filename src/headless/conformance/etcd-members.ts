import {
  type ClientWord,
  ETCD,
  type EtcdMember,
  type EtcdStore,
  type MemberWord,
  storeOf,
} from '../../etcd/index.ts';
import type { ClientName, ServerId } from '../../model/index.ts';
import { PROTOCOLS } from '../../protocols/index.ts';
import { isParseError, parseZooCfg } from '../../script/index.ts';
import { factsOf, wireDrop, wireOf, wireOpen, wireSend, wireTake } from '../../sim/index.ts';
import { zooCfgFor } from '../../timeline/index.ts';
import { Rig } from './rig.ts';

const PATIENCE_MS = 30_000;

/** An etcd cluster in the simulated world, and bare clients: members by the recording's names. */
export class EtcdMembers extends Rig {
  readonly names = new Map<string, ServerId>();
  private wires = 0;

  constructor(members: number, preVote: boolean, seed: number) {
    const read = parseZooCfg(`${zooCfgFor(members, 0)}commitLogCount=5000\n`);
    const { raft } = PROTOCOLS;
    if (isParseError(read) || raft === undefined) throw new Error('there is no such cluster');
    super(read.config, seed, raft, preVote ? { preVote } : {}, ETCD);
    for (let sid = 1; sid <= members; sid++) this.names.set(`m${sid}`, sid);
    this.perform({ type: 'start', servers: [...this.names.values()] });
    this.untilServing([...this.names.values()]);
    this.runFor(6000);
    this.rename('m1');
  }

  sidOf(name: string): ServerId {
    const sid = this.names.get(name);
    if (sid === undefined) throw new Error(`there is no member ${name}`);
    return sid;
  }

  nameOf(sid: ServerId): string {
    return [...this.names].find(([, one]) => one === sid)?.[0] ?? `${sid}`;
  }

  memberAt(sid: ServerId): EtcdMember | null {
    // A cast: every machine of this world runs etcd's service.
    return this.host(sid).server as EtcdMember | null;
  }

  storeAt(sid: ServerId): EtcdStore | null {
    const member = this.memberAt(sid);
    return member && storeOf(member);
  }

  factsAt(sid: ServerId) {
    return factsOf(this.world, this.host(sid));
  }

  untilServing(servers: readonly ServerId[]): void {
    const serve = () => servers.every((sid) => this.memberAt(sid)?.serving === true);
    if (!this.runUntil(serve, PATIENCE_MS)) throw new Error('a member does not serve');
  }

  /** The leader of the highest term among live members; null: there is none. */
  leader(): ServerId | null {
    let found: { readonly sid: ServerId; readonly term: number } | null = null;
    for (const sid of this.live()) {
      const { leading, term } = this.factsAt(sid);
      if (leading !== null && (found === null || term > found.term)) found = { sid, term };
    }
    return found?.sid ?? null;
  }

  /** The leader gets the name that is given, and whoever had it gets the leader's. */
  rename(name: string): void {
    const leader = this.leader();
    if (leader === null) throw new Error('nobody leads');
    const [before, other] = [this.nameOf(leader), this.sidOf(name)];
    this.names.set(before, other).set(name, leader);
  }

  /** How far commits go, at most. */
  committed(): number {
    return Math.max(...this.live().map((sid) => this.factsAt(sid).log.committed.counter));
  }

  /** All live members follow one leader and have applied the same. */
  settled(among: readonly ServerId[]): boolean {
    const facts = among.map((sid) => this.factsAt(sid));
    const [first] = facts;
    return facts.every(
      ({ leader, log }) =>
        leader !== null &&
        leader === first?.leader &&
        log.applied.counter === first.log.applied.counter,
    );
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
