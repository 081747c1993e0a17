import '../../src/checker/all.ts';
import '../../src/protocols/all.ts';
import { type Breach, newLedger, observe } from '../../src/checker/index.ts';
import { ETCD, ETCD_VARIANTS } from '../../src/etcd/index.ts';
import { assert } from '../../src/lib/index.ts';
import { compareZxid, type Txn, zxidShort } from '../../src/model/index.ts';
import { DEFAULT_PROTOCOL, PROTOCOLS } from '../../src/protocols/index.ts';
import type { Protocol } from '../../src/replica/index.ts';
import {
  describe,
  explain,
  isParseError,
  parseScriptLine,
  printCommand,
  printTimed,
  type ScriptLine,
} from '../../src/script/index.ts';
import { factsOf, type Host, type SimEvent, type World } from '../../src/sim/index.ts';
import { isServing, type Recording, variantNames, zooCfgFor } from '../../src/timeline/index.ts';
import { type Message, serverStateOf, zabStateOf } from '../../src/zab/index.ts';
import { type ClusterOptions, cluster } from './cluster.ts';
import { diskOf, peerOf } from './zab.ts';

/*
 * Golden transcripts: stories told in the script language, with what came of them below a rule
 * (`----`). A file is re-run whole; what it should read like comes back as text, so that a
 * difference is a diff that a person reads. Lines of their own:
 *
 * A block ends with the rule, and what follows it up to an empty line is written here.
 *
 *   ensemble: 3 voters, 1 observer, snapCount 10     any number of EnsembleConfig by name
 *   protocol: raft                                   zab without it; comes before `variant`
 *   service: etcd                                    members and clients of etcd: `a: put k v`
 *   seed: 7
 *   variant: neverTrunc                              faulty variants, joined by commas
 *   symptom: a is EXPIRED                            what shows a fault that breaks no invariant
 *   show: stateChanged committed+ delivered:ACK      `+`: with its reason; delivered: and sent:
 *                                                    take message types
 *   only: 1 3                                        events of these servers
 *   look 1 2                                         what these servers hold, at this moment
 */

/** What is printed: event types and message types, each with or without its reason. */
interface Filter {
  readonly types: ReadonlyMap<string, boolean>;
  readonly servers: ReadonlySet<number> | null;
}

type Drive = Extract<ScriptLine, { type: 'drive' }>['drive'];

/** Reasons that every election repeats, and that no story is about. */
const PLAIN: ReadonlySet<string> = new Set(['looking.start', 'vote.initial']);

/** What stories set of an ensemble, as a zoo.cfg says it. */
const ZOO_CFG = {
  firstCounter: 'zabscope.firstCounter',
  maxBufferBytes: 'zabscope.maxBuffer',
  commitLogCount: 'commitLogCount',
  snapCount: 'snapCount',
  snapshotSizeFactor: 'snapshotSizeFactor',
  logStepBytes: 'preAllocSize',
  backendQuotaBytes: 'zabscope.backendQuota',
} as const;

const PATIENCE_MS = 120_000;

/** The file's text as it should be: the story as it stands, with what happens now. */
export function retold(text: string): string {
  const story = new Story();
  const out: string[] = [];
  let isOutput = false;
  for (const line of text.replace(/\n+$/, '').split('\n')) {
    if (isOutput && line !== '') continue;
    isOutput = line === '----';
    out.push(line);
    if (isOutput) out.push(...story.told());
    else story.take(line);
  }
  return `${out.join('\n')}\n`;
}

/** The invariants that a story breaks, in their order; `cured`: without its variant. */
export function fallenIn(text: string, cured = false): readonly string[] {
  const story = new Story();
  let isOutput = false;
  for (const line of text.split('\n')) {
    if (isOutput && line !== '') continue;
    isOutput = line === '----';
    if (!isOutput && !(cured && line.startsWith('variant:'))) story.take(line);
  }
  return story.fallen;
}

/** What a story does, as a recording that the page can play. */
export function recordingOf(text: string): Recording {
  const story = new Story();
  let isOutput = false;
  for (const line of text.split('\n')) {
    if (isOutput && line !== '') continue;
    isOutput = line === '----';
    if (!isOutput) story.take(line);
  }
  return story.recording;
}

/** One transcript being played. */
class Story {
  private options: ClusterOptions = {};
  private readonly given: string[] = [];
  private started: ReturnType<typeof cluster> | null = null;
  private filter: Filter = { types: new Map(), servers: null };
  private lines: string[] = [];
  /** What the last turn broke, not yet told. */
  private broken: Breach[] = [];
  /** The invariants broken so far, in the order in which they fell. */
  readonly fallen: string[] = [];

