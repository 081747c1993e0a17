import { childPath, type Op, type Reply } from '../model/index.ts';
import { contenderChart } from './contender-chart.ts';
import {
  ask,
  askSync,
  expire,
  lastName,
  makeParents,
  move,
  type RecipeDraft,
  recipeOf,
  refuse,
  remember,
  say,
  start,
} from './draft.ts';
import {
  childrenOf,
  createOp,
  createWithStatOp,
  czxidOf,
  deleteOp,
  existsOp,
  inOrder,
  listOp,
  madePath,
} from './nodes.ts';
import type { Recipe, RecipeContext, RecipeInput } from './recipe.ts';
import type { RecipeRules } from './rules.ts';

/** What makes one contender recipe differ from another. */
export interface Contending {
  readonly name: string;
  /** First part of its rules' ids: `lock` of `lock.granted`. */
  readonly rules: RecipeRules;
  /** What its own node is called, between the guid and the suffix. */
  readonly mark: string;
  /** Which children stand in the same line. */
  readonly line: readonly string[];
  /** The one it has to wait for; null: none. `ahead`: the names before its own, in order. */
  readonly blocker: (ahead: readonly string[]) => string | null;
}

/** A recipe in which clients stand in line with ephemeral sequential nodes. */
export function contender(kind: Contending): Recipe {
  return recipeOf({
    name: kind.name,
    rules: kind.rules,
    chart: contenderChart,
    respond: (draft, input, context) => respondInLine(kind, draft, input, context),
  });
}

function respondInLine(
  kind: Contending,
  draft: RecipeDraft,
  input: RecipeInput,
  context: RecipeContext,
): void {
  switch (input.type) {
    case 'begun':
      if (start(draft, context)) create(kind, draft);
      return;
    case 'replied':
      replied(kind, draft, input.tag, input.op, input.reply);
      return;
    case 'watched':
      if (draft.state.leaf === 'waiting' && input.event.path === draft.state.watching) {
        again(draft, 'WOKEN');
      }
      return;
    case 'disconnected':
      if (draft.state.leaf !== 'granted') return;
      move(draft, 'DISCONNECTED');
      say(draft, 'unsure', { own: lastName(draft.state.own) });
      return;
    case 'reconnected':
      reconnected(kind, draft, context);
      return;
    case 'expired':
      expire(draft);
      return;
    case 'release':
      release(draft);
      return;
  }
}

function create(kind: Contending, draft: RecipeDraft): void {
  const { path, guid } = draft.state;
  const node = childPath(path, `${guid}-${kind.mark}`);
  remember(draft, { own: null, token: null, watching: null });
  ask(draft, 'create', createWithStatOp(node, 'EPHEMERAL_SEQUENTIAL'));
}

/** Without a watch: a watch on the parent would wake everybody at every change. */
function list(draft: RecipeDraft): void {
  ask(draft, 'list', listOp(draft.state.path, false));
}

/** Looks again who is ahead: a wake-up only says that one of those before has gone. */
function again(draft: RecipeDraft, event: 'WOKEN' | 'ABSENT'): void {
  remember(draft, { watching: null });
  move(draft, event);
  say(draft, 'again', { own: lastName(draft.state.own) });
  list(draft);
}

/**
 * Which leaf awaits the answer to which request; what comes in another is late and means nothing.
 */
const AWAITS: Readonly<Record<string, readonly string[]>> = {
  create: ['creating', 'abandoning'],
  parent: ['creating', 'abandoning'],
  list: ['listing', 'recovering', 'searching'],
  exists: ['checking'],
  stat: ['identifying'],
  delete: ['releasing'],
};

function replied(kind: Contending, draft: RecipeDraft, tag: string, op: Op, reply: Reply): void {
  if (!AWAITS[tag]?.includes(draft.state.leaf)) return;
  if (reply.code === 'CONNECTIONLOSS') move(draft, 'LOST');
  else if (reply.code === 'SESSIONEXPIRED') expire(draft);
  else if (tag === 'create') created(draft, reply);
  else if (tag === 'parent') {
    if (draft.state.leaf === 'abandoning') leave(draft, null);
    else if (makeParents(draft, 'parent', op, reply)) create(kind, draft);
  } else if (tag === 'list') listed(kind, draft, reply);
  else if (tag === 'exists') checked(draft, reply);
  else if (tag === 'stat') identified(kind, draft, reply);
  else if (reply.code === 'OK' || reply.code === 'NONODE') leave(draft, null);
  else refuse(draft, reply.code);
}

