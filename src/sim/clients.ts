import {
  type Client,
  type ClientEffect,
  type ClientInput,
  type ClientTimer,
  newClient,
  stepClient,
} from '../client/index.ts';
import { hasKey } from '../lib/index.ts';
import type { ClientName, ServerId } from '../model/index.ts';
import {
  beginRecipe,
  type RecipeEffect,
  type RecipeInput,
  type RecipeState,
  stepRecipe,
} from '../recipes/index.ts';
import type { WorldDraft } from './draft.ts';
import { cancelDial, connectionOf, dial, giveUp, send } from './network.ts';
import type { ArmedClientTimer, ClientHost, Due } from './world.ts';

/** A client process begins: it dials the first server of its list. */
export function startClient(
  d: WorldDraft,
  name: ClientName,
  servers: readonly ServerId[],
  timeoutMs: number,
): void {
  beginClient(d, newClient(name, servers, timeoutMs, d.draw(0, 0x7fffffff), d.now));
}

/** A client that was made begins. */
export function beginClient(d: WorldDraft, client: Client): void {
  const { name } = client;
  if (!hasKey(d.clients, name)) d.clientNames = [...d.clientNames, name];
  d.setClient({
    client,
    frozen: false,
    recipe: null,
    recipeCalls: [],
    connection: null,
    backlog: [],
    timers: [],
  });
  stepClientHost(d, name, { type: 'begun' });
}

/** Gives an input to a client, and carries its effects out in order. */
export function stepClientHost(d: WorldDraft, name: ClientName, input: ClientInput): void {
  const host = d.client(name);
  if (!host) return;
  const { next, effects } = stepClient(host.client, input, { now: d.now });
  if (next !== host.client) d.editClient(name).client = next;
  for (const effect of effects) carryOut(d, name, effect);
}

function carryOut(d: WorldDraft, name: ClientName, effect: ClientEffect): void {
  const host = d.client(name) as ClientHost;
  switch (effect.type) {
    case 'send': {
      const link = connectionOf(d, 'client', name, effect.server);
      return send(d, link, name, effect.server, effect.message);
    }
    case 'dial':
      return dial(d, 'client', name, effect.server);
    case 'hangUp': {
      const link = connectionOf(d, 'client', name, effect.server);
      if (link) giveUp(d, link, name);
      return cancelDial(d, 'client', name, effect.server);
    }
    case 'arm':
      return arm(d, host, effect.timer, effect.afterMs);
    case 'disarm': {
      const timers = host.timers.filter((t) => t.timer !== effect.timer);
      if (timers.length !== host.timers.length) d.editClient(name).timers = timers;
      return;
    }
    case 'requested': {
      const { cxid, op } = effect;
      const { server } = host.client;
      if (d.record) d.tell({ type: 'requested', client: name, server, xid: cxid, op });
      return;
    }
    case 'answered': {
      const { cxid, op } = effect.call;
      const { code, zxid } = effect.reply;
      const { server } = host.client;
      if (d.record) {
        d.tell({ type: 'replied', client: name, server, xid: cxid, op, result: code, zxid });
      }
      const call = host.recipeCalls.find((one) => one.cxid === cxid);
      if (!call || effect.call.asker !== 'recipe') return;
      d.editClient(name).recipeCalls = host.recipeCalls.filter((one) => one !== call);
      return toRecipe(d, name, { type: 'replied', tag: call.tag, op, reply: effect.reply });
    }
    case 'watched':
      d.tell({ type: 'watchFired', client: name, event: effect.event, zxid: effect.zxid });
      return toRecipe(d, name, { type: 'watched', event: effect.event });
    case 'told':
      d.tell({
        type: 'clientStateChanged',
        client: name,
        state: host.client.leaf,
        told: effect.state,
      });
      return toRecipe(d, name, recipeInputOf(effect.state));
    case 'stateChanged':
      return d.tell({ type: 'clientStateChanged', client: name, state: effect.leaf, told: null });
  }
}

function recipeInputOf(told: Extract<ClientEffect, { type: 'told' }>['state']): RecipeInput {
  if (told === 'SyncConnected') return { type: 'reconnected' };
  return told === 'Disconnected' ? { type: 'disconnected' } : { type: 'expired' };
}

// ---- timers ------------------------------------------------------------------------------------

function arm(d: WorldDraft, host: ClientHost, timer: ClientTimer, afterMs: number): void {
  const deadline = d.now + Math.round(afterMs * 1000);
  const old = host.timers.find((t) => t.timer === timer);
  const scheduled = old && old.scheduled <= deadline ? old.scheduled : deadline;
  if (scheduled === deadline && old?.scheduled !== deadline) {
    d.scheduleAt(deadline, { type: 'client-timer', client: host.client.name, timer });
  }
  const armed: ArmedClientTimer = { timer, deadline, scheduled };
  const others = host.timers.filter((t) => t.timer !== timer);
  d.editClient(host.client.name).timers = [...others, armed];
}

/** A client timer's moment: true when it fired. */
export function onClientTimerDue(
  d: WorldDraft,
  due: Extract<Due, { type: 'client-timer' }>,
): boolean {
  const host = d.client(due.client);
  const armed = host?.timers.find((t) => t.timer === due.timer);
  if (!host || !armed || armed.scheduled > d.now) return false;
  const others = host.timers.filter((t) => t !== armed);
  if (armed.deadline > d.now) {
    d.scheduleAt(armed.deadline, due);
    const later = { timer: armed.timer, deadline: armed.deadline, scheduled: armed.deadline };
    d.editClient(due.client).timers = [...others, later];
    return false;
  }
  d.editClient(due.client).timers = others;
  stepClientHost(d, due.client, { type: 'timedOut', timer: due.timer });
  return true;
}

// ---- recipes -----------------------------------------------------------------------------------

/**
 * A client begins a recipe; one that it was running is forgotten (its node stays until it is
 * deleted).
 */
export function startRecipe(d: WorldDraft, name: ClientName, recipe: string, path: string): void {
  const host = d.client(name);
  if (!host) return;
  const { session, nextCxid } = host.client;
  const state = beginRecipe(recipe, path, { session, run: nextCxid });
  d.setClient({ ...host, recipe: state, recipeCalls: [] });
  toRecipe(d, name, { type: 'begun' });
}

/** Gives an input to the recipe a client runs, if it runs one. */
export function toRecipe(d: WorldDraft, name: ClientName, input: RecipeInput): void {
  const host = d.client(name);
  if (!host?.recipe) return;
  const { session, nextCxid } = host.client;
  const { next, effects } = stepRecipe(host.recipe, input, { session, run: nextCxid });
  if (next !== host.recipe) d.editClient(name).recipe = next;
  for (const effect of effects) carryOutRecipe(d, name, next, effect);
}

function carryOutRecipe(
  d: WorldDraft,
  name: ClientName,
  state: RecipeState,
  effect: RecipeEffect,
): void {
  if (effect.type === 'moved') {
    const { recipe } = state;
    d.tell({
      type: 'recipeMoved',
      client: name,
      recipe,
      state: effect.state,
      because: effect.because,
    });
    return;
  }
  const host = d.client(name) as ClientHost;
  const call = { cxid: host.client.nextCxid, tag: effect.tag };
  d.editClient(name).recipeCalls = [...host.recipeCalls, call];
  stepClientHost(d, name, { type: 'ask', op: effect.op, asker: 'recipe' });
}