  /** Everything that was done so far, at its times; what was done at once is the setup. */
  get recording(): Recording {
    const { voters = 3, observers = 0, seed = 1, variants = {} } = this.options;
    const { protocol = DEFAULT_PROTOCOL } = this.options;
    const settings = Object.entries(ZOO_CFG).flatMap(([field, name]) => {
      const value = this.options[field as keyof typeof ZOO_CFG];
      if (value === undefined) return [];
      return [`${name}=${field === 'logStepBytes' ? value / 1024 : value}\n`];
    });
    const zooCfg = `${zooCfgFor(voters, observers)}${settings.join('')}`;
    const setup = this.given.filter((line) => line.startsWith('@0 '));
    const commands = this.given.filter((line) => !line.startsWith('@0 '));
    return {
      ...{
        version: 1,
        scenario: { zooCfg, setup },
        seed,
        ...(protocol === DEFAULT_PROTOCOL ? {} : { protocol: protocol.name }),
        variants: variantNames(protocol, variants),
      },
      ...{ commands, untilMs: this.cluster.world.now / 1000 },
    };
  }

  private get cluster(): ReturnType<typeof cluster> {
    if (this.started === null) {
      this.started = cluster(this.options);
      let ledger = newLedger(this.started.world);
      this.started.onTurn = (before, turn) => {
        const seen = observe(ledger, before, turn);
        ledger = seen.ledger;
        this.broken.push(...seen.breaches);
      };
    }
    return this.started;
  }

  /** Takes a line: a header, a command, time to pass, a look, or nothing. */
  take(line: string): void {
    if (line === '' || line.startsWith('#')) return;
    const header = /^(ensemble|protocol|service|seed|variant|symptom|show|only|look):? (.*)$/.exec(
      line,
    );
    if (header) return this.header(header[1] ?? '', header[2] ?? '');
    const [, client = '', asked = ''] = /^(\w+): (.*)$/.exec(line) ?? [];
    if (this.options.service && client !== '') return this.call(client, asked);
    const parsed = parseScriptLine(line);
    assert(!isParseError(parsed), `${line}: ${JSON.stringify(parsed)}`);
    const before = this.cluster.events.length;
    if (parsed.type === 'drive') this.drive(parsed.drive);
    else {
      if (parsed.type === 'command') {
        this.given.push(printTimed(this.cluster.world.now, printCommand(parsed.command)));
      }
      this.cluster.do(line);
      for (const event of this.cluster.events.slice(before)) this.tell(event);
      this.complain();
    }
  }

  /** A line of etcdctl's. */
  private call(client: string, line: string): void {
    const before = this.cluster.events.length;
    this.cluster.act({ type: 'call', client, line, request: null });
    for (const event of this.cluster.events.slice(before)) this.tell(event);
    this.complain();
  }

  /** Whatever is broken is told, whatever the filter. */
  private complain(): void {
    for (const { invariant, because } of this.broken) {
      this.fallen.push(invariant);
      this.lines.push(`${this.time()}  BROKEN: ${invariant}`);
      this.lines.push(`${' '.repeat(13)}${explain(because, 'en')}`);
    }
    this.broken = [];
  }

  /** What was told since the last time. */
  told(): readonly string[] {
    const told = this.lines.length > 0 ? this.lines : ['(nothing)'];
    this.lines = [];
    return told;
  }

  private header(word: string, value: string): void {
    if (word === 'symptom') return;
    if (word === 'look') return this.look(value.split(' ').map(Number));
    if (word === 'show') this.filter = { ...this.filter, types: typesOf(value) };
    else if (word === 'only') {
      const servers = value === 'all' ? null : new Set(value.split(' ').map(Number));
      this.filter = { ...this.filter, servers };
    } else {
      assert(this.started === null, `${word}: comes before anything happens`);
      const said = startOf(word, value, this.options.protocol ?? DEFAULT_PROTOCOL);
      this.options = { ...this.options, ...said };
    }
  }

