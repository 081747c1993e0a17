import { getKey, itemAt } from '../../lib/index.ts';
import { type ClientName, clientRefusal, type Op, type ServerId } from '../../model/index.ts';
import { type Client, libraryAsk, libraryConnect, type TranscriptEntry } from '../../sim/index.ts';
import { illegal, type MethodCall, refusalOf, requestOf } from './javaclient-calls.ts';
import type { SaidLine } from './javaclient-compare.ts';
import { Versions } from './javaclient-data.ts';
import { callbackLine, returnedLines } from './javaclient-text.ts';
import type { Rig } from './rig.ts';
import { configOfRecorder } from './zkcli.ts';
import { transcriptRig } from './zkcli-shell.ts';

/** How long, in virtual ms, one listens after a call, and after what takes the library longer. */
const USUAL_MS = 250;
const LONG_MS = 6000;
/** How long a call or a connection may take, in virtual ms. */
const MOST_MS = 60_000;
const DEFAULT_TIMEOUT_MS = 30_000;

/** A handle of the library, as the application sees it. */
interface Handle {
  readonly name: ClientName;
  readonly chroot: string;
  /** How much of its transcript has been looked at. */
  seen: number;
}

/** A request under way, by the number that stands for its line. */
interface Asking {
  readonly method: string;
  readonly waits: boolean;
  readonly handle: Handle;
}

/** What is done to servers, in the simulator's words. */
const TO_SERVERS = { stop: 'crash', start: 'start', freeze: 'freeze', thaw: 'resume' } as const;

/** What the caller's thread says. */
const returned = (what: string): SaidLine => ({ by: null, text: `returned ${what}` });
const threw = (what: string): SaidLine => ({ by: null, text: `threw ${what}` });

/** Handles at an ensemble of three, used one call after the other. */
export class JavaPlay {
  /** The handle that was called last. */
  caller = '';
  private readonly rig: Rig = transcriptRig(configOfRecorder());
  private readonly handles = new Map<ClientName, Handle>();
  private readonly owners = new Map<string, ClientName>();
  private readonly asking = new Map<string, Asking>();
  private readonly versions = new Versions();

  /** Carries out a call; what was said until `waitMs` beyond the usual, thread by thread. */
  call(line: string, waitMs: number): readonly SaidLine[] {
    const [first = '', ...words] = line.split(' ');
    const end = (ms: number): readonly SaidLine[] => {
      this.rig.runFor(ms + waitMs);
      return this.news();
    };
    switch (first) {
      case 'connect':
        return this.connect(words, end);
      case 'stop':
      case 'start':
      case 'freeze':
      case 'thaw':
        this.rig.perform({ type: TO_SERVERS[first], servers: [Number(words[1]) as ServerId] });
        return end(LONG_MS);
      case 'takeover':
        return this.takeOver(words, end);
      default: {
        const [name = '', method = ''] = first.split('.');
        return this.callHandle(this.handle(name), method, words, end);
      }
    }
  }

  /** Whose event thread calls a watcher object of that name. */
  ownerOf(watcher: string): ClientName {
    const [, own] = /^(\w+)\.default$/.exec(watcher) ?? [];
    if (own !== undefined) return own;
    return this.owners.get(watcher) ?? watcher;
  }

  private handle(name: ClientName): Handle {
    const handle = this.handles.get(name);
    if (handle === undefined) throw new Error(`there is no handle ${name}`);
    this.caller = name;
    return handle;
  }

  private client({ name }: Handle): Client {
    return (getKey(this.rig.world.clients, name) as { readonly client: Client }).client;
  }

  // ---- connections -----------------------------------------------------------------------------

  /** `connect NAME SERVER,... [CHROOT] [TIMEOUT] [nowait]` */
  private connect(
    [name = '', list = '', ...others]: readonly string[],
    end: (ms: number) => readonly SaidLine[],
  ): readonly SaidLine[] {
    const servers = list.split(',').map((sid) => Number(sid) as ServerId);
    const chroot = others.find((word) => word.startsWith('/')) ?? '';
    const timeoutMs = Number(others.find((word) => /^\d+$/.test(word)) ?? DEFAULT_TIMEOUT_MS);
    const refusal = chroot === '/' ? null : clientRefusal(chroot);
    if (chroot !== '' && refusal !== null) return [threw(illegal(refusal))];
    this.open(name, servers, timeoutMs, { chroot });
    if (others.includes('nowait')) return [...end(LONG_MS), this.stateOf(this.handle(name))];
    this.untilConnected(name);
    return end(USUAL_MS);
  }

  private open(
    name: ClientName,
    servers: readonly ServerId[],
    timeoutMs: number,
    made: { readonly chroot?: string; readonly session?: string },
  ): void {
    this.rig.world = libraryConnect(this.rig.world, name, servers, timeoutMs, made);
    this.handles.set(name, { name, chroot: made.chroot ?? '', seen: 0 });
    this.caller = name;
  }

  private untilConnected(name: ClientName): void {
    const connected = () => this.client(this.handle(name)).leaf === 'CONNECTED';
    if (!this.rig.runUntil(connected, MOST_MS)) throw new Error(`${name} got no session`);
  }

