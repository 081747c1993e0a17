import {
  type Because,
  type ErrorCode,
  NO_SESSION,
  type Op,
  type ReplyBody,
  type Stat,
  type WatchEvent,
  type WatchEventType,
  ZERO,
} from '../../../src/model/index.ts';
import {
  beginRecipe,
  type RecipeContext,
  type RecipeInput,
  type RecipeState,
  stepRecipe,
} from '../../../src/recipes/index.ts';

const BLANK: Stat = {
  czxid: ZERO,
  mzxid: ZERO,
  pzxid: ZERO,
  ctime: 0,
  mtime: 0,
  version: 0,
  cversion: 0,
  aversion: 0,
  ephemeralOwner: NO_SESSION,
  dataLength: 0,
  numChildren: 0,
};

interface Request {
  readonly tag: string;
  readonly op: Op;
}
type Heard =
  | {
      readonly type: 'reply';
      readonly request: Request;
      readonly code: ErrorCode;
      readonly body: ReplyBody | null;
    }
  | { readonly type: 'event'; readonly event: WatchEvent };

/** A client that runs a recipe: only what a recipe can notice of it. */
export class Contender {
  readonly name: string;
  readonly ensemble: FakeEnsemble;
  readonly context: RecipeContext;
  state: RecipeState;
  connected = true;
  /** The ensemble's view; the client learns of it when it next connects. */
  alive = true;
  told = false;
  /** Asked, not yet processed. */
  requests: Request[] = [];
  /** Asked over a connection that is gone, and perhaps yet to be processed. */
  lingering: Request[] = [];
  /** On its way back. */
  heard: Heard[] = [];
  /** What the library would set again after a reconnect: `data /a`, `exist /a`, `child /a`. */
  watches = new Set<string>();
  /** Why it moved, in order. */
  readonly said: Because[] = [];

  constructor(ensemble: FakeEnsemble, name: string, recipe: string, path: string, run: number) {
    this.name = name;
    this.ensemble = ensemble;
    this.context = { session: `0x${name}`, run };
    this.state = beginRecipe(recipe, path, this.context);
  }

  /** Ids of the rules that applied, in order. */
  get story(): string[] {
    return this.said.map((because) => because.rule);
  }

  get isOver(): boolean {
    return ['released', 'lost', 'failed'].includes(this.state.leaf);
  }

  /** In line, in the ensemble's eyes as in its own. */
  get holds(): boolean {
    return this.alive && ['granted', 'unsure'].includes(this.state.leaf);
  }

  give(input: RecipeInput): this {
    const outcome = stepRecipe(this.state, input, this.context);
    this.state = outcome.next;
    for (const effect of outcome.effects) {
      if (effect.type === 'moved') this.said.push(effect.because);
      else this.requests.push({ tag: effect.tag, op: effect.op });
    }
    return this;
  }

  /** The next request is processed (whether or not its answer will arrive). */
  process(): this {
    const request = this.connected && this.alive ? this.requests.shift() : undefined;
    if (request) this.ensemble.process(this, request, true);
    return this;
  }

  /** A request of a connection that is gone reaches the leader after all. */
  processLate(): this {
    const request = this.alive ? this.lingering.shift() : undefined;
    if (request) this.ensemble.process(this, request, false);
    return this;
  }

  /** The next message on the stream arrives. */
  hear(): this {
    const heard = this.connected ? this.heard.shift() : undefined;
    if (heard?.type === 'event') {
      const { type, path } = heard.event;
      const used = type === 'NodeChildrenChanged' ? ['child'] : ['data', 'exist', 'child'];
      for (const kind of used) this.watches.delete(`${kind} ${path}`);
      this.give({ type: 'watched', event: heard.event });
    } else if (heard?.type === 'reply') {
      const { request, code, body } = heard;
      if (request.op.type === 'exists' && request.op.watch) {
        this.watches.add(`${code === 'OK' ? 'data' : 'exist'} ${request.op.path}`);
      }
      if (request.op.type === 'getChildren' && request.op.watch && code === 'OK') {
        this.watches.add(`child ${request.op.path}`);
      }
      const reply = { cxid: 1, zxid: ZERO, code, body };
      this.give({ type: 'replied', tag: request.tag, op: request.op, reply });
    }
    return this;
  }

