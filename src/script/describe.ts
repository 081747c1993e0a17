import {
  type FactTexts,
  isKey,
  type Key,
  type Language,
  MANNERS,
  textOr,
  translate,
} from '../i18n/index.ts';
import { type ClientName, NO_SERVER, zxidShort } from '../model/index.ts';
import type { Endpoint, EventOf, SimEvent } from '../sim/index.ts';
import {
  changeText,
  endText,
  explain,
  firstEndText,
  listText,
  messageText,
  opText,
} from './facts.ts';
import { messageRule } from './message-rules.ts';

/** What happened, and the rule behind it (null where the event is its own reason). */
export interface Description {
  readonly text: string;
  readonly why: string | null;
}

/**
 * An event as one plain sentence, and the rule behind it as another. `protocol`: in whose words,
 * where they differ.
 */
export function describe(event: SimEvent, language: Language, protocol = 'zab'): Description {
  if (event.type === 'refused') return { text: explain(event.because, language), why: null };
  const text = textOf(event, language, protocol);
  return {
    text: MANNERS[language].blank === '' ? closed(text) : text,
    why: whyOf(event, language),
  };
}

/** Chinese stands without blanks; the templates have some for names in Latin letters. */
function closed(text: string): string {
  return text.replace(/(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, '');
}

function whyOf(event: SimEvent, language: Language): string | null {
  if (event.type === 'noted') return null;
  if ('because' in event) return explain(event.because, language);
  const key = ruleOf(event);
  const facts = event.type === 'connectionBroken' ? ends(by(event), language) : {};
  return key && translate(language)(key, facts);
}

/** Who ended a connection, before who else was there. */
function by({ between, by }: EventOf<'connectionBroken'>): {
  readonly from: Endpoint;
  readonly to: Endpoint;
} {
  const [a, b] = between;
  return { from: by, to: a === by ? b : a };
}

function ruleOf(event: SimEvent): Key | null {
  if (event.type === 'connectionBroken') return `rules.event.connectionBroken.${event.how}`;
  if (event.type === 'messageSent') return messageRule('sent', event.message);
  if (event.type === 'messageDelivered') return messageRule('received', event.message);
  const isPower = event.type === 'serverCrashed' && event.silent !== undefined;
  const key = `rules.event.${isPower ? 'power' : event.type}`;
  return isKey(key) ? key : null;
}

function textOf(event: SimEvent, language: Language, protocol: string): string {
  const variant = `events.${event.type}.${variantOf(event)}`;
  const plain = `events.${event.type}`;
  const own = `events.${protocol}.${event.type}`;
  const facts = factsOf(event, language);
  if (isKey(own)) return translate(language)(own, facts);
  if (isKey(variant)) return translate(language)(variant, facts);
  if (isKey(plain)) return translate(language)(plain, facts);
  return event.type;
}

/** Events of one type that are said in another way. */
function variantOf(event: SimEvent): string {
  switch (event.type) {
    case 'serverCrashed':
      if (event.silent) return event.lost.length > 0 ? 'power.lost' : 'power';
      return event.lost.length > 0 ? 'lost' : '';
    case 'connectionBroken':
      return event.lost.length > 0 ? 'lost' : '';
    case 'diskSlowed':
      return event.fsyncMs === 0 ? 'off' : '';
    case 'workChanged':
      if (event.packetMs === event.connectMs) return event.packetMs === 0 ? 'off' : '';
      return 'connect';
    case 'linkDelayed':
      return event.ms === 0 ? 'off' : '';
    case 'replied':
      if (event.server !== NO_SERVER) return '';
      // Who hears that its session is over has no server any more, and an answer all the same.
      return event.result === 'OK' ? 'over' : 'lost';
    case 'clientStateChanged':
      return event.told === null ? '' : 'told';
    default:
      return '';
  }
}

function factsOf(event: SimEvent, language: Language): FactTexts {
  switch (event.type) {
    case 'messageSent':
    case 'messageDelivered':
    case 'messageHeld':
    case 'messageReleased':
    case 'messageDropped':
    case 'messageDuplicated':
      return { ...ends(event, language), message: messageText(event.message) };
    case 'linkCut':
    case 'linkHealed':
      return ends(event, language);
    case 'linkDelayed':
      return { ...ends(event, language), ms: event.ms };
    case 'connectionOpened':
      return ends({ from: event.between[0], to: event.between[1] }, language);
    case 'connectionBroken': {
      const [from, to] = event.between;
      return { ...ends({ from, to }, language), n: event.lost.length };
    }
    case 'requested':
      return { client: event.client, server: event.server, op: opText(event.op) };
    case 'replied': {
      const { client, server, result } = event;
      return { client, server, result, op: opText(event.op) };
    }
    case 'called':
      return { client: event.client, server: event.server, line: event.line };
    case 'answered': {
      const { client, server, line, answer } = event;
      // What a tool prints has lines of its own.
      return { client, server, line, answer: answer.replaceAll('\n', ' ↵ ') };
    }
    case 'watchFired':
      return { client: event.client, type: event.event.type, path: event.event.path };
    case 'clientStateChanged':
      return { client: event.client, state: event.state, told: event.told ?? '' };
    case 'clientFrozen':
    case 'clientResumed':
      return { client: event.client };
    case 'recipeMoved':
      return { client: event.client, ...recipeFacts(event, language) };
    case 'violated':
      return { invariant: event.invariant };
    case 'refused':
      return {};
    default:
      return { server: event.server, ...factsOfServer(event, language) };
  }
}

function recipeFacts({ recipe, state }: EventOf<'recipeMoved'>, language: Language): FactTexts {
  const t = translate(language);
  return {
    recipe: textOr(t, `recipes.name.${recipe}`, recipe),
    state: textOr(t, `recipes.leaf.${state}`, state),
  };
}

type ServerEvent = Extract<SimEvent, { readonly server: number }>;

function factsOfServer(
  event: Exclude<ServerEvent, EventOf<'requested' | 'replied' | 'called' | 'answered'>>,
  language: Language,
): FactTexts {
  switch (event.type) {
    case 'serverStarted': {
      const numbers = event.promises.map(({ name, value }) => `${name} ${value}`);
      const last = translate(language)('events.lastZxid', { lastZxid: zxidShort(event.lastZxid) });
      return { found: [...numbers, last].join(MANNERS[language].clause) };
    }
    case 'serverCrashed':
      return { lost: listText(event.lost.map(zxidShort), language) };
    case 'serverExited':
      return { code: event.code };
    case 'diskSlowed':
      return { fsyncMs: event.fsyncMs };
    case 'workChanged':
      return { packetMs: event.packetMs, connectMs: event.connectMs };
    case 'stateChanged':
      return { state: event.role, zabState: event.phase };
    case 'voteChanged': {
      const { leader, peerEpoch, electionEpoch, zxid } = event.vote;
      return { leader, peerEpoch, round: electionEpoch, zxid: zxidShort(zxid) };
    }
    case 'epochAccepted':
    case 'epochAdopted':
      return { epoch: event.epoch };
    case 'leaderEstablished':
      return { epoch: event.epoch, lastZxid: zxidShort(event.lastZxid) };
    case 'syncDecided':
      return { learner: event.learner, mode: event.mode };
    case 'proposed':
    case 'logged':
    case 'committed':
    case 'applied':
      return { zxid: zxidShort(event.txn.zxid), change: changeText(event.txn) };
    case 'snapshotInstalled':
      return { from: endText(event.from, language), zxid: zxidShort(event.zxid) };
    case 'logTruncated':
    case 'snapshotTaken':
    case 'serving':
    case 'stoppedServing':
      return { zxid: zxidShort(event.zxid) };
    case 'messageIgnored':
      return { from: endText(event.from, language), message: messageText(event.message) };
    case 'noted':
      return { what: explain(event.because, language) };
    case 'sessionCreated':
    case 'sessionMoved':
    case 'sessionClosed':
    case 'sessionExpired':
      return { session: event.session, client: clientText(event.client, language) };
    default:
      return {};
  }
}

/** A session's client, if it is one that this world knows. */
function clientText(client: ClientName | null, language: Language): string {
  return client ?? translate(language)('events.somebody');
}

function ends(
  { from, to }: { readonly from: Endpoint; readonly to: Endpoint },
  language: Language,
): FactTexts {
  return {
    from: endText(from, language),
    From: firstEndText(from, language),
    to: endText(to, language),
  };
}
