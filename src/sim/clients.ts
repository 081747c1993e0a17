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
import { isLookedAt, lookAt, withArmed, withoutTimer } from './timers.ts';
import type { ClientHost, Due } from './world.ts';

/** A client process begins: it dials the first server of its list. */
export function startClient(
  d: WorldDraft,
  name: ClientName,
  servers: readonly ServerId[],
  timeoutMs: number,
  chroot: string,
): void {
  const handle = { chroot };
  beginClient(d, newClient(name, servers, timeoutMs, d.draw(0, 0x7fffffff), d.now, handle));
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
  const { next, effects } = stepClient(host.client, input, {
    now: d.now,
    maxBufferBytes: d.world.config.maxBufferBytes,
  });
  if (next !== host.client) d.editClient(name).client = next;
  for (const effect of effects) carryOut(d, name, effect);
}

function carryOut(d: WorldDraft, name: ClientName, effect: ClientEffect): void {
  const host = d.clientAt(name);
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
      return arm(d, name, effect.timer, effect.afterMs);
    case 'disarm': {
      const at = placeOf(host, effect.timer);
      if (at >= 0) d.editClient(name).timers = withoutTimer(host.timers, at);
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

const placeOf = ({ timers }: ClientHost, timer: ClientTimer): number =>
  timers.findIndex((one) => one.timer === timer);

function arm(d: WorldDraft, client: ClientName, timer: ClientTimer, afterMs: number): void {
  const host = d.clientAt(client);
  const deadline = d.now + Math.round(afterMs * 1000);
  const at = placeOf(host, timer);
  if (!isLookedAt(host.timers, at, deadline)) {
    d.scheduleAt(deadline, { type: 'client-timer', client, timer });
  }
  d.editClient(client).timers = withArmed(host.timers, at, timer, deadline);
}

/** A client timer's moment: true when it fired. */
export function onClientTimerDue(
  d: WorldDraft,
  due: Extract<Due, { type: 'client-timer' }>,
): boolean {
  const { client, timer } = due;
  const host = d.client(client);
  const look = host ? lookAt(d, host.timers, placeOf(host, timer), due) : null;
  if (look === null) return false;
  d.editClient(client).timers = look.timers;
  if (look.fires) stepClientHost(d, client, { type: 'timedOut', timer });
  return look.fires;
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
  const host = d.clientAt(name);
  const call = { cxid: host.client.nextCxid, tag: effect.tag };
  d.editClient(name).recipeCalls = [...host.recipeCalls, call];
  stepClientHost(d, name, { type: 'ask', op: effect.op, asker: 'recipe' });
}
