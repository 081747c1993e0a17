import { NONE } from '../lib/index.ts';
import type { Fact, Op, Reply } from '../model/index.ts';
import { type ContenderControl, contenderChart } from './contender-chart.ts';
import { moverOf } from './mover.ts';
import {
  ask,
  childPath,
  childrenOf,
  createOp,
  deleteOp,
  existsOp,
  guidOf,
  inOrder,
  lastPart,
  listOp,
  madePath,
  nextToMake,
} from './nodes.ts';
import type {
  Recipe,
  RecipeContext,
  RecipeEffect,
  RecipeInput,
  RecipeOutcome,
  RecipeState,
} from './recipe.ts';

const moved = moverOf(contenderChart);

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

/** One step under way: the state so far, and what is to be done. */
interface Step {
  readonly kind: Contending;
  state: RecipeState;
  readonly effects: RecipeEffect[];
}

/** A recipe in which clients stand in line with ephemeral sequential nodes. */
export function contender(kind: Contending): Recipe {
  return {
    name: kind.name,
    chart: contenderChart,
    begin: (path, context) => ({
      recipe: kind.name,
      path,
      leaf: 'starting',
      own: null,
      watching: null,
      guid: guidOf(context),
    }),
    step: (state, input, context) => stepContender(kind, state, input, context),
  };
}

function stepContender(
  kind: Contending,
  state: RecipeState,
  input: RecipeInput,
  context: RecipeContext,
): RecipeOutcome {
  if (isOver(state.leaf)) return { next: state, effects: NONE };
  const step: Step = { kind, state, effects: [] };
  carryOut(step, input, context);
  return { next: step.state, effects: step.effects };
}

function isOver(leaf: string): boolean {
  return leaf === 'released' || leaf === 'lost' || leaf === 'failed';
}

function carryOut(step: Step, input: RecipeInput, context: RecipeContext): void {
  switch (input.type) {
    case 'begun':
      start(step, context);
      return;
    case 'replied':
      replied(step, input.tag, input.op, input.reply);
      return;
    case 'watched':
      if (step.state.leaf === 'waiting' && input.event.path === step.state.watching)
        again(step, 'WOKEN');
      return;
    case 'disconnected':
      if (step.state.leaf === 'granted') {
        move(step, 'DISCONNECTED');
        say(step, 'unsure', { own: lastPart(step.state.own) });
      }
      return;
    case 'reconnected':
      reconnected(step, context);
      return;
    case 'expired':
      expire(step);
      return;
    case 'release':
      release(step);
      return;
  }
}

function move(step: Step, event: ContenderControl): void {
  step.state = { ...step.state, leaf: moved(step.state.leaf, event) };
}

function say(step: Step, rule: string, facts: Readonly<Record<string, Fact>>): void {
  const because = { rule: `${step.kind.rules}.${rule}`, facts };
  step.effects.push({ type: 'moved', state: step.state.leaf, because });
}

/** Stands in line as soon as there is a session to name itself after. */
function start(step: Step, context: RecipeContext): void {
  const guid = step.state.guid || guidOf(context);
  if (guid === '') return;
  step.state = { ...step.state, guid };
  move(step, 'NAMED');
  say(step, 'begin', { path: step.state.path });
  create(step);
}

function create(step: Step): void {
  const { path, guid } = step.state;
  step.state = { ...step.state, own: null, watching: null };
  const name = `${guid}-${step.kind.mark}`;
  step.effects.push(ask('create', createOp(childPath(path, name), 'EPHEMERAL_SEQUENTIAL')));
}

/** Without a watch: a watch on the parent would wake everybody at every change. */
function list(step: Step): void {
  step.effects.push(ask('list', listOp(step.state.path, false)));
}

/** Looks again who is ahead: a wake-up only says that one of those before has gone. */
function again(step: Step, event: 'WOKEN' | 'ABSENT'): void {
  step.state = { ...step.state, watching: null };
  move(step, event);
  say(step, 'again', { own: lastPart(step.state.own) });
  list(step);
}

/** Which leaf awaits the answer to which request; what comes in another is late and means nothing. */
const AWAITS: Readonly<Record<string, readonly string[]>> = {
  create: ['creating', 'abandoning'],
  parent: ['creating', 'abandoning'],
  list: ['listing', 'recovering', 'searching'],
  exists: ['checking'],
  delete: ['releasing'],
};

function replied(step: Step, tag: string, op: Op, reply: Reply): void {
  if (!AWAITS[tag]?.includes(step.state.leaf)) return;
  if (reply.code === 'CONNECTIONLOSS') move(step, 'LOST');
  else if (reply.code === 'SESSIONEXPIRED') expire(step);
  else if (tag === 'create') created(step, reply);
  else if (tag === 'parent') parentMade(step, op, reply);
  else if (tag === 'list') listed(step, reply);
  else if (tag === 'exists') checked(step, reply);
  else deleted(step, reply);
}