  private drive(drive: Drive): void {
    const start = this.cluster.world.now;
    if (drive.type === 'run') {
      this.advance(start + drive.ms * 1000, () => false);
      this.cluster.idle(start + drive.ms * 1000);
      return;
    }
    const end = start + PATIENCE_MS * 1000;
    const met = this.advance(end, (events) => {
      if (drive.type === 'step') return true;
      if (drive.type === 'until-message') {
        const { message, from, to } = drive;
        return events.some(
          (e) =>
            e.type === 'messageSent' &&
            e.message.type === message &&
            e.from === from &&
            e.to === to,
        );
      }
      if (drive.until === 'serving') return isServing(this.cluster.world);
      const type = drive.until === 'leader' ? 'leaderEstablished' : 'committed';
      assert(drive.until !== 'quiet', 'run until quiet has no place in a transcript');
      return events.some((e) => e.type === type);
    });
    assert(met, `${JSON.stringify(drive)} did not come within ${PATIENCE_MS} ms`);
  }

  private advance(end: number, met: (events: readonly SimEvent[]) => boolean): boolean {
    for (;;) {
      const turn = this.cluster.turn(end);
      if (turn === null) return false;
      for (const event of turn.events) this.tell(event);
      this.complain();
      if (met(turn.events)) return true;
    }
  }

  private tell(event: SimEvent): void {
    const key = keyOf(event);
    const reason = this.filter.types.get(key) ?? this.filter.types.get(event.type);
    if (reason === undefined || !concerns(event, this.filter.servers)) return;
    const { text, why } = describe(event, 'en');
    const line = `${this.time()}  ${text}${detailOf(event)}`;
    if (event.type === 'stateChanged' && this.lines.includes(line)) return; // settled at once
    this.lines.push(line);
    const isPlain = 'because' in event && PLAIN.has(event.because.rule);
    if (reason && why !== null && !isPlain) this.lines.push(`${' '.repeat(13)}${why}`);
  }

  private look(sids: readonly number[]): void {
    for (const host of this.cluster.world.hosts) {
      if (sids.includes(host.sid))
        this.lines.push(`${this.time()}  ${held(this.cluster.world, host)}`);
    }
  }

  /** Milliseconds since the beginning, one decimal. */
  private time(): string {
    return (this.cluster.world.now / 1000).toFixed(1).padStart(9);
  }
}

function typesOf(value: string): ReadonlyMap<string, boolean> {
  return new Map(
    value.split(/\s+/).map((word) => [word.replace(/\+$/, ''), word.endsWith('+')] as const),
  );
}

function startOf(word: string, value: string, protocol: Protocol): ClusterOptions {
  if (word === 'seed') return { seed: Number(value) };
  if (word === 'service') {
    assert(value === 'etcd', `there is no service ${value}`);
    return { service: ETCD };
  }
  if (word === 'protocol') return { protocol: protocolNamed(value) };
  return word === 'variant' ? { variants: variantsNamed(value, protocol) } : optionsOf(value);
}

function protocolNamed(name: string): Protocol {
  const found = PROTOCOLS[name];
  assert(found !== undefined, `there is no protocol ${name}`);
  return found;
}

function variantsNamed(
  names: string,
  { variants }: Protocol,
): NonNullable<ClusterOptions['variants']> {
  const known = { ...variants, ...ETCD_VARIANTS };
  const unknown = names.split(',').find((name) => !Object.hasOwn(known, name));
  assert(unknown === undefined, `there is no variant ${unknown}`);
  return Object.fromEntries(names.split(',').map((name) => [name, true]));
}

function optionsOf(value: string): ClusterOptions {
  const options: Record<string, number> = {};
  for (const item of value.split(/,\s*/)) {
    const counted = /^(\d+) (voter|observer)s?$/.exec(item);
    const named = /^(\w+) (-?[\d.]+)$/.exec(item);
    assert(counted || named, `ensemble: ${item}`);
    if (counted) options[`${counted[2]}s`] = Number(counted[1]);
    else if (named) options[named[1] ?? ''] = Number(named[2]);
  }
  return options;
}

/** What a filter calls an event: messages by type. */
function keyOf(event: SimEvent): string {
  if (event.type === 'messageSent') return `sent:${event.message.type}`;
  if (event.type === 'messageDelivered') return `delivered:${event.message.type}`;
  return event.type;
}

function concerns(event: SimEvent, servers: ReadonlySet<number> | null): boolean {
  if (servers === null) return true;
  const ends: unknown[] = [];
  if ('server' in event) ends.push(event.server);
  if ('learner' in event) ends.push(event.learner);
  if ('from' in event && 'to' in event) ends.push(event.from, event.to);
  if ('between' in event) ends.push(...event.between);
  return ends.some((end) => servers.has(end as number));
}