  /** Everything unanswered fails; of what was not processed, `lingers` requests still may be. */
  disconnect(lingers = 0): this {
    if (!this.connected) return this.failQueued();
    this.connected = false;
    this.ensemble.forgetWatches(this);
    const unanswered = this.heard.flatMap((heard) =>
      heard.type === 'reply' ? [heard.request] : [],
    );
    const unsent = this.requests;
    this.heard = [];
    this.requests = [];
    this.lingering.push(...unsent.slice(0, lingers));
    for (const request of [...unanswered, ...unsent]) this.lose(request);
    return this.give({ type: 'disconnected' });
  }

  /** An attempt to connect came to nothing: what waited for it fails. */
  private failQueued(): this {
    const waiting = this.requests;
    this.requests = [];
    for (const request of waiting) this.lose(request);
    return this;
  }

  private lose(request: Request): void {
    const reply = { cxid: 1, zxid: ZERO, code: 'CONNECTIONLOSS', body: null } as const;
    this.give({ type: 'replied', tag: request.tag, op: request.op, reply });
  }

  reconnect(): this {
    if (this.connected || this.told) return this;
    if (!this.alive) {
      this.told = true;
      return this.give({ type: 'expired' });
    }
    this.connected = true;
    this.ensemble.watchAgain(this);
    return this.give({ type: 'reconnected' });
  }

  /** The ensemble expires the session; the client, if connected, loses the connection. */
  expire(): this {
    if (!this.alive) return this;
    this.alive = false;
    this.lingering = [];
    this.ensemble.deleteOwned(this);
    return this.disconnect();
  }
}

/** One tree that answers at once whatever it processes: no servers, no time. */
export class FakeEnsemble {
  readonly clients: Contender[] = [];
  /** Path to the owner of an ephemeral, or null. */
  readonly nodes = new Map<string, Contender | null>([['/', null]]);
  /** Everybody who ever had an ephemeral. */
  readonly owners = new Set<Contender | null>();
  readonly data = new Map<string, string>();
  private readonly watchers = new Map<string, Set<Contender>>();
  private creations = 0;

  join(recipe: string, path: string): Contender {
    const client = new Contender(this, `${this.clients.length + 1}a`, recipe, path, 7);
    this.clients.push(client);
    return client.give({ type: 'begun' });
  }

  /** The names below a path, in no useful order: by guid backwards. */
  childrenOf(path: string): string[] {
    const prefix = path === '/' ? '/' : `${path}/`;
    return [...this.nodes.keys()]
      .filter((node) => node !== '/' && node.startsWith(prefix))
      .map((node) => node.slice(prefix.length))
      .filter((name) => !name.includes('/'))
      .sort((a, b) => (a < b ? 1 : -1));
  }

  ownedBy(client: Contender): string[] {
    return [...this.nodes].filter(([, owner]) => owner === client).map(([path]) => path);
  }

  process(client: Contender, request: Request, answers: boolean): void {
    const { op } = request;
    if (op.type === 'sync') while (client.lingering.length > 0) client.processLate();
    const [code, body] = this.carryOut(client, op, answers);
    if (answers) client.heard.push({ type: 'reply', request, code, body });
  }

