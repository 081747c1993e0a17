import type { MemberWord, WatchRequest } from '../../etcd/index.ts';
import type { ClientName, ServerId } from '../../model/index.ts';
import type { EtcdMembers } from './etcd-members.ts';
import type { ServiceStep, ShownStep } from './etcd-service-format.ts';
import type { EtcdNames } from './etcd-service-names.ts';
import { type Shower, shownError } from './etcd-service-show.ts';

/** A watch of the recording: on which connection, and under which number. */
interface NamedWatch {
  readonly name: string;
  readonly wire: ClientName;
  id: number;
  readonly brief: boolean;
}

/** The watches of a replay, and what has come to them. */
export class EtcdWatches {
  private readonly members: EtcdMembers;
  private readonly names: EtcdNames;
  private readonly shower: Shower;
  private readonly watches: NamedWatch[] = [];
  private readonly streams = new Map<string, ClientName>();
  private readonly closed = new Set<ClientName>();

  constructor(members: EtcdMembers, names: EtcdNames, shower: Shower) {
    this.members = members;
    this.names = names;
    this.shower = shower;
  }

  /** A watch begins: what the member says to that. */
  begin(step: ServiceStep, server: ServerId): ShownStep {
    const { as = '', stream, brief = false } = step;
    const wire = (stream && this.streams.get(stream)) ?? this.members.open(server);
    if (stream !== undefined) this.streams.set(stream, wire);
    this.members.say(wire, this.requestOf(step));
    const isAnswer = (word: MemberWord) =>
      word.type === 'streamEnded' || (word.type === 'watched' && word.created);
    let said: MemberWord | undefined;
    this.members.runUntil(() => {
      said = this.members.heard(wire).find(isAnswer);
      return said !== undefined || this.members.isOver(wire);
    }, 5000);
    if (said?.type === 'streamEnded') {
      this.watches.push({ name: as, wire, id: 0, brief });
      // A learner refuses before there is a stream, and that is how it was recorded.
      const isRefused = said.error === 'notForLearner';
      const closed = isRefused ? '(connection lost)' : '(closed by the server)';
      this.ended.push({ to: as, closed });
      return shownError(said.error);
    }
    if (said?.type !== 'watched') return { r: '(no answer)' };
    const { watch, revision, term, by, canceled, reason } = said;
    if (!canceled) this.watches.push({ name: as, wire, id: watch, brief });
    const refused = canceled ? { canceled, reason } : {};
    return { r: 'OK', rev: revision, term, by: this.members.nameOf(by), watch, ...refused };
  }

  private readonly ended: ShownStep[] = [];

  private requestOf(step: ServiceStep): WatchRequest {
    const { watchId = 0, prevKv = false, filters = [], requireLeader = false } = step;
    const { fragment = false, progressNotify = false } = step;
    return {
      ...{ type: 'watch', stream: 1, ...this.names.range(step), watch: watchId, prevKv },
      ...{ filters, fragment, progressNotify, requireLeader },
      startRevision: this.names.revision(step.startRevision ?? 0),
    };
  }

  change({ op, of = '', watchId }: ServiceStep): void {
    const watch = this.watches.find((one) => one.name === of);
    if (watch === undefined) throw new Error(`there is no watch ${of}`);
    const { wire, id } = watch;
    if (op === 'unwatch') {
      this.members.say(wire, { type: 'unwatch', stream: 1, watch: watchId ?? id });
    } else {
      const type = op === 'progress' ? 'progress' : 'endStream';
      this.members.say(wire, { type, stream: 1 });
    }
  }

  /** What has come since the last time, watch by watch in the order in which they began. */
  gathered(): readonly ShownStep[] {
    const found: ShownStep[] = this.ended.splice(0);
    const heard = new Map<ClientName, readonly MemberWord[]>();
    for (const { wire } of this.watches) {
      if (!heard.has(wire)) heard.set(wire, this.members.heard(wire));
    }
    for (const [wire, words] of heard) {
      const isOf = (id: number) =>
        this.watches.some((watch) => watch.wire === wire && watch.id === id);
      if (words.some((one) => one.type === 'watched' && one.watch < 0 && !one.created)) {
        for (const one of words) {
          if (one.type === 'watched' && one.watch < 0 && !isOf(one.watch)) {
            found.push({ to: '*', ...this.shower.watched(one, false) });
          }
        }
      }
      for (const watch of this.watches.filter((one) => one.wire === wire)) {
        for (const word of words) found.push(...this.shownTo(watch, word));
        if (this.members.isOver(wire) && !this.closed.has(wire)) {
          found.push({ to: watch.name, closed: '(connection lost)' });
        }
      }
      if (this.members.isOver(wire)) this.closed.add(wire);
    }
    return found;
  }

  private shownTo(watch: NamedWatch, word: MemberWord): readonly ShownStep[] {
    const { name, id, brief } = watch;
    if (word.type === 'streamEnded') {
      const { r = '', code = 0 } = shownError(word.error);
      return [
        { to: name, error: r, code },
        { to: name, closed: '(closed by the server)' },
      ];
    }
    if (word.type !== 'watched' || word.created || word.watch !== id) return [];
    return [{ to: name, ...this.shower.watched(word, brief) }];
  }
}