/** What experts want to see of a message beyond its name. */
function detailOf(event: SimEvent): string {
  if (event.type !== 'messageSent' && event.type !== 'messageDelivered') return '';
  if (event.message.type.startsWith('Msg')) return raftDetail(event.message);
  const message = event.message as Message;
  if (message.type === 'NOTIFICATION') {
    const { state, electionEpoch, leader, peerEpoch, zxid } = message;
    const vote = leader === 0 ? 'nobody' : `${leader}, epoch ${peerEpoch}, zxid ${zxidShort(zxid)}`;
    return ` [${state}, round ${electionEpoch}: ${vote}]`;
  }
  return message.type === 'ACKEPOCH' ? ` [currentEpoch ${message.currentEpoch}]` : '';
}

/** The fields of a message of Raft's that its name does not tell. */
function raftDetail(message: object): string {
  const { type, lastZxid, zxid, txn, image, group, leader, ...rest } = message as Record<
    string,
    unknown
  >;
  const parts = Object.entries(rest).flatMap(([name, value]) => {
    if (value === 0 || value === false || value === undefined) return [];
    if (name === 'entries') return [`entries ${(value as readonly Txn[]).length}`];
    if (name === 'previous') return [`previous ${zxidShort(value as Txn['zxid'])}`];
    return [value === true ? name : `${name} ${value}`];
  });
  return ` [${parts.join(', ')}]`;
}

/** What a server is and holds, on one line, in its protocol's own words or in those of all. */
function held(world: World, host: Host): string {
  if (world.protocol === DEFAULT_PROTOCOL) return holdingsOf(host);
  const { role, phase, term, leader, promises, log } = factsOf(world, host);
  const entries = log.from(0);
  const waiting = entries.filter((one) => !one.onDisk).length;
  const [first, last] = [entries[0], entries.at(-1)];
  const range = first && last ? `log ${zxidShort(first.id)} to ${zxidShort(last.id)}` : 'no log';
  const parts = [
    ...promises.map(({ name, value }) => `${name} ${value}`),
    waiting > 0 ? `${range} (${waiting} of ${entries.length} not on disk)` : range,
  ];
  if (log.snapshots.length > 0) parts.push(`snapshot ${zxidShort(log.snapshot)}`);
  if (role === null) return `Server ${host.sid} is down: ${parts.join(', ')}.`;
  parts.push(`committed ${zxidShort(log.committed)}`, `applied ${zxidShort(log.applied)}`);
  const frozen = host.status === 'frozen' ? ' (frozen)' : '';
  const under = leader === null ? 'knows no leader' : `leader ${leader}`;
  const state = `${role}, ${phase}: term ${term}, ${under}`;
  return `Server ${host.sid}${frozen} is ${state}, ${parts.join(', ')}.`;
}

/** What a server of ZAB is and holds. */
function holdingsOf(host: Host): string {
  const { sid, status } = host;
  const disk = diskOf(host);
  const peer = peerOf(host);
  const log = [...disk.log.spine.flat(), ...disk.log.tail].slice(0, disk.log.length) as Txn[];
  const first = log[0];
  const last = log.at(-1);
  const range =
    first && last ? `log ${zxidShort(first.zxid)} to ${zxidShort(last.zxid)}` : 'no log';
  const waiting = log.length - disk.flushed;
  const parts = [
    `acceptedEpoch ${disk.acceptedEpoch}`,
    `currentEpoch ${disk.currentEpoch}`,
    waiting > 0 ? `${range} (${waiting} of ${log.length} not on disk)` : range,
  ];
  const snapshot = disk.snapshots.at(-1);
  if (snapshot) parts.push(`snapshot ${zxidShort(snapshot.zxid)}`);
  if (disk.files.length > 1) parts.push(`${disk.files.length} log files`);
  if (peer) {
    const { leaf, memory, election } = peer;
    const behind = last !== undefined && compareZxid(memory.lastProcessed, last.zxid) < 0;
    parts.push(`applied ${zxidShort(memory.lastProcessed)}${behind ? ' (the rest waits)' : ''}`);
    parts.push(`round ${election.round}`);
    const state = `${serverStateOf(leaf)}, ${zabStateOf(leaf)}`;
    const frozen = status === 'frozen' ? ' (frozen)' : '';
    return `Server ${sid}${frozen} is ${state}: ${parts.join(', ')}.`;
  }
  return `Server ${sid} is down: ${parts.join(', ')}.`;
}