  private carryOut(client: Contender, op: Op, answers: boolean): [ErrorCode, ReplyBody | null] {
    if (op.type === 'create2') return this.withStat(this.create(client, op.path, op.flags));
    if (op.type === 'create') return this.create(client, op.path, op.flags);
    if (op.type === 'delete') {
      if (!this.nodes.has(op.path)) return ['NONODE', null];
      this.delete(op.path);
      return ['OK', null];
    }
    if (op.type === 'getChildren') {
      if (!this.nodes.has(op.path)) return ['NONODE', null];
      if (op.watch && answers) this.watch(client, `child ${op.path}`);
      return ['OK', { type: 'children', children: this.childrenOf(op.path), stat: null }];
    }
    if (op.type === 'exists') {
      if (op.watch && answers) this.watch(client, `data ${op.path}`);
      const owner = this.nodes.get(op.path);
      if (owner === undefined) return ['NONODE', null];
      const ephemeralOwner = owner?.context.session ?? NO_SESSION;
      return ['OK', { type: 'stat', stat: { ...BLANK, ephemeralOwner } }];
    }
    if (op.type === 'getData') {
      if (!this.nodes.has(op.path)) return ['NONODE', null];
      return ['OK', { type: 'data', data: this.data.get(op.path) ?? '', stat: BLANK }];
    }
    return ['OK', null];
  }

  /** Somebody else makes a node. */
  make(path: string, data = ''): this {
    this.create(null, path, 0);
    this.data.set(path, data);
    return this;
  }

  private create(
    client: Contender | null,
    path: string,
    flags: number,
  ): [ErrorCode, ReplyBody | null] {
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    if (!this.nodes.has(parent)) return ['NONODE', null];
    const made = flags >= 2 ? path + String(this.creations++).padStart(10, '0') : path;
    if (this.nodes.has(made)) return ['NODEEXISTS', null];
    this.nodes.set(made, flags % 2 === 1 ? client : null);
    if (flags % 2 === 1) this.owners.add(client);
    this.fire('data', made, 'NodeCreated');
    this.changed(parent);
    return ['OK', { type: 'path', path: made }];
  }

  private withStat([code, body]: [ErrorCode, ReplyBody | null]): [ErrorCode, ReplyBody | null] {
    return [code, body?.type === 'path' ? { ...body, type: 'pathStat', stat: BLANK } : body];
  }

  private watch(client: Contender, key: string): void {
    const there = this.watchers.get(key) ?? new Set();
    this.watchers.set(key, there.add(client));
  }

  forgetWatches(client: Contender): void {
    for (const there of this.watchers.values()) there.delete(client);
  }

  /** SetWatches; of a list it is taken to have changed while the client was away. */
  watchAgain(client: Contender): void {
    for (const watch of client.watches) {
      const [kind, path] = watch.split(' ') as [string, string];
      const there = this.nodes.has(path);
      if (kind === 'child') this.tell(client, there ? 'NodeChildrenChanged' : 'NodeDeleted', path);
      else if (there === (kind === 'data')) this.watch(client, `data ${path}`);
      else this.tell(client, there ? 'NodeCreated' : 'NodeDeleted', path);
    }
  }

  private tell(client: Contender, type: WatchEventType, path: string): void {
    client.heard.push({ type: 'event', event: { type, path } });
  }

  deleteOwned(client: Contender): void {
    for (const path of this.ownedBy(client)) this.delete(path);
  }

  delete(path: string): void {
    this.nodes.delete(path);
    this.fire('data', path, 'NodeDeleted');
    this.changed(path.slice(0, path.lastIndexOf('/')) || '/');
  }

  /** Somebody sets its data. */
  touch(path: string): void {
    this.fire('data', path, 'NodeDataChanged');
  }

  private changed(parent: string): void {
    this.fire('child', parent, 'NodeChildrenChanged');
  }

  private fire(kind: 'data' | 'child', path: string, type: WatchEventType): void {
    const there = this.watchers.get(`${kind} ${path}`) ?? new Set();
    this.watchers.delete(`${kind} ${path}`);
    for (const client of there) this.tell(client, type, path);
  }

  /** Everybody is reachable again and everything on its way arrives, round robin. */
  settle(): this {
    for (let round = 0; round < 10_000; round++) {
      let quiet = true;
      for (const client of this.clients) {
        if (!client.connected) client.reconnect();
        if (client.requests.length + client.heard.length + client.lingering.length > 0) {
          if (client.connected) quiet = false;
          client.processLate().process().hear();
        }
      }
      if (quiet) return this;
    }
    throw new Error('it never comes to rest');
  }
}