function created(step: Step, reply: Reply): void {
  const leaving = step.state.leaf === 'abandoning';
  if (reply.code === 'NONODE') {
    if (leaving) leave(step, null);
    else step.effects.push(ask('parent', createOp(step.state.path, 'PERSISTENT')));
    return;
  }
  const own = madePath(reply);
  if (own === null) {
    refuse(step, reply);
    return;
  }
  step.state = { ...step.state, own };
  move(step, 'CREATED');
  if (leaving) step.effects.push(ask('delete', deleteOp(own)));
  else list(step);
}

/** The place to stand in line is missing: make it, and what is above it, then try again. */
function parentMade(step: Step, op: Op, reply: Reply): void {
  if (reply.code !== 'OK' && reply.code !== 'NODEEXISTS' && reply.code !== 'NONODE') {
    refuse(step, reply);
    return;
  }
  if (step.state.leaf === 'abandoning') {
    leave(step, null);
    return;
  }
  const asked = op.type === 'create' ? op.path : step.state.path;
  const next = nextToMake(step.state.path, asked, reply);
  if (next === null) create(step);
  else step.effects.push(ask('parent', createOp(next, 'PERSISTENT')));
}

function listed(step: Step, reply: Reply): void {
  if (reply.code !== 'OK' && reply.code !== 'NONODE') {
    refuse(step, reply);
    return;
  }
  const { kind, state } = step;
  const line = inOrder(childrenOf(reply), kind.line);
  const at = line.findIndex((name) => name.startsWith(`${state.guid}-`));
  const found = at === -1 ? null : childPath(state.path, line[at] as string);
  if (state.leaf === 'searching') leave(step, found);
  else if (found === null) {
    move(step, 'MISSING');
    create(step);
  } else {
    if (state.own === null) say(step, 'found', { own: lastPart(found) });
    step.state = { ...state, own: found };
    takePlace(step, kind.blocker(line.slice(0, at)));
  }
}

function takePlace(step: Step, before: string | null): void {
  if (before === null) {
    move(step, 'FIRST');
    say(step, 'granted', { own: lastPart(step.state.own) });
    return;
  }
  const watching = childPath(step.state.path, before);
  step.state = { ...step.state, watching };
  move(step, 'BEHIND');
  step.effects.push(ask('exists', existsOp(watching, true)));
}

function checked(step: Step, reply: Reply): void {
  if (reply.code === 'NONODE') again(step, 'ABSENT');
  else if (reply.code !== 'OK') refuse(step, reply);
  else {
    move(step, 'PRESENT');
    say(step, 'waits', { own: lastPart(step.state.own), before: lastPart(step.state.watching) });
  }
}

function deleted(step: Step, reply: Reply): void {
  if (reply.code !== 'OK' && reply.code !== 'NONODE') refuse(step, reply);
  else leave(step, null);
}

/** On the way out: deletes the node that is still there, or is done. */
function leave(step: Step, found: string | null): void {
  if (found !== null) {
    step.state = { ...step.state, own: found };
    move(step, 'FOUND');
    step.effects.push(ask('delete', deleteOp(found)));
    return;
  }
  const own = lastPart(step.state.own);
  step.state = { ...step.state, own: null, watching: null };
  move(step, 'GONE');
  say(step, 'released', { own });
}

/**
 * An answer was lost, so the node may be there without our knowing: look for the guid. `sync` first:
 * the create may have been proposed through the old server and not have reached the new one yet.
 */
function reconnected(step: Step, context: RecipeContext): void {
  const { leaf, own, path } = step.state;
  if (leaf === 'starting') start(step, context);
  else if (leaf === 'unsure') {
    move(step, 'RECONNECTED');
    say(step, 'granted', { own: lastPart(own) });
  } else if (leaf === 'suspended' || leaf === 'withdrawn') {
    move(step, 'RECONNECTED');
    step.effects.push(ask('sync', { type: 'sync', path }));
    list(step);
  }
}

function release(step: Step): void {
  const { leaf, own } = step.state;
  if (leaf === 'releasing' || leaf === 'abandoning' || leaf === 'withdrawn') return;
  if (leaf === 'searching') return;
  move(step, 'RELEASE');
  if (step.state.leaf === 'releasing' && own !== null) {
    step.state = { ...step.state, watching: null };
    step.effects.push(ask('delete', deleteOp(own)));
  } else if (step.state.leaf === 'released') say(step, 'released', { own: null });
}

/** The ensemble has deleted the node on its own clock; somebody else may have been let in long ago. */
function expire(step: Step): void {
  const own = lastPart(step.state.own);
  step.state = { ...step.state, own: null, watching: null };
  move(step, 'EXPIRED');
  say(step, 'lost', { own });
}

function refuse(step: Step, reply: Reply): void {
  move(step, 'REFUSED');
  say(step, 'failed', { path: step.state.path, code: reply.code });
}