function created(draft: RecipeDraft, reply: Reply): void {
  const leaving = draft.state.leaf === 'abandoning';
  const own = madePath(reply);
  if (reply.code === 'NONODE') {
    if (leaving) leave(draft, null);
    else ask(draft, 'parent', createOp(draft.state.path, 'PERSISTENT'));
  } else if (own === null) {
    refuse(draft, reply.code);
  } else {
    remember(draft, { own, token: czxidOf(reply) });
    move(draft, 'CREATED');
    if (leaving) ask(draft, 'delete', deleteOp(own));
    else list(draft);
  }
}

function listed(kind: Contending, draft: RecipeDraft, reply: Reply): void {
  if (reply.code !== 'OK' && reply.code !== 'NONODE') {
    refuse(draft, reply.code);
    return;
  }
  const { path, guid, leaf, own, token } = draft.state;
  const line = inOrder(childrenOf(reply), kind.line);
  const at = line.findIndex((name) => name.startsWith(`${guid}-`));
  const found = at === -1 ? null : childPath(path, line[at] as string);
  if (leaf === 'searching') leave(draft, found);
  else if (found === null) {
    move(draft, 'MISSING');
    create(kind, draft);
  } else if (token === null) {
    remember(draft, { own: found });
    move(draft, 'FOUND');
    if (own === null) say(draft, 'found', { own: lastName(found) });
    ask(draft, 'stat', existsOp(found, false));
  } else takePlace(draft, kind.blocker(line.slice(0, at)));
}

/** The node that was found has its number; or it is gone again. */
function identified(kind: Contending, draft: RecipeDraft, reply: Reply): void {
  const token = czxidOf(reply);
  if (token !== null) {
    remember(draft, { token });
    move(draft, 'CREATED');
    list(draft);
  } else if (reply.code === 'NONODE') {
    move(draft, 'MISSING');
    create(kind, draft);
  } else refuse(draft, reply.code);
}

function grant(draft: RecipeDraft, event: 'FIRST' | 'RECONNECTED'): void {
  move(draft, event);
  say(draft, 'granted', { own: lastName(draft.state.own), token: draft.state.token });
}

function takePlace(draft: RecipeDraft, before: string | null): void {
  if (before === null) {
    grant(draft, 'FIRST');
    return;
  }
  const watching = childPath(draft.state.path, before);
  remember(draft, { watching });
  move(draft, 'BEHIND');
  ask(draft, 'exists', existsOp(watching, true));
}

function checked(draft: RecipeDraft, reply: Reply): void {
  if (reply.code === 'NONODE') again(draft, 'ABSENT');
  else if (reply.code !== 'OK') refuse(draft, reply.code);
  else {
    move(draft, 'PRESENT');
    say(draft, 'waits', { own: lastName(draft.state.own), before: lastName(draft.state.watching) });
  }
}

/** On the way out: deletes the node that is still there, or is done. */
function leave(draft: RecipeDraft, found: string | null): void {
  if (found !== null) {
    remember(draft, { own: found });
    move(draft, 'FOUND');
    ask(draft, 'delete', deleteOp(found));
    return;
  }
  const own = lastName(draft.state.own);
  remember(draft, { own: null, token: null, watching: null });
  move(draft, 'GONE');
  say(draft, 'released', { own });
}

/**
 * An answer was lost, so the node may be there without our knowing: look for the guid. `sync`
 * first: the create may have been proposed through the old server and not have reached the new one
 * yet.
 */
function reconnected(kind: Contending, draft: RecipeDraft, context: RecipeContext): void {
  const { leaf } = draft.state;
  if (leaf === 'starting') {
    if (start(draft, context)) create(kind, draft);
  } else if (leaf === 'unsure') grant(draft, 'RECONNECTED');
  else if (leaf === 'suspended' || leaf === 'withdrawn') {
    move(draft, 'RECONNECTED');
    askSync(draft);
    list(draft);
  }
}

/** Leaves in which leaving is under way already. */
const LEAVING: readonly string[] = ['abandoning', 'releasing', 'withdrawn', 'searching'];

function release(draft: RecipeDraft): void {
  const { leaf, own } = draft.state;
  if (LEAVING.includes(leaf)) return;
  move(draft, 'RELEASE');
  if (draft.state.leaf === 'releasing' && own !== null) {
    remember(draft, { watching: null });
    ask(draft, 'delete', deleteOp(own));
  } else if (draft.state.leaf === 'released') say(draft, 'released', { own: null });
}
