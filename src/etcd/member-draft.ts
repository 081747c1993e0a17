import { assert, type Mutable, NONE } from '../lib/index.ts';
import type { ClientName, Micros, ServerId } from '../model/index.ts';
import { NO_SESSION, type Txn } from '../model/index.ts';
import type {
  Facts,
  Group,
  ReplicaEffect,
  ReplicaInput,
  ServiceContext,
  ServiceEffect,
} from '../replica/index.ts';
import { refused } from './answers.ts';
import type { EtcdError } from './errors.ts';
import { type EtcdCall, type EtcdMember, storeOf } from './member.ts';
import { groupChangeOf } from './membership.ts';
import { electionTimeoutOf, requestLimitOf } from './pace.ts';
import type { LoggedRequest } from './requests.ts';
import type { EtcdStore } from './store.ts';
import type { EtcdVariants } from './variants.ts';
import type { EntryBody, EtcdAnswer, EtcdRequest, LeaderCall, MemberWord } from './wire.ts';
import { wordText } from './words.ts';

/** Something that a member says, without what all of it carries. */
type Word = MemberWord extends infer W
  ? W extends unknown
    ? Omit<W, 'by' | 'term'>
    : never
  : never;

/** A member while one input is worked on, and its effects in the order of what is to happen. */
export class MemberDraft {
  readonly member: Mutable<EtcdMember>;
  readonly context: ServiceContext;
  effects: readonly ServiceEffect[] = NONE;
  private readonly answerReplica: (w: MemberDraft, effect: ReplicaEffect) => boolean;
  /** What is known of the replica as it was when that was asked last. */
  private known: { readonly peer: EtcdMember['peer']; readonly facts: Facts } | null = null;

  /** `answerReplica`: what the replica's effects ask of the member; true: it is done with. */
  constructor(
    member: EtcdMember,
    context: ServiceContext,
    answerReplica: (w: MemberDraft, effect: ReplicaEffect) => boolean,
  ) {
    this.member = copyMember(member);
    this.context = context;
    this.answerReplica = answerReplica;
  }

  finish(): EtcdMember {
    const { lessor, calls, round } = this.member;
    const mayLead = this.leads || this.variants.staleLessor;
    assert(lessor === null || mayLead, 'EtcdMember 1: who does not lead has no lessor');
    const waits = calls.some(({ stage }) => stage === 'round');
    assert((round !== null) === waits, 'EtcdMember 2: a round is for those who wait for it');
    return this.member;
  }

  get now(): Micros {
    return this.context.peer.now;
  }

  get sid(): ServerId {
    return this.member.peer.sid;
  }

  /** It has no vote (`isLearner`): of clients it takes next to nothing. */
  get isLearner(): boolean {
    return !this.group.voters.includes(this.sid);
  }

  /** As far as this member has applied it. */
  get group(): Group {
    const { group } = this.facts;
    assert(group !== undefined, 'the protocol knows who is in its group');
    return group;
  }

  get variants(): EtcdVariants {
    return this.context.peer.variants;
  }

  get store(): EtcdStore {
    return storeOf(this.member);
  }

  get facts(): Facts {
    const { protocol, peer: context } = this.context;
    const { peer } = this.member;
    if (this.known?.peer === peer) return this.known.facts;
    const facts = protocol.facts(peer, peer.disk, context.config, context.variants);
    this.known = { peer, facts };
    return facts;
  }

  /** How long it waits for a proposal or a read. */
  get requestLimit(): Micros {
    return requestLimitOf(this.context.peer.config);
  }

  get electionTimeout(): Micros {
    return electionTimeoutOf(this.context.peer.config);
  }

  get leads(): boolean {
    return this.facts.leader === this.sid;
  }

  emit(effect: ServiceEffect): void {
    if (this.effects.length === 0) this.effects = [effect];
    else (this.effects as ServiceEffect[]).push(effect);
  }

  /** Gives the replica an input, and does what its effects ask for. */
  feed(input: ReplicaInput): void {
    const { next, effects } = this.context.protocol.step(
      this.member.peer,
      input,
      this.context.peer,
    );
    this.member.peer = next;
    for (const effect of effects) if (!this.answerReplica(this, effect)) this.emit(effect);
  }

  newNumber(): number {
    this.member.lastNumber += 1;
    return this.member.lastNumber;
  }

  /** Something that the member itself wants in the log. */
  want(request: LoggedRequest): void {
    this.owe(null, 0, request, 'leader', this.requestLimit);
  }

  owe(
    client: EtcdCall['client'],
    id: number,
    request: EtcdRequest,
    stage: EtcdCall['stage'],
    limit: Micros | null,
  ): void {
    const number = this.newNumber();
    const until = limit === null ? null : this.now + limit;
    const call = { client, id, number, request, since: this.now, until, stage };
    this.member.calls = [...this.member.calls, { ...call, ticket: 0, asked: null }];
  }

  /** A call as it is from now on. */
  put(call: EtcdCall): void {
    this.member.calls = this.member.calls.map((one) => (one.number === call.number ? call : one));
  }

  callOf(number: number): EtcdCall | undefined {
    return this.member.calls.find((one) => one.number === number);
  }

  /** The call has its answer, and is forgotten. */
  answer(call: EtcdCall, answer: EtcdAnswer): void {
    this.member.calls = this.member.calls.filter((one) => one.number !== call.number);
    const { client, id, request } = call;
    if (typeof client === 'number') this.tell(client, { type: 'leaderTold', number: id, answer });
    else if (client !== null) this.reply(client, id, isRaised(request) ? NO_SPACE : answer);
  }

  refuse(call: EtcdCall, error: EtcdError): void {
    this.answer(call, refused(error));
  }

  reply(client: ClientName, id: number, answer: EtcdAnswer): void {
    this.say(client, { type: 'answer', id, answer });
  }

  /** The header's term is that of the last entry applied. */
  say(client: ClientName, word: Word): void {
    const by = this.sid;
    const term = this.member.peer.memory.lastProcessed.epoch;
    // What is said to each put, written out.
    const body =
      word.type === 'answer'
        ? { type: word.type, id: word.id, answer: word.answer, by, term }
        : { ...word, by, term };
    this.emit({
      type: 'sendClient',
      client,
      message: { type: 'RPC', body, text: wordText(word) },
    });
  }

  tell(to: ServerId, body: LeaderCall): void {
    const { upward: side } = this.context.protocol;
    this.emit({ type: 'send', side, to, message: { type: 'MEMBER', body } as { type: string } });
  }

  entryOf(number: number, request: LoggedRequest): Omit<Txn, 'zxid'> {
    const body: EntryBody = { member: this.sid, number, request };
    const timeMs = Math.floor(this.now / 1000);
    const group = groupChangeOf(request);
    const change = { type: 'service', body, ...(group === undefined ? {} : { group }) } as const;
    return { session: NO_SESSION, cxid: 0, timeMs, change };
  }
}

/** Whether a member's own alarm took the place of what it was asked for: that is refused. */
function isRaised(request: EtcdRequest): boolean {
  return request.type === 'alarm' && request.action === 'raise';
}
const NO_SPACE = refused('noSpace');

function copyMember(m: EtcdMember): Mutable<EtcdMember> {
  return {
    peer: m.peer,
    settings: m.settings,
    serving: m.serving,
    lastNumber: m.lastNumber,
    calls: m.calls,
    round: m.round,
    lessor: m.lessor,
    leader: m.leader,
    electedAt: m.electedAt,
    streams: m.streams,
    syncsAt: m.syncsAt,
    leaderCheckAt: m.leaderCheckAt,
    leaderless: m.leaderless,
  };
}
