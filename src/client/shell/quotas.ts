import {
  type CreateOp,
  OPEN_ACL,
  printStatsTrack,
  readStatsTrack,
  trackField,
} from '../../model/index.ts';
import type { Answer, Program, QuotaConflict, QuotaLimits, ShellResult } from './program.ts';
import { asked, childrenOf, dataOf, isOk, type Steps } from './steps.ts';
import { visitTree } from './trees.ts';

type Of<K extends Program['type']> = Extract<Program, { readonly type: K }>;
type QuotaSet = Extract<ShellResult, { readonly type: 'quota-set' }>;

const QUOTA = '/zookeeper/quota';
const LIMITS = 'zookeeper_limits';
const STATS = 'zookeeper_stats';

const NOT_EXCEEDED = { count: null, bytes: null };

function quotaSet(facts: Partial<QuotaSet>): QuotaSet {
  return { type: 'quota-set', conflict: null, exceeded: NOT_EXCEEDED, failure: null, ...facts };
}

function create(path: string, data: string | null): CreateOp {
  return { type: 'create', path, data, acl: OPEN_ACL, flags: 0, ttl: -1 };
}

/** Null where the node is not; an answer that failed otherwise is the failure. */
function* found(path: string): Steps<{ readonly there: boolean; readonly failure: Answer | null }> {
  const answer = yield* asked({ type: 'exists', path, watch: false });
  const failure = isOk(answer) || answer.reply.code === 'NONODE' ? null : answer;
  return { there: isOk(answer), failure };
}

/** SetQuotaCommand.createQuota, request by request: each write uses up a zxid. */
export function* setQuota({ path, limits }: Of<'setquota'>): Steps<ShellResult> {
  const node = yield* found(path);
  if (node.failure !== null) return quotaSet({ failure: node.failure });
  if (!node.there) return quotaSet({ conflict: { why: 'missing', path } });
  const related = (yield* quotaBelow(path)) ?? (yield* quotaAbove(path));
  if (related !== null) return quotaSet(related);
  const parents = yield* makeParents(path);
  if (parents !== null) return quotaSet({ failure: parents });
  const at = `${QUOTA}${path}/${LIMITS}`;
  const old = yield* found(at);
  if (old.failure !== null) return quotaSet({ failure: old.failure });
  return yield* old.there ? changeLimits(path, limits) : beginQuota(path, limits);
}

/** checkIfChildQuota: its walk stops at the first node that is not there. */
function* quotaBelow(path: string): Steps<Partial<QuotaSet> | null> {
  let conflict: QuotaConflict | null = null;
  const failure = yield* visitTree(`${QUOTA}${path}`, false, function* look(at) {
    const listed = yield* asked({ type: 'getChildren', path: at, watch: false });
    if (conflict === null && at !== `${QUOTA}${path}` && childrenOf(listed).includes(LIMITS)) {
      conflict = { why: 'child', path: at.slice(QUOTA.length) };
    }
  });
  if (conflict !== null) return { conflict };
  return failure === null || failure.reply.code === 'NONODE' ? null : { failure };
}

function* quotaAbove(path: string): Steps<Partial<QuotaSet> | null> {
  const names = path.split('/').slice(1, -1);
  let at = QUOTA;
  for (const name of names) {
    at += `/${name}`;
    const listed = yield* asked({ type: 'getChildren', path: at, watch: false });
    if (listed.reply.code === 'NONODE') return null;
    if (!isOk(listed)) return { failure: listed };
    const children = childrenOf(listed);
    if (children.length === 0) return null;
    if (children.includes(LIMITS)) {
      return { conflict: { why: 'parent', path: at.slice(QUOTA.length) } };
    }
  }
  return null;
}

function* makeParents(path: string): Steps<Answer | null> {
  const root = yield* found(QUOTA);
  if (root.failure !== null) return root.failure;
  let at = QUOTA;
  for (const name of path.split('/').slice(1)) {
    at += `/${name}`;
    const node = yield* found(at);
    if (node.failure !== null) return node.failure;
    if (node.there) continue;
    const made = yield* asked(create(at, null));
    if (!isOk(made) && made.reply.code !== 'NODEEXISTS') return made;
  }
  return null;
}

const KEYS = ['count', 'bytes', 'countHardLimit', 'byteHardLimit'] as const;

