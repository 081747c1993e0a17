import type { Op, Reply } from '../model/index.ts';
import { contenderChart } from './contender-chart.ts';
import {
  childPath,
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
import {
  ask,
  askSync,
  expire,
  lastName,
  makeParents,
  move,
  recipeOf,
  refuse,
  remember,
  type Step,
  say,
  start,
} from './step.ts';

/** What makes one contender recipe differ from another. */
export interface Contending {
  readonly name: string;
  /** First part of its rules' ids: `lock` of `lock.granted`. */
  readonly rules: string;
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
    carryOut: (step, input, context) => carryOut(kind, step, input, context),
  });
}

function carryOut(kind: Contending, step: Step, input: RecipeInput, context: RecipeContext): void {
  switch (input.type) {
    case 'begun':
      if (start(step, context)) create(kind, step);
      return;
    case 'replied':
      replied(kind, step, input.tag, input.op, input.reply);
      return;
    case 'watched':
      if (step.state.leaf === 'waiting' && input.event.path === step.state.watching) {
        again(step, 'WOKEN');
      }
      return;
    case 'disconnected':
      if (step.state.leaf !== 'granted') return;
      move(step, 'DISCONNECTED');
      say(step, 'unsure', { own: lastName(step.state.own) });
      return;
    case 'reconnected':
      reconnected(kind, step, context);
      return;
    case 'expired':
      expire(step);
      return;
    case 'release':
      release(step);
      return;
  }
}

function create(kind: Contending, step: Step): void {
  const { path, guid } = step.state;
  const node = childPath(path, `${guid}-${kind.mark}`);
  remember(step, { own: null, token: null, watching: null });
  ask(step, 'create', createWithStatOp(node, 'EPHEMERAL_SEQUENTIAL'));
}

/** Without a watch: a watch on the parent would wake everybody at every change. */
function list(step: Step): void {
  ask(step, 'list', listOp(step.state.path, false));
}

/** Looks again who is ahead: a wake-up only says that one of those before has gone. */
function again(step: Step, event: 'WOKEN' | 'ABSENT'): void {
  remember(step, { watching: null });
  move(step, event);
  say(step, 'again', { own: lastName(step.state.own) });
  list(step);
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

function replied(kind: Contending, step: Step, tag: string, op: Op, reply: Reply): void {
  if (!AWAITS[tag]?.includes(step.state.leaf)) return;
  if (reply.code === 'CONNECTIONLOSS') move(step, 'LOST');
  else if (reply.code === 'SESSIONEXPIRED') expire(step);
  else if (tag === 'create') created(step, reply);
  else if (tag === 'parent') {
    if (step.state.leaf === 'abandoning') leave(step, null);
    else if (makeParents(step, 'parent', op, reply)) create(kind, step);
  } else if (tag === 'list') listed(kind, step, reply);
  else if (tag === 'exists') checked(step, reply);
  else if (tag === 'stat') identified(kind, step, reply);
  else if (reply.code === 'OK' || reply.code === 'NONODE') leave(step, null);
  else refuse(step, reply.code);
}

function created(step: Step, reply: Reply): void {
  const leaving = step.state.leaf === 'abandoning';
  const own = madePath(reply);
  if (reply.code === 'NONODE') {
    if (leaving) leave(step, null);
    else ask(step, 'parent', createOp(step.state.path, 'PERSISTENT'));
  } else if (own === null) {
    refuse(step, reply.code);
  } else {
    remember(step, { own, token: czxidOf(reply) });
    move(step, 'CREATED');
    if (leaving) ask(step, 'delete', deleteOp(own));
    else list(step);
  }
}

function listed(kind: Contending, step: Step, reply: Reply): void {
  if (reply.code !== 'OK' && reply.code !== 'NONODE') {
    refuse(step, reply.code);
    return;
  }
  const { path, guid, leaf, own, token } = step.state;
  const line = inOrder(childrenOf(reply), kind.line);
  const at = line.findIndex((name) => name.startsWith(`${guid}-`));
  const found = at === -1 ? null : childPath(path, line[at] as string);
  if (leaf === 'searching') leave(step, found);
  else if (found === null) {
    move(step, 'MISSING');
    create(kind, step);
  } else if (token === null) {
    remember(step, { own: found });
    move(step, 'FOUND');
    if (own === null) say(step, 'found', { own: lastName(found) });
    ask(step, 'stat', existsOp(found, false));
  } else takePlace(step, kind.blocker(line.slice(0, at)));
}

/** The node that was found has its number; or it is gone again. */
function identified(kind: Contending, step: Step, reply: Reply): void {
  const token = czxidOf(reply);
  if (token !== null) {
    remember(step, { token });
    move(step, 'CREATED');
    list(step);
  } else if (reply.code === 'NONODE') {
    move(step, 'MISSING');
    create(kind, step);
  } else refuse(step, reply.code);
}

function grant(step: Step, event: 'FIRST' | 'RECONNECTED'): void {
  move(step, event);
  say(step, 'granted', { own: lastName(step.state.own), token: step.state.token });
}

function takePlace(step: Step, before: string | null): void {
  if (before === null) {
    grant(step, 'FIRST');
    return;
  }
  const watching = childPath(step.state.path, before);
  remember(step, { watching });
  move(step, 'BEHIND');
  ask(step, 'exists', existsOp(watching, true));
}

function checked(step: Step, reply: Reply): void {
  if (reply.code === 'NONODE') again(step, 'ABSENT');
  else if (reply.code !== 'OK') refuse(step, reply.code);
  else {
    move(step, 'PRESENT');
    say(step, 'waits', { own: lastName(step.state.own), before: lastName(step.state.watching) });
  }
}

/** On the way out: deletes the node that is still there, or is done. */
function leave(step: Step, found: string | null): void {
  if (found !== null) {
    remember(step, { own: found });
    move(step, 'FOUND');
    ask(step, 'delete', deleteOp(found));
    return;
  }
  const own = lastName(step.state.own);
  remember(step, { own: null, token: null, watching: null });
  move(step, 'GONE');
  say(step, 'released', { own });
}

/**
 * An answer was lost, so the node may be there without our knowing: look for the guid. `sync`
 * first: the create may have been proposed through the old server and not have reached the new one
 * yet.
 */
function reconnected(kind: Contending, step: Step, context: RecipeContext): void {
  const { leaf } = step.state;
  if (leaf === 'starting') {
    if (start(step, context)) create(kind, step);
  } else if (leaf === 'unsure') grant(step, 'RECONNECTED');
  else if (leaf === 'suspended' || leaf === 'withdrawn') {
    move(step, 'RECONNECTED');
    askSync(step);
    list(step);
  }
}

/** Leaves in which leaving is under way already. */
const LEAVING: readonly string[] = ['abandoning', 'releasing', 'withdrawn', 'searching'];

function release(step: Step): void {
  const { leaf, own } = step.state;
  if (LEAVING.includes(leaf)) return;
  move(step, 'RELEASE');
  if (step.state.leaf === 'releasing' && own !== null) {
    remember(step, { watching: null });
    ask(step, 'delete', deleteOp(own));
  } else if (step.state.leaf === 'released') say(step, 'released', { own: null });
}