  /** `takeover NAME SERVER`: somebody else goes on with that handle's session, and closes it. */
  private takeOver(
    [name = '', server = '']: readonly string[],
    end: (ms: number) => readonly SaidLine[],
  ): readonly SaidLine[] {
    const { session } = this.client(this.handle(name));
    this.open('thief', [Number(server) as ServerId], DEFAULT_TIMEOUT_MS, { session });
    this.untilConnected('thief');
    this.rig.runFor(USUAL_MS);
    this.rig.perform({ type: 'client', client: 'thief', action: 'close' });
    return end(LONG_MS);
  }

  private stateOf(handle: Handle): SaidLine {
    const { leaf } = this.client(handle);
    const state = STATES[leaf] ?? leaf;
    return returned(state);
  }

  // ---- calls -----------------------------------------------------------------------------------

  private callHandle(
    handle: Handle,
    method: string,
    words: readonly string[],
    end: (ms: number) => readonly SaidLine[],
  ): readonly SaidLine[] {
    switch (method) {
      case 'state':
        return [...end(USUAL_MS), this.stateOf(handle)];
      case 'close': {
        this.rig.perform({ type: 'client', client: handle.name, action: 'close' });
        const isOver = () => OVER.includes(this.client(handle).leaf);
        if (!this.rig.runUntil(isOver, MOST_MS)) throw new Error(`${handle.name} does not end`);
        return [...end(USUAL_MS), returned('ok')];
      }
      case 'async': {
        const parts = words.join(' ').split(';');
        const refusals = parts.map((part) => this.askOne(handle, part.trim()));
        const refusal = refusals.find((text) => text !== null);
        if (refusal) return [...end(USUAL_MS), threw(refusal)];
        return [...end(USUAL_MS), returned('sent')];
      }
      default: {
        const refusal = this.ask(handle, method, words, true);
        if (refusal !== null) return [...end(USUAL_MS), threw(refusal)];
        if (method === 'addAuthInfo') return [...end(LONG_MS), returned('ok')];
        this.rig.answered(handle.name);
        return end(USUAL_MS);
      }
    }
  }

  private askOne(handle: Handle, part: string): string | null {
    const [method = '', ...words] = part.split(' ');
    return this.ask(handle, method, words, false);
  }

  /** Asks; or what the library throws at once. */
  private ask(
    handle: Handle,
    method: string,
    words: readonly string[],
    waits: boolean,
  ): string | null {
    const dataFor = (path: string) => (waits ? this.versions.next(handle.chroot, path) : 'd');
    const request: MethodCall = requestOf(method, words, dataFor);
    const refusal = refusalOf(request, waits);
    if (refusal !== null) return refusal;
    if (request.watcher !== undefined) this.owners.set(request.watcher, handle.name);
    const line = `${this.rig.world.now} ${this.asking.size}`;
    if (request.op.type !== 'auth') this.asking.set(line, { method, waits, handle });
    const asked = { ...request, asker: 'console', line } as const;
    this.rig.world = libraryAsk(this.rig.world, handle.name, asked);
    return null;
  }

  // ---- what was said ---------------------------------------------------------------------------

  private news(): readonly SaidLine[] {
    return [...this.handles.values()].flatMap((handle) => {
      const { transcript } = this.client(handle);
      const said: SaidLine[] = [];
      for (; handle.seen < transcript.length; handle.seen += 1) {
        said.push(...this.said(handle, itemAt(transcript, handle.seen) as TranscriptEntry));
      }
      return said;
    });
  }

  private said(handle: Handle, entry: TranscriptEntry): readonly SaidLine[] {
    switch (entry.type) {
      case 'event':
        return this.told(
          handle,
          entry.to,
          `${entry.event.type} ${entry.state} ${entry.event.path}`,
        );
      case 'session':
        return this.told(handle, entry.to, `None ${entry.state} null`);
      case 'answered':
        return this.answered(entry.line, entry.op, entry.reply);
      default:
        return [];
    }
  }

  private told({ name }: Handle, to: readonly string[], text: string): readonly SaidLine[] {
    return to.map((watcher) => {
      const shown = watcher === 'default' ? `${name}.default` : watcher;
      return { by: name, text: `${shown}: ${text}` };
    });
  }

  private answered(line: string, op: Op, reply: TranscriptReply): readonly SaidLine[] {
    const asking = this.asking.get(line);
    if (asking === undefined) return [];
    this.asking.delete(line);
    const { method, waits, handle } = asking;
    this.versions.hear(handle.chroot, op, reply);
    if (!waits) return [{ by: handle.name, text: callbackLine(method, op, reply) }];
    return returnedLines(method, op, reply).map((text) => ({ by: null, text }));
  }
}

type TranscriptReply = Extract<TranscriptEntry, { readonly type: 'answered' }>['reply'];

const OVER: readonly Client['leaf'][] = ['CLOSED', 'EXPIRED', 'AUTH_FAILED'];

/** ZooKeeper.States, where the chart's state has another name. */
const STATES: Readonly<Partial<Record<Client['leaf'], string>>> = {
  ASSOCIATING: 'CONNECTING',
  EXPIRED: 'CLOSED',
};