function* beginQuota(path: string, limits: QuotaLimits): Steps<ShellResult> {
  const fields = new Map(KEYS.map((key) => [key as string, limits[key]]));
  const at = `${QUOTA}${path}`;
  const made = yield* asked(create(`${at}/${LIMITS}`, printStatsTrack(fields)));
  if (!isOk(made)) return quotaSet({ failure: made });
  const none = new Map([
    ['count', 0],
    ['bytes', 0],
  ]);
  const counted = yield* asked(create(`${at}/${STATS}`, printStatsTrack(none)));
  if (!isOk(counted)) return quotaSet({ failure: counted });
  const read = yield* readBoth(path);
  if (read.failure !== null) return quotaSet({ failure: read.failure });
  return quotaSet({ exceeded: exceeded(read.limits, read.stats) });
}

function* changeLimits(path: string, limits: QuotaLimits): Steps<ShellResult> {
  const read = yield* readBoth(path);
  if (read.failure !== null) return quotaSet({ failure: read.failure });
  const fields = new Map(read.limits);
  for (const key of KEYS) if (limits[key] > -1) fields.set(key, limits[key]);
  const written = yield* setLimits(path, fields);
  const failure = isOk(written) ? null : written;
  return quotaSet({ exceeded: exceeded(fields, read.stats), failure });
}

function setLimits(path: string, fields: ReadonlyMap<string, number>): Steps<Answer> {
  const data = printStatsTrack(fields);
  return asked({ type: 'setData', path: `${QUOTA}${path}/${LIMITS}`, data, version: -1 });
}

type Fields = ReadonlyMap<string, number>;

function* readBoth(
  path: string,
): Steps<{ readonly limits: Fields; readonly stats: Fields; readonly failure: Answer | null }> {
  const limits = yield* readNode(path, LIMITS);
  const stats = isOk(limits) ? yield* readNode(path, STATS) : limits;
  return {
    limits: readStatsTrack(dataOf(limits)).fields,
    stats: readStatsTrack(dataOf(stats)).fields,
    failure: isOk(stats) ? null : stats,
  };
}

function readNode(path: string, name: string): Steps<Answer> {
  return asked({ type: 'getData', path: `${QUOTA}${path}/${name}`, watch: false });
}

/** SetQuotaCommand.checkQuota: a quota may be below what is there already; it is said. */
function exceeded(limits: Fields, stats: Fields): QuotaSet['exceeded'] {
  const over = (now: string, soft: string, hard: string): number | null => {
    const used = trackField(stats, now);
    const least = [trackField(limits, soft), trackField(limits, hard)];
    return least.some((limit) => limit > -1 && limit < used) ? used : null;
  };
  return {
    count: over('count', 'count', 'countHardLimit'),
    bytes: over('bytes', 'bytes', 'byteHardLimit'),
  };
}

export function* listQuota({ path }: Of<'listquota'>): Steps<ShellResult> {
  const limits = yield* readNode(path, LIMITS);
  const stats = isOk(limits) ? yield* readNode(path, STATS) : limits;
  return {
    type: 'quota',
    limits: isOk(stats) ? printStatsTrack(readStatsTrack(dataOf(limits)).fields) : null,
    stats: isOk(stats) ? printStatsTrack(readStatsTrack(dataOf(stats)).fields) : null,
    failure: isOk(stats) ? null : stats,
  };
}

export function* delQuota({ path, keys }: Of<'delquota'>): Steps<ShellResult> {
  const gone = (failure: Answer | null): ShellResult => {
    return { type: 'quota-deleted', found: true, failure };
  };
  const there = yield* found(`${QUOTA}${path}/${LIMITS}`);
  if (there.failure !== null) return gone(there.failure);
  if (!there.there) return { type: 'quota-deleted', found: false, failure: null };
  const limits = yield* readNode(path, LIMITS);
  if (!isOk(limits)) return gone(limits);
  if (keys.length === 0) return gone(yield* deleteQuota(path));
  const fields = new Map(readStatsTrack(dataOf(limits)).fields);
  for (const key of keys) fields.set(key, -1);
  const written = yield* setLimits(path, fields);
  return gone(isOk(written) ? null : written);
}

/** The quota's nodes, then its parents as far as nothing else needs them (trimProcQuotas). */
function* deleteQuota(path: string): Steps<Answer | null> {
  const top = `${QUOTA}${path}`;
  const listed = yield* asked({ type: 'getChildren', path: top, watch: false });
  if (!isOk(listed)) return listed;
  for (const name of childrenOf(listed)) {
    const answer = yield* asked({ type: 'delete', path: `${top}/${name}`, version: -1 });
    if (!isOk(answer)) return answer;
  }
  for (let at = top; at !== QUOTA; at = at.slice(0, at.lastIndexOf('/'))) {
    const left = yield* asked({ type: 'getChildren', path: at, watch: false });
    if (!isOk(left)) return left;
    if (childrenOf(left).length > 0) return null;
    const answer = yield* asked({ type: 'delete', path: at, version: -1 });
    if (!isOk(answer)) return answer;
  }
  return null;
}
